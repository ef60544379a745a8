import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as cl100k from 'gpt-tokenizer/esm/encoding/cl100k_base';
import * as o200k from 'gpt-tokenizer/esm/encoding/o200k_base';
import { loadHashing } from '../../../../src/core/hashing.js';
import { readSnapshot } from '../../../../src/core/published/readSnapshot.js';
import { MAX_INPUTS_PER_BUNDLE } from '../../../../src/language/constraints/inputPairs.js';
import { bundleOf, template, workspaceOf, type MemoryWorkspace, type Parts } from '../memoryWorkspace.js';

const INPUT = 'i.prompt-input.yaml';
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const OTHER = sha('another prompt');

const parts = { system: 'S', personality: 'P {{stress}}', activity: 'A', task: 'Do {{task}}' };
const prompt = (task: string, personality = 'P 0.0'): string => `S\n\n${personality}\n\nA\n\nDo ${task}`;

/** What is told of a file, with the text it is told at. */
function told(files: MemoryWorkspace, file = INPUT): string[] {
  const { text } = files.get(file).source;
  return files
    .findings(file)
    .map(({ code, range, message }) => `${code} «${text.slice(range.start, range.end)}» ${message}`);
}

const otherHash = (name: string, hash: string): string =>
  `\`${name}\` gives another prompt, with the \`prompt_hash\` ${hash}. Update the expected hash if that is meant.`;

describe('an expectation of a version in no file', () => {
  it('says that it is published, but damaged', async () => {
    const made = await workspaceOf({ [INPUT]: 'task: x\nexpect:\n  b@1.0.0: { contains: [x] }\n' });
    const given = { text: '{}' };
    const hashing = await loadHashing(sha);
    made.scope.updateSnapshot(readSnapshot({ file: 'b@1.0.0.json', name: 'b@1.0.0.json', given }, hashing));
    await made.compareExpectations(INPUT);
    assert.deepEqual(told(made), [
      'expectation-failed «b@1.0.0» `b@1.0.0` is in no file, and its published version is damaged. Use a version that exists, or remove the expectation.',
    ]);
  });
});

