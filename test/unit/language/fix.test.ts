import assert from 'node:assert/strict';
import { applyEdits, fixAll, fixSafely, isReplaceable, replaceText } from '../../../src/language/index.js';
import { ScopeIndex } from '../../../src/language/scopes/scopeIndex.js';
import { fixesIn, openFile, type Fixed } from './fixes/support.js';

const TEMPLATE = 'template_id: a\nsemver: 1.0.0\nrole: system\n';
const PARTS =
  '  personality: { content: Be brief. }\n  activity: { content: Quiet. }\n  task: { content: "{{task}}" }\n';
const bundle = (system: string, rest = ''): string =>
  `bundle_id: b\nsemver: 1.0.0\n${rest}templates:\n  system: ${system}\n${PARTS}`;
const SYSTEM = { 'system.prompt-template.yaml': `${TEMPLATE}content: Be kind.\n` };

const fix = (title: string, text: string): Fixed => ({ title, text });

describe('fix: change to what is proposed', () => {
  it('a key, as it is quoted', async () => {
    assert.deepEqual(await fixesIn({ 'a.prompt-input.yaml': 'stres: 0.5\n' }, 'unknown-key'), [
      fix('Change to `stress`', 'stress: 0.5\n'),
    ]);
    assert.deepEqual(await fixesIn({ 'a.prompt-input.yaml': "'stres': 0.5\n" }, 'unknown-key'), [
      fix('Change to `stress`', "'stress': 0.5\n"),
    ]);
    assert.deepEqual(await fixesIn({ 'a.prompt-input.json': '{ "stres": 0.5 }' }, 'unknown-key'), [
      fix('Change to `stress`', '{ "stress": 0.5 }'),
    ]);
  });

  it('the key of a constraint, although more is found then', async () => {
    const text = (key: string): string => `${TEMPLATE}constraints:\n  ${key}: [kind]\ncontent: Be kind.\n`;
    assert.deepEqual(
      await fixesIn({ 'a.prompt-template.yaml': text('FORBIDEN_TOKENS') }, 'unknown-constraint'),
      [fix('Change to `FORBIDDEN_TOKENS`', text('FORBIDDEN_TOKENS'))],
    );
    const json = (key: string): string =>
      `{"template_id":"a","semver":"1.0.0","role":"system","constraints":{"${key}":true},"content":"A"}`;
    assert.deepEqual(await fixesIn({ 'a.prompt-template.json': json('NO_EMOJIS') }, 'unknown-constraint'), [
      fix('Change to `NO_EMOJI`', json('NO_EMOJI')),
    ]);
  });

  it('a reference, as it is quoted', async () => {
    for (const quote of ['', "'", '"']) {
      const [fixed] = await fixesIn(
        { 'b.prompt-bundle.yaml': bundle(`${quote}a@1.0.1${quote}`), ...SYSTEM },
        'unresolved-template',
      );
      assert.deepEqual(fixed, fix('Change to `a@1.0.0`', bundle(`${quote}a@1.0.0${quote}`)));
    }
  });

  it('a reference that has to be quoted', async () => {
    const files = {
      'b.prompt-bundle.yaml': bundle('a@1.0.1'),
      'system.prompt-template.yaml': 'template_id: "a: #"\nsemver: 1.0.0\nrole: system\ncontent: Be kind.\n',
    };
    const meant = { ...files, 'b.prompt-bundle.yaml': bundle('"a: #@2.0.0"') };
    const [fixed] = await fixesIn(meant, 'unresolved-template');
    assert.deepEqual(fixed, fix('Change to `a: #@1.0.0`', bundle('"a: #@1.0.0"')));
  });

  it('a model', async () => {
    const files = {
      'a.prompt-input.yaml': 'model_type: suport-large # the large one\n',
      'b.prompt-bundle.yaml': bundle('a@1.0.0', 'tags: [support-large]\n'),
      ...SYSTEM,
    };
    assert.deepEqual(await fixesIn(files, 'unsupported-model'), [
      fix('Change to `support-large`', 'model_type: support-large # the large one\n'),
    ]);
  });

  it('a value of the wrong type', async () => {
    assert.deepEqual(await fixesIn({ 'a.prompt-input.yaml': 'task: 7\n' }, 'schema'), [
      fix('Change to `"7"`', 'task: "7"\n'),
    ]);
    const template = (limit: string): string =>
      `${TEMPLATE}constraints: { MAX_PARAGRAPHS: ${limit} }\ncontent: A\n`;
    assert.deepEqual(await fixesIn({ 'a.prompt-template.yaml': template('2.0') }, 'schema'), [
      fix('Change to `2`', template('2')),
    ]);
  });

  it('one of the values there are', async () => {
    const json = (role: string): string =>
      `{ "template_id": "a", "semver": "1.0.0", "role": "${role}", "content": "A" }`;
    assert.deepEqual(await fixesIn({ 'a.prompt-template.json': json('sistem') }, 'schema'), [
      fix('Change to `system`', json('system')),
    ]);
  });

  it('a key that is no text', async () => {
    const files = { 'a.prompt-input.yaml': 'semantic_traits:\n  true: yes\n' };
    assert.deepEqual(await fixesIn(files, 'syntax'), [
      fix('Change to `"true"`', 'semantic_traits:\n  "true": yes\n'),
    ]);
  });

  it('the code of a suppression', async () => {
    const text = (code: string): string =>
      `${TEMPLATE}content: Be 🙂.\nconstraints: { NO_EMOJI: true }\nsuppress:\n  - code: ${code}\n    reason: fine\n`;
    const fixed = await fixesIn({ 'a.prompt-template.yaml': text('emojis') }, 'unused-suppression');
    assert.deepEqual(fixed[0], fix('Change to `emoji`', text('emoji')));
    assert.equal(fixed[1]?.title, 'Remove the entry');
  });

  for (const [key, title] of [
    ['t\u200bo\u200bne', 'Remove the 2 invisible characters'],
    ['\u2060\u2060tone\u2060\u2060', 'Remove the 4 invisible characters'],
    ['\u{e0041}tone\u{e0041}', 'Remove the 2 invisible characters'],
  ] as const) {
    it(`what is invisible twice in a key: ${title}`, async () => {
      const files = { 'a.prompt-input.yaml': `semantic_traits: { "${key}": "t\u200bo" }\n` };
      const [first] = await fixesIn(files, 'invisible-character');
      assert.deepEqual(first, fix(title, 'semantic_traits: { "tone": "t\u200bo" }\n'));
    });
  }

  for (const text of ['\u00ad[:', '\u200b{:', '\u2060"a:', '\u00ad}a:']) {
    it(`not what is invisible where the file could not be read without it: ${JSON.stringify(text)}`, async () => {
      assert.deepEqual(await fixesIn({ 'a.prompt-template.yaml': text }, 'invisible-character'), []);
    });
  }

  it('an invisible character in a key', async () => {
    const files = { 'a.prompt-input.yaml': 'semantic_traits: { to\u200bne: calm }\n' };
    assert.deepEqual(await fixesIn(files, 'invisible-character'), [
      fix('Remove the invisible character', 'semantic_traits: { tone: calm }\n'),
    ]);
  });

  it('invisible characters at both ends of the first key', async () => {
    const files = { 'a.prompt-input.yaml': '\u200btask\u200b: calm\n' };
    const [first] = await fixesIn(files, 'invisible-character');
    assert.deepEqual(first, fix('Remove the 2 invisible characters', 'task: calm\n'));
  });

  it('not a word that is written as a block', async () => {
    const text = TEMPLATE.replace('role: system', 'role: |-\n  sytem');
    assert.deepEqual(await fixesIn({ 'a.prompt-template.yaml': `${text}content: A\n` }, 'schema'), []);
  });
});