describe('the expectation of a prompt_hash', () => {
  const ways: Readonly<Record<string, [file: string, text: (hash: string) => string]>> = {
    'plain in YAML': [INPUT, (hash) => `task: x\nexpect:\n  b@1.0.0: ${hash}\n`],
    'in double quotes': [INPUT, (hash) => `task: x\nexpect:\n  b@1.0.0: "${hash}" # saved\n`],
    'in single quotes': [INPUT, (hash) => `task: x\nexpect:\n  'b@1.0.0': '${hash}'\n`],
    'in flow style': [INPUT, (hash) => `{ task: x, expect: { b@1.0.0: "${hash}" } }\n`],
    'in a mapping': [INPUT, (hash) => `task: x\nexpect:\n  b@1.0.0:\n    prompt_hash: "${hash}"\n`],
    'in JSON': [
      'i.prompt-input.json',
      (hash) => JSON.stringify({ task: 'x', expect: { 'b@1.0.0': hash } }, null, 2),
    ],
    'in JSON, in a mapping': [
      'i.prompt-input.json',
      (hash) => JSON.stringify({ task: 'x', expect: { 'b@1.0.0': { prompt_hash: hash } } }),
    ],
  };
  for (const [way, [file, text]] of Object.entries(ways)) {
    it(`that holds is not told, ${way}`, async () => {
      const files = await workspaceOf({ ...bundleOf(parts), [file]: text(sha(prompt('x'))) });
      assert.deepEqual(told(files, file), []);
    });

    it(`that does not is an error at the hash, which says which the render has, ${way}`, async () => {
      const files = await workspaceOf({ ...bundleOf(parts), [file]: text(OTHER) });
      const [finding, ...others] = files.findings(file);
      assert.ok(finding);
      assert.deepEqual(others, []);
      assert.equal(finding.code, 'expectation-failed');
      assert.equal(finding.severity, 'error');
      assert.equal(finding.message, otherHash('b@1.0.0', sha(prompt('x'))));
      const { start, end } = finding.range;
      assert.match(text(OTHER).slice(start, end), new RegExp(`^["']?${OTHER}["']?$`));
    });
  }

  it('is compared for each version on its own', async () => {
    const files = await workspaceOf({
      ...bundleOf(parts),
      'c.prompt-bundle.yaml': `bundle_id: b\nsemver: 2.0.0\ntemplates: { system: s@1.0.0, personality: { content: Q }, activity: a@1.0.0, task: t@1.0.0 }\n`,
      [INPUT]: `task: x\nexpect:\n  b@1.0.0: ${sha(prompt('x'))}\n  b@2.0.0: "${OTHER}"\n  b@3.0.0: "${OTHER}"\n`,
    });
    assert.deepEqual(told(files), [
      `expectation-failed «"${OTHER}"» ${otherHash('b@2.0.0', sha(prompt('x', 'Q')))}`,
      'expectation-failed «b@3.0.0» `b@3.0.0` is in no file and not published. Use a version that exists, or remove the expectation.',
    ]);
  });

  it('is no error of a version that is never asked for with other inputs', async () => {
    const files = await workspaceOf({
      ...bundleOf(parts),
      [INPUT]: `task: x\nexpect:\n  b@1.0.0: ${OTHER}\n`,
      'j.prompt-input.yaml': 'task: y\n',
    });
    assert.deepEqual(told(files, 'j.prompt-input.yaml'), []);
    assert.deepEqual(told(files, 'b.prompt-bundle.yaml'), []);
  });

  for (const [what, text, expected] of [
    ['a short hash', 'abc123', undefined],
    ['a hash in upper case', OTHER.toUpperCase(), OTHER],
    ['a hash that is one digit too long', `${OTHER}0`, undefined],
    ['a hash with a prefix', `sha256:${OTHER}`, undefined],
    ['an empty text', '""', undefined],
  ] as const) {
    it(`that is ${what} is no hash, and nothing is compared`, async () => {
      const files = await workspaceOf({
        ...bundleOf(parts),
        [INPUT]: `task: x\nexpect:\n  b@1.0.0: ${text}\n`,
      });
      const [finding, ...others] = files.findings(INPUT);
      assert.deepEqual(others, []);
      assert.equal(finding?.code, 'schema');
      assert.match(finding.message, /must be a `prompt_hash`: 64 lower-case hex digits\.$/);
      assert.equal(finding.replacement?.replaceAll('"', ''), expected);
    });
  }
});

describe('the expectation of a version', () => {
  const expecting = `task: x\nmodel_type: m\nexpect:\n  b@1.0.0: ${OTHER}\n`;
  const cases: Readonly<
    Record<string, [change: Readonly<Record<string, string>>, said: RegExp, related: readonly string[]]>
  > = {
    'that is nowhere': [
      { 'b.prompt-bundle.yaml': 'bundle_id: c\nsemver: 1.0.0\n' },
      /^`b@1\.0\.0` is in no file and not published\. Use a version/,
      [],
    ],
    'that two files define': [
      { 'c.prompt-bundle.yaml': bundleOf(parts)['b.prompt-bundle.yaml'] ?? '' },
      /^`b@1\.0\.0` cannot be rendered: Bundle b@1\.0\.0 is defined in 2 files\. Keep one of them\.$/,
      ['b.prompt-bundle.yaml', 'c.prompt-bundle.yaml'],
    ],
    'whose file has errors': [
      { 'b.prompt-bundle.yaml': `${bundleOf(parts)['b.prompt-bundle.yaml'] ?? ''}tag: [m]\n` },
      /^`b@1\.0\.0` cannot be rendered: Unknown key `tag`\./,
      ['b.prompt-bundle.yaml'],
    ],
    'whose file is no YAML': [
      { 'b.prompt-bundle.yaml': `bundle_id: b\nsemver: 1.0.0\ntags: [m\n` },
      /^`b@1\.0\.0` cannot be rendered: Bundle b@1\.0\.0 (is|may be) in `b\.prompt-bundle\.yaml`, which cannot be read \(line \d\)\. Fix that file first\.$/,
      ['b.prompt-bundle.yaml'],
    ],
    'whose file has an unclosed quote before its version': [
      { 'b.prompt-bundle.yaml': `bundle_id: "b\nsemver: 1.0.0\n` },
      /^`b@1\.0\.0` cannot be rendered: Bundle b@1\.0\.0 (is|may be) in `b\.prompt-bundle\.yaml`, which cannot be read \(line \d\)\. Fix that file first\.$/,
      ['b.prompt-bundle.yaml'],
    ],
    'whose file is in conflict': [
      {
        'b.prompt-bundle.yaml': `<<<<<<< ours\nbundle_id: b\nsemver: 1.0.0\n=======\nbundle_id: b\nsemver: 1.1.0\n>>>>>>> theirs\n`,
      },
      /^`b@1\.0\.0` cannot be rendered: Bundle b@1\.0\.0 (is|may be) in `b\.prompt-bundle\.yaml`, which cannot be read \(line 1\)\. Fix that file first\.$/,
      ['b.prompt-bundle.yaml'],
    ],
    'with a template whose front matter is broken': [
      { 'p.prompt-template.md': '---\ntemplate_id: p\nsemver: "1.0.0\nrole: system\n---\nP\n' },
      /^`b@1\.0\.0` cannot be rendered: Template p@1\.0\.0 (is|may be) in `p\.prompt-template\.md`, which cannot be read \(line \d\)\. Fix that file first\.$/,
      ['p.prompt-template.md'],
    ],
    'with a reference that nothing answers': [
      { 'p.prompt-template.md': template('p', 'P', '', '1.1.0') },
      /^`b@1\.0\.0` cannot be rendered: None of these files defines the template `p@1\.0\.0`\./,
      ['b.prompt-bundle.yaml'],
    ],
    'with a template that has errors': [
      { 'p.prompt-template.md': template('p', 'P', 'rol: user\n') },
      /^`b@1\.0\.0` cannot be rendered: Unknown key `rol`\./,
      ['p.prompt-template.md'],
    ],
    'with a template in two files': [
      { 'q.prompt-template.md': template('p', 'P') },
      /^`b@1\.0\.0` cannot be rendered: Template p@1\.0\.0 is defined in 2 files\. Keep one of them\.$/,
      ['p.prompt-template.md', 'q.prompt-template.md'],
    ],
    'whose file cannot be read': [
      {
        'b.prompt-bundle.yaml': (bundleOf(parts)['b.prompt-bundle.yaml'] ?? '').replace(
          'tags: [m]',
          'tags: [m',
        ),
      },
      /^`b@1\.0\.0` cannot be rendered: Bundle b@1\.0\.0 is in `b\.prompt-bundle\.yaml`, which cannot be read \(line \d\)\. Fix that file first\.$/,
      ['b.prompt-bundle.yaml'],
    ],
    'with a template that cannot be read': [
      { 'p.prompt-template.md': template('p', 'P', 'constraints: {\n') },
      /^`b@1\.0\.0` cannot be rendered: Template p@1\.0\.0 is in `p\.prompt-template\.md`, which cannot be read \(line \d\)\. Fix that file first\.$/,
      ['p.prompt-template.md'],
    ],
    'that does not serve the model': [
      {
        'b.prompt-bundle.yaml': (bundleOf(parts)['b.prompt-bundle.yaml'] ?? '').replace('[m]', '[n]'),
        'c.prompt-bundle.yaml': (bundleOf(parts)['b.prompt-bundle.yaml'] ?? '').replace('1.0.0', '2.0.0'),
      },
      /^`b@1\.0\.0` cannot be rendered: Bundle does not support model_type 'm'\.?$/,
      [],
    ],
  };
  for (const [what, [change, said, related]] of Object.entries(cases)) {
    it(`${what} is an error at the key, with the reason`, async () => {
      const files = await workspaceOf({ ...bundleOf(parts), ...change, [INPUT]: expecting });
      const [finding, ...others] = files.findings(INPUT).filter(({ code }) => code === 'expectation-failed');
      assert.ok(finding);
      assert.deepEqual(others, []);
      assert.match(finding.message, said);
      assert.equal(expecting.slice(finding.range.start, finding.range.end), 'b@1.0.0');
      assert.deepEqual(finding.related?.map(({ file }) => file) ?? [], related);
    });
  }

  it('with an empty tag list serves no model at all', async () => {
    const files = await workspaceOf({
      ...bundleOf(parts),
      'b.prompt-bundle.yaml': (bundleOf(parts)['b.prompt-bundle.yaml'] ?? '').replace('tags: [m]\n', ''),
      [INPUT]: expecting,
    });
    assert.ok(told(files).some((line) => line.startsWith('expectation-failed «b@1.0.0»')));
  });

  it('is not looked at while the input has errors of its own', async () => {
    const files = await workspaceOf({ ...bundleOf(parts), [INPUT]: `${expecting}stress: 7\n` });
    assert.deepEqual(
      files.findings(INPUT).map(({ code }) => code),
      ['schema'],
    );
  });
});