describe('fix: remove an entry', () => {
  const one = (rest: string): string => `${TEMPLATE}content: A\n${rest}`;
  const entry = (reason: string): string => `  - code: emoji\n    reason: ${reason}\n`;
  const cases: Readonly<Record<string, readonly [file: string, before: string, after: string]>> = {
    'the only one, with its key': ['a.prompt-template.yaml', one(`suppress:\n${entry('x')}`), one('')],
    'the only one in front matter': [
      'a.prompt-template.md',
      `---\n${TEMPLATE}suppress:\n${entry('x')}---\n\nBe kind.\n`,
      `---\n${TEMPLATE}---\n\nBe kind.\n`,
    ],
    'the first of two': [
      'a.prompt-template.yaml',
      one(`suppress:\n${entry('x')}\n${entry('y')}`),
      one(`suppress:\n${entry('y')}`),
    ],
    'without indentation and with comments': [
      'a.prompt-template.yaml',
      one('suppress:\n- code: emoji # not any more\n  reason: |\n    once\n    upon\n\n# last line\n'),
      one('\n# last line\n'),
    ],
    'in a flow list': [
      'a.prompt-template.yaml',
      one('suppress: [{ code: emoji, reason: x }, { code: emoji, reason: y }]\n'),
      one('suppress: [{ code: emoji, reason: y }]\n'),
    ],
    'in JSON': [
      'a.prompt-input.json',
      '{\n  "stress": 0.5,\n  "suppress": [\n    { "code": "emoji", "reason": "x" }\n  ]\n}\n',
      '{\n  "stress": 0.5\n}\n',
    ],
    'in JSON, before others': [
      'a.prompt-input.json',
      '{\n  "suppress": [{ "code": "emoji", "reason": "x" }],\n  "stress": 0.5\n}\n',
      '{\n  "stress": 0.5\n}\n',
    ],
    'in JSON, the only key': [
      'a.prompt-input.json',
      '{ "suppress": [{ "code": "emoji", "reason": "x" }] }',
      '{  }',
    ],
  };
  for (const [name, [file, before, after]] of Object.entries(cases)) {
    it(name, async () => {
      assert.deepEqual(await fixesIn({ [file]: before }, 'unused-suppression'), [
        fix('Remove the entry', after),
      ]);
    });
  }

  it('not one that stands below its dash, beside others', async () => {
    const below = '  -\n    code: emoji\n    reason: x\n';
    const before = one(`suppress:\n${below}${entry('y')}`);
    assert.deepEqual(await fixesIn({ 'a.prompt-template.yaml': before }, 'unused-suppression'), []);
  });

  it('the last of two', async () => {
    const before = one(`suppress:\n${entry('x')}${entry('y')}`);
    assert.deepEqual(await fixesIn({ 'a.prompt-template.yaml': before }, 'unused-suppression', 1), [
      fix('Remove the entry', one(`suppress:\n${entry('x')}`)),
    ]);
  });

  const tags: readonly (readonly [string, string])[] = [
    ['tags: [a, b, a]\n', 'tags: [a, b]\n'],
    ["tags: ['', b]\n", 'tags: [b]\n'],
    ["tags: ['']\n", ''],
    ['tags:\n  - a\n  - " a"\n  - b\n', 'tags:\n  - a\n  - b\n'],
    ['tags:\n  - a\n  - b\n  - a\n', 'tags:\n  - a\n  - b\n'],
  ];
  for (const [before, after] of tags) {
    it(`a tag: ${JSON.stringify(before)}`, async () => {
      const files = { 'b.prompt-bundle.yaml': bundle('a@1.0.0', before), ...SYSTEM };
      assert.deepEqual(await fixesIn(files, 'dropped-tag'), [
        fix('Remove the tag', bundle('a@1.0.0', after)),
      ]);
    });
  }

  it('a tag in JSON', async () => {
    const json = (list: string): string =>
      `{"bundle_id":"b","semver":"1.0.0","templates":{"system":"a@1.0.0","personality":{"content":"A"},"activity":{"content":"A"},"task":{"content":"A"}},"tags":${list}}`;
    const files = { 'b.prompt-bundle.json': json('["a", "a"]'), ...SYSTEM };
    assert.deepEqual(await fixesIn(files, 'dropped-tag'), [fix('Remove the tag', json('["a"]'))]);
  });
});