describe('further expectations', () => {
  const expecting = (lines: string): string => `task: x\nexpect:\n  b@1.0.0:\n${lines}`;
  const length = prompt('🙂').length - 1;
  const tokens = o200k.countTokens(prompt('x'));
  for (const [what, lines, found] of [
    ['a text that occurs', '    contains: [Do x, "P 0.0"]\n', []],
    ['a text over two parts', '    contains: ["A\\n\\nDo"]\n', []],
    [
      'texts that do not',
      '    contains: [Do y, Do x, do x]\n',
      [
        'expectation-failed «Do y» The prompt of `b@1.0.0` does not contain this text. Change the template, or the expectation.',
        'expectation-failed «do x» The prompt of `b@1.0.0` does not contain this text. Change the template, or the expectation.',
      ],
    ],
    ['no text that is excluded', '    excludes: [never, Do y]\n', []],
    [
      'a text that is',
      '    excludes: ["P 0", never]\n',
      [
        'expectation-failed «"P 0"» The prompt of `b@1.0.0` contains this text. Change the template, or the expectation.',
      ],
    ],
    ['as many characters as there may be', `    max_characters: ${prompt('x').length}\n`, []],
    [
      'more',
      `    max_characters: ${prompt('x').length - 1}\n`,
      [
        `expectation-failed «${prompt('x').length - 1}» The prompt of \`b@1.0.0\` has ${prompt('x').length} characters, more than ${prompt('x').length - 1}. Shorten it, or raise the limit.`,
      ],
    ],
    ['as many tokens as there may be', `    max_tokens: { o200k_base: ${tokens} }\n`, []],
    [
      'more tokens, by one of two encodings',
      `    max_tokens: { o200k_base: ${tokens}, cl100k_base: 3 }\n`,
      [
        `expectation-failed «3» The prompt of \`b@1.0.0\` has ${cl100k.countTokens(prompt('x'))} tokens by \`cl100k_base\`, more than 3. Shorten it, or raise the limit.`,
      ],
    ],
    [
      'tokens by what nobody counts by',
      '    max_tokens: { o200k: 9000 }\n',
      ['expectation-failed «o200k» Tokens cannot be counted by `o200k`. Use `o200k_base` or `cl100k_base`.'],
    ],
    ['no findings where there are none', '    max_findings: 0\n', []],
    ['nothing at all', '    {}\n', []],
  ] as const) {
    it(`of ${what}`, async () => {
      const files = await workspaceOf({ ...bundleOf(parts), [INPUT]: expecting(lines) });
      assert.deepEqual(told(files), found);
    });
  }

  it('count code points', async () => {
    const files = await workspaceOf({
      ...bundleOf(parts),
      [INPUT]: `task: 🙂\nexpect: { b@1.0.0: { max_characters: ${length} } }\n`,
    });
    assert.deepEqual(told(files), []);
  });

  it('of one version are told each at its own value', async () => {
    const files = await workspaceOf({
      ...bundleOf(parts),
      [INPUT]: expecting(
        `    prompt_hash: "${OTHER}"\n    contains: [no]\n    excludes: [S]\n    max_characters: 1\n`,
      ),
    });
    assert.deepEqual(
      told(files).map((line) => line.split('»')[0]),
      [`"${OTHER}"`, 'no', 'S', '1'].map((text) => `expectation-failed «${text}`),
    );
  });
});