describe('fixes of what the assembled prompt breaks', () => {
  const files = (input: string): Readonly<Record<string, string>> => ({
    'i.prompt-input.yaml': input,
    'b.prompt-bundle.yaml': bundle('a@1.0.0').replace('brief', 'extremely brief'),
    'system.prompt-template.yaml': `${TEMPLATE}constraints:\n  FORBIDDEN_TOKENS: [extremely]\n  MAX_SENTENCE_LENGTH: 6\n  NO_EMOJI: true\ncontent: "{{semantic_traits}}"\n`,
  });

  it('in an inline template', async () => {
    const { 'b.prompt-bundle.yaml': text = '', ...others } = files('task: Go.\n');
    assert.deepEqual(await fixesIn({ 'b.prompt-bundle.yaml': text, ...others }, 'forbidden-token'), [
      fix('Remove “extremely”', text.replace('extremely ', '')),
    ]);
  });

  it('in a task', async () => {
    const input = 'task: The lever is extremely loose 🙂, and we see it.\n';
    assert.deepEqual(await fixesIn(files(input), 'forbidden-token'), [
      fix('Remove “extremely”', input.replace('extremely ', '')),
    ]);
    assert.deepEqual(await fixesIn(files(input), 'emoji'), [fix('Remove “🙂”', input.replace(' 🙂', ''))]);
    assert.deepEqual(await fixesIn(files(input), 'sentence-too-long'), [
      fix('Split the sentence at “, and”', input.replace(', and we', '. We')),
    ]);
  });

  it('in the traits, where it stands once', async () => {
    const input = 'semantic_traits: { tone: extremely calm }\n';
    assert.deepEqual(await fixesIn(files(input), 'forbidden-token'), [
      fix('Remove “extremely”', 'semantic_traits: { tone: calm }\n'),
    ]);
    assert.deepEqual(
      await fixesIn(files('semantic_traits: { tone: extremely or extremely }\n'), 'forbidden-token'),
      [],
    );
  });

  it('none that breaks another constraint', async () => {
    const input = 'task: The lever is extremely loose.\n';
    const more = files(input)['system.prompt-template.yaml']?.replace('[extremely]', '[extremely, is loose]');
    const found = await fixesIn(
      { ...files(input), 'system.prompt-template.yaml': more ?? '' },
      'forbidden-token',
    );
    assert.deepEqual(found, []);
  });
});

describe('fix: replace', () => {
  const replaced = async (content: string, word: string): Promise<string | undefined> => {
    const name = 'a.prompt-template.yaml';
    const text = `${TEMPLATE}constraints: { FORBIDDEN_TOKENS: [extremely] }\ncontent: ${content}\n`;
    const { subject, findings } = await openFile({ [name]: text }, name);
    const [finding] = findings;
    assert.ok(finding);
    const fixed = replaceText(subject, finding, word);
    return fixed && applyEdits(text, fixed.edits).split('content: ')[1];
  };

  it('by a text that is escaped as its place wants it', async () => {
    assert.equal(await replaced('Be extremely good.', 'very'), 'Be very good.\n');
    assert.equal(await replaced("'Be extremely good.'", "it's"), "'Be it''s good.'\n");
    assert.equal(await replaced('"Be extremely good."', 'a "\\"'), '"Be a \\"\\\\\\" good."\n');
    assert.equal(await replaced('|-\n  Be extremely good.', 'a: #'), '|-\n  Be a: # good.\n');
    assert.equal(await replaced('Be extremely good.', 'a\nb'), 'Be a b good.\n');
  });

  it('not where the place cannot hold it', async () => {
    assert.equal(await replaced('Be extremely good.', 'so: #'), undefined);
  });

  it('is offered where a passage of the file is what was found, and nowhere else', async () => {
    const name = 'a.prompt-template.yaml';
    const text = `${TEMPLATE}constraints: { FORBIDDEN_TOKENS: [extremely] }\ncontent: Be extremely good.\n`;
    const { subject, findings } = await openFile({ [name]: text }, name);
    const [finding] = findings;
    assert.ok(finding);
    assert.equal(isReplaceable(subject, finding), true);
    const elsewhere = { ...finding, range: { start: 0, end: 3 } };
    assert.equal(isReplaceable(subject, elsewhere), false);
    assert.equal(replaceText(subject, elsewhere, 'very'), undefined);
  });
});