describe('the expectation of max_findings', () => {
  const FORBIDS = 'constraints:\n  FORBIDDEN_TOKENS: [never, ever]\n';
  const constrained: Parts = { ...parts, system: ['S never', FORBIDS] };
  const expecting = (most: number, task = 'never x'): string =>
    `task: ${task}\nexpect:\n  b@1.0.0: { max_findings: ${most} }\n`;

  it('says how many places there are where none is allowed', async () => {
    for (const [task, places] of [
      ['x', 'one place'],
      ['never x', '2 places'],
    ] as const) {
      const files = await workspaceOf({ ...bundleOf(constrained), [INPUT]: expecting(0, task) });
      const finding = files.findings(INPUT).find(({ code }) => code === 'expectation-failed');
      assert.equal(
        finding?.message,
        `The prompt of \`b@1.0.0\` breaks its constraints in ${places}, and may in none. Change the text, or raise the limit.`,
      );
    }
  });

  it('counts what templates, values and their union bring about, and leads to each', async () => {
    const files = await workspaceOf({ ...bundleOf(constrained), [INPUT]: expecting(1) });
    const [finding, ...others] = files.findings(INPUT).filter(({ code }) => code === 'expectation-failed');
    assert.deepEqual(others, []);
    assert.equal(
      finding?.message,
      'The prompt of `b@1.0.0` breaks its constraints in 2 places, and may in 1. Change the text, or raise the limit.',
    );
    assert.deepEqual(
      finding.related?.map(
        ({ file, range }) => `${file} ${files.get(file).source.text.slice(range.start, range.end)}`,
      ),
      ['s.prompt-template.md never', `${INPUT} never`],
    );
    const [version] = files.expectationResults(INPUT)?.versions ?? [];
    assert.deepEqual(
      version?.expectations.map(({ kind, title, actual }) => [kind, title, actual]),
      [['max_findings', 'max_findings 1', 2]],
    );
  });

  it('holds where there are as many as there may be', async () => {
    const files = await workspaceOf({ ...bundleOf(constrained), [INPUT]: expecting(2) });
    assert.deepEqual(files.expectationResults(INPUT)?.failed, []);
  });

  it('counts no finding that its file suppresses', async () => {
    const suppress = 'suppress:\n  - { code: forbidden-token, reason: Quoted. }\n';
    const files = await workspaceOf({
      ...bundleOf({ ...parts, system: ['S never', FORBIDS + suppress] }),
      [INPUT]: expecting(0) + suppress,
    });
    assert.deepEqual(files.expectationResults(INPUT)?.failed, []);
    await files.write({ [INPUT]: expecting(0) });
    assert.equal(files.expectationResults(INPUT)?.failed.length, 1);
  });

  it('is compared anew when a template that it counts in changes', async () => {
    const files = await workspaceOf({ ...bundleOf(constrained), [INPUT]: expecting(0, 'x') });
    assert.equal(files.expectationResults(INPUT)?.failed.length, 1);
    await files.write({ 's.prompt-template.md': template('s', 'S', FORBIDS) });
    assert.deepEqual(files.expectationResults(INPUT)?.failed, []);
  });
});