describe('fix what may be fixed unasked', () => {
  const safely = async (name: string, text: string): Promise<[text: string, count: number]> => {
    const { subject, findings } = await openFile({ [name]: text }, name);
    assert.ok(findings.length > 0);
    const { edits, count } = fixSafely(new ScopeIndex(), subject, findings);
    return [applyEdits(text, edits), count];
  };

  it('is what is misspelt, and no word of a prompt', async () => {
    const text = (key: string): string =>
      `${TEMPLATE}constraints: { NO_EMOJI: true, ${key}: 3 }\ncontent: Be 🙂.\n`;
    assert.deepEqual(await safely('a.prompt-template.yaml', text('MAX_PARAGRAPH')), [
      text('MAX_PARAGRAPHS'),
      1,
    ]);
  });

  it('is nothing that is missing, in a file that says nothing yet or not all', async () => {
    for (const [name, text] of [
      ['a.prompt-bundle.yaml', ''],
      ['a.prompt-bundle.yaml', 'bundle_id: a\n'],
      ['a.prompt-template.md', 'Be kind.\n'],
      ['a.prompt-template.yaml', '# Be kind.\n'],
    ] as const)
      assert.deepEqual(await safely(name, text), [text, 0]);
  });
});

describe('fix all of a rule in a file', () => {
  const fixedAll = async (name: string, text: string, code: string): Promise<string> => {
    const { subject, findings } = await openFile({ [name]: text }, name);
    const edits = fixAll(
      subject,
      findings.filter((finding) => finding.code === code),
    );
    return applyEdits(text, edits);
  };

  it('by an edit for each that stands apart', async () => {
    const name = 'a.prompt-template.yaml';
    const text = `${TEMPLATE}constraints: { NO_EMOJI: true }\ncontent: One 🙂 and two 🙂.\n`;
    const { subject, findings } = await openFile({ [name]: text }, name);
    const edits = fixAll(subject, findings);
    assert.equal(edits.length, 2);
    assert.equal(applyEdits(text, edits), text.replaceAll(' 🙂', ''));
  });

  it('every one of them, side by side too', async () => {
    const text = (content: string): string =>
      `---\n${TEMPLATE}constraints: { FORBIDDEN_TOKENS: [very, extremely] }\n---\n\n${content}\n`;
    assert.equal(
      await fixedAll(
        'a.prompt-template.md',
        text('Very good, very, very good.\n\n- Very extremely good'),
        'forbidden-token',
      ),
      text('Good, good.\n\n- Good'),
    );
  });

  it('entries that leave nothing behind', async () => {
    const entries = '  - code: emoji\n    reason: x\n  - code: assertiveness\n    reason: y\n';
    const text = `${TEMPLATE}content: A\nsuppress:\n${entries}`;
    assert.equal(
      await fixedAll('a.prompt-template.yaml', text, 'unused-suppression'),
      `${TEMPLATE}content: A\n`,
    );
  });

  it('leaves alone what has no fix', async () => {
    const text = `${TEMPLATE}content: "{{nothing}} {{ task }} {{Task}}"\n`;
    assert.equal(
      await fixedAll('a.prompt-template.yaml', text, 'unknown-placeholder'),
      `${TEMPLATE}content: "{{nothing}} {{task}} {{task}}"\n`,
    );
  });
});