describe('expectations and what changes', () => {
  const hash = sha(prompt('x'));
  const start = (): Promise<MemoryWorkspace> =>
    workspaceOf({
      ...bundleOf(parts),
      'other.prompt-template.md': template('other', 'O'),
      [INPUT]: `task: x\nexpect: { b@1.0.0: "${hash}" }\n`,
    });

  it('are compared anew when a template, a bundle or the input changes, and told in what is shown', async () => {
    const files = await start();
    assert.deepEqual(files.shown(), {});
    for (const [file, changed] of [
      ['p.prompt-template.md', template('p', 'P changed')],
      ['b.prompt-bundle.yaml', (bundleOf(parts)['b.prompt-bundle.yaml'] ?? '').replace('p@', 's@')],
      [INPUT, `task: y\nexpect: { b@1.0.0: "${hash}" }\n`],
    ] as const) {
      const before = files.get(file).source.text;
      await files.write({ [file]: changed });
      assert.equal(files.shown()[INPUT]?.length, 1, file);
      await files.write({ [file]: before });
      assert.deepEqual(files.shown(), {}, file);
    }
  });

  it('are told when a version goes, and not when it is there again', async () => {
    const files = await start();
    const text = files.get('b.prompt-bundle.yaml').source.text;
    await files.write({ 'b.prompt-bundle.yaml': undefined });
    assert.match(files.shown()[INPUT]?.join('\n') ?? '', /is in no file and not published/);
    await files.write({ 'b.prompt-bundle.yaml': text });
    assert.deepEqual(files.shown(), {});
  });

  it('are rendered again only where something has changed that they depend on', async () => {
    const files = await start();
    assert.deepEqual(files.compared, ['b@1.0.0']);
    await files.write({ 'other.prompt-template.md': template('other', 'Another') });
    assert.deepEqual(files.compared, []);
    await files.write({ 'j.prompt-input.yaml': 'task: y\n' });
    assert.deepEqual(files.compared, []);
    await files.write({ 'p.prompt-template.md': template('p', 'New') });
    assert.deepEqual(files.compared, ['b@1.0.0']);
    await files.compareExpectations(INPUT);
    assert.deepEqual(files.compared, ['b@1.0.0']);
  });

  it('are compared with every input, however many inputs a bundle is checked with', async () => {
    const names = Array.from({ length: MAX_INPUTS_PER_BUNDLE + 1 }, (_, i) => `i${i}.prompt-input.yaml`);
    const files = await workspaceOf({
      ...bundleOf(parts),
      ...Object.fromEntries(names.map((name, i) => [name, `task: t${i}\nexpect: { b@1.0.0: "${OTHER}" }\n`])),
      'a.prompt-input.yaml': 'task: meant for all\n',
    });
    for (const name of names) assert.equal(files.findings(name)[0]?.code, 'expectation-failed', name);
    const { inputs, truncated } = files.scope.inputsFor('b.prompt-bundle.yaml');
    assert.equal(inputs.includes('a.prompt-input.yaml'), false);
    assert.equal(truncated, true);
  });

  it('are suppressed as other findings are', async () => {
    const files = await workspaceOf({
      ...bundleOf(parts),
      [INPUT]: `task: x\nexpect: { b@1.0.0: "${OTHER}" }\nsuppress: [{ code: expectation-failed, reason: known }]\n`,
      'j.prompt-input.yaml': `task: x\nexpect: { b@1.0.0: "${hash}" }\nsuppress: [{ code: expectation-failed, reason: known }]\n`,
    });
    assert.deepEqual(told(files), []);
    assert.deepEqual(
      files.findings('j.prompt-input.yaml').map(({ code }) => code),
      ['unused-suppression'],
    );
  });
});
