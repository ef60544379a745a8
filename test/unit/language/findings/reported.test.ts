import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkText } from '../../../../src/core/constraints/index.js';
import { bundleOf, template, workspaceOf } from '../memoryWorkspace.js';

const TEMPLATE = 't.prompt-template.md';
const YAML = 't.prompt-template.yaml';

async function toldOf(text: string, file = TEMPLATE): Promise<string[]> {
  return (await workspaceOf({ [file]: text })).told(file);
}

describe('a template on its own', () => {
  it('is held to its own constraints, placeholders being one word each', async () => {
    const constraints =
      'constraints: { FORBIDDEN_TOKENS: [task, never], MAX_SENTENCE_LENGTH: 3, MAX_PARAGRAPHS: 1, NO_EMOJI: true }\n';
    assert.deepEqual(
      await toldOf(template('t', 'Do {{task}} never 🙂.\n\nDo {{task}} and more.', constraints)),
      [
        'forbidden-token «never» < t.prompt-template.md «never»',
        'emoji «🙂» < t.prompt-template.md «true»',
        'sentence-too-long «Do {{task}} and more.» < t.prompt-template.md «3»',
        'too-many-paragraphs «Do {{task}} and more.» < t.prompt-template.md «1»',
      ],
    );
  });

  it('points at the token that objects, in block and flow lists, quoted or not', async () => {
    const constraints =
      'constraints:\n  FORBIDDEN_TOKENS:\n    - "n\\u0065ver"\n    - \'  Ever\'\n    - never\n';
    assert.deepEqual(await toldOf(template('t', 'Never ever.', constraints)), [
      'forbidden-token «Never» < t.prompt-template.md «"n\\u0065ver"»',
      "forbidden-token «ever» < t.prompt-template.md «'  Ever'»",
    ]);
  });
});

describe('constraints', () => {
  const with_ = (constraints: string): string =>
    `template_id: t\nsemver: 1.0.0\nrole: user\ncontent: T\nconstraints:\n  ${constraints}\n`;
  const cases: readonly [constraints: string, told: readonly string[]][] = [
    ['FORBIDDEN_TOKENS: never', ['schema «never»']],
    ['FORBIDDEN_TOKENS: [1, ok, ""]', ['schema «1»', 'schema «""»']],
    ['FORBIDDEN_TOKENS: [" \\t"]', ['schema «" \\t"»']],
    ['MAX_SENTENCE_LENGTH: 0', ['schema «0»']],
    ['MAX_SENTENCE_LENGTH: 1001', ['schema «1001»']],
    ['MAX_SENTENCE_LENGTH: 20.0', ['schema «20.0»']],
    ['MAX_SENTENCE_LENGTH: 20.5', ['schema «20.5»']],
    ['MAX_SENTENCE_LENGTH: "20"', ['schema «"20"»']],
    ['MAX_SENTENCE_LENGTH:', ['schema «:»']],
    ['MAX_PARAGRAPHS: 101', ['schema «101»']],
    ['MAX_PARAGRAPHS: 1e1', ['schema «1e1»']],
    ['MAX_PARAGRAPHS: -1', ['schema «-1»']],
    ['NO_EMOJI: yes', ['schema «yes»']],
    ['NO_EMOJI: 1', ['schema «1»']],
    ['ASSERTIVENESS_LEVEL: 1.1', ['schema «1.1»']],
    ['ASSERTIVENESS_LEVEL: -0.1', ['schema «-0.1»']],
    ['ASSERTIVENESS_LEVEL: .nan', ['schema «.nan»']],
    ['ASSERTIVENESS_LEVEL: .inf', ['schema «.inf»']],
    ['ASSERTIVENESS_LEVEL: high', ['schema «high»']],
    ['ASSERTIVENESS_LEVEL: 1', []],
    ['MAX_SENTENCE_LENGTH: 1000', []],
    ['MAX_PARAGRAPHS: 100', []],
  ];
  for (const [constraints, told] of cases) {
    it(`${constraints}: ${told.length === 0 ? 'is right' : 'is an error at the value'}`, async () => {
      assert.deepEqual(await toldOf(with_(constraints), YAML), told);
      const files = await workspaceOf({ [YAML]: with_(constraints) });
      assert.ok(files.findings(YAML).every(({ severity }) => severity === 'error'));
    });
  }

  it('that are unknown are told with what was meant, when it is close and not there yet', async () => {
    const files = await workspaceOf({
      [YAML]: with_(
        'no_emoji: true\n  "FORBIDEN_TOKENS": [x]\n  MAX_PARAGRAPH: 1\n  MAX_PARAGRAPHS: 1\n  TONE: calm',
      ),
    });
    assert.deepEqual(
      files.findings(YAML).map(({ code, severity, message }) => `${severity} ${code} ${message}`),
      [
        'warning unknown-constraint Unknown constraint `no_emoji`. Did you mean `NO_EMOJI`?',
        'warning unknown-constraint Unknown constraint `FORBIDEN_TOKENS`. Did you mean `FORBIDDEN_TOKENS`?',
        'warning unknown-constraint Unknown constraint `MAX_PARAGRAPH`. It is kept, but nothing checks it. Check its spelling, or remove it.',
        'warning unknown-constraint Unknown constraint `TONE`. It is kept, but nothing checks it. Check its spelling, or remove it.',
      ],
    );
    assert.deepEqual(files.told(YAML), [
      'unknown-constraint «no_emoji»',
      'unknown-constraint «"FORBIDEN_TOKENS"»',
      'unknown-constraint «MAX_PARAGRAPH»',
      'unknown-constraint «TONE»',
    ]);
  });

  it('with errors still hold by what of them is right', async () => {
    const constraints = 'constraints: { NO_EMOJI: 1, FORBIDDEN_TOKENS: [never, 7] }\n';
    assert.deepEqual(await toldOf(template('t', 'Never 🙂', constraints)), [
      'schema «1»',
      'schema «7»',
      'forbidden-token «Never» < t.prompt-template.md «never»',
    ]);
  });
});

describe('suppressions', () => {
  const NEVER = 'constraints: { FORBIDDEN_TOKENS: [never, ever] }\n';
  const text = (suppress: string): string =>
    template('t', 'Never ever.', `${NEVER}suppress: [${suppress}]\n`);

  it('without a text take all findings of the code in the file', async () => {
    assert.deepEqual(await toldOf(text('{ code: forbidden-token, reason: x }')), []);
  });

  it('with a text take those on exactly that text', async () => {
    assert.deepEqual(await toldOf(text('{ code: forbidden-token, text: Never, reason: x }')), [
      'forbidden-token «ever» < t.prompt-template.md «ever»',
    ]);
    assert.deepEqual(await toldOf(text('{ code: forbidden-token, text: never, reason: x }')), [
      'unused-suppression «forbidden-token»',
      'forbidden-token «Never» < t.prompt-template.md «never»',
      'forbidden-token «ever» < t.prompt-template.md «ever»',
    ]);
  });

  it('need a reason', async () => {
    const told = await toldOf(text('{ code: forbidden-token }'));
    assert.deepEqual(
      told.map((line) => line.split(' ')[0]),
      ['schema', 'forbidden-token', 'forbidden-token'],
    );
  });

  it('that overlap are all used', async () => {
    assert.deepEqual(
      await toldOf(
        text('{ code: forbidden-token, text: Never, reason: x }, { code: forbidden-token, reason: x }'),
      ),
      [],
    );
  });

  it('with an unknown code are told what was meant', async () => {
    const files = await workspaceOf({
      [TEMPLATE]: text(
        '{ code: forbiden-token, reason: x }, { code: nonsense, reason: x }, { code: "emojy", reason: x }',
      ),
    });
    const unused = files.findings(TEMPLATE).filter(({ code }) => code === 'unused-suppression');
    assert.deepEqual(
      unused.map(({ message, severity, replacement }) => [severity, message, replacement]),
      [
        ['warning', 'There is no code `forbiden-token`. Did you mean `forbidden-token`?', 'forbidden-token'],
        ['warning', 'There is no code `nonsense`. Remove the entry.', undefined],
        ['warning', 'There is no code `emojy`. Did you mean `emoji`?', '"emoji"'],
      ],
    );
  });

  it('belong to the file of the offending text, also by its decoded text', async () => {
    const suppress = (value: string): string =>
      `suppress: [{ code: forbidden-token, ${value}reason: quoted }]\n`;
    const files = bundleOf({ system: ['Be calm.', NEVER], personality: 'So never.', task: '{{task}}' });
    const input = 'i.prompt-input.yaml';
    const made = await workspaceOf({
      ...files,
      [input]: `task: "\\u004eever"\n${suppress('text: Never, ')}`,
    });
    assert.deepEqual(made.told(input), []);
    assert.equal(made.told('p.prompt-template.md').length, 1);
    await made.write({ 's.prompt-template.md': template('s', 'Be calm.', NEVER + suppress('')) });
    assert.deepEqual(made.told('s.prompt-template.md'), ['unused-suppression «forbidden-token»']);
    assert.equal(made.told('p.prompt-template.md').length, 1);
    await made.write({ 'p.prompt-template.md': template('p', 'So never.', suppress('')) });
    assert.deepEqual(made.told('p.prompt-template.md'), []);
  });

  it('of a bundle hold for its inline templates and its own findings', async () => {
    const files = await workspaceOf({
      'b.prompt-bundle.yaml': `bundle_id: b
semver: 1.0.0
tags: ["", a]
suppress:
  - { code: emoji, text: 🙂, reason: a face is fine }
  - { code: dropped-tag, reason: no matter }
templates:
  system: { content: 🙂 🙃, constraints: { NO_EMOJI: true } }
  personality: { content: 🙂 }
  activity: { content: A }
  task: { content: T }
`,
    });
    assert.deepEqual(files.told('b.prompt-bundle.yaml'), ['emoji «🙃» < b.prompt-bundle.yaml «true»']);
  });
});

describe('severities', () => {
  it('are those of the settings, and off is nothing', async () => {
    const files = await workspaceOf(
      {
        [TEMPLATE]: template(
          't',
          'Never 🙂 {{x}}',
          'constraints: { FORBIDDEN_TOKENS: [never], NO_EMOJI: true }\n',
        ),
      },
      { 'forbidden-token': 'error', emoji: 'off', 'unknown-placeholder': 'information' },
    );
    assert.deepEqual(
      files.findings(TEMPLATE).map(({ code, severity }) => `${severity} ${code}`),
      ['error forbidden-token', 'information unknown-placeholder'],
    );
  });

  it('do not make a suppression unused whose code is off', async () => {
    const suppress = 'suppress: [{ code: emoji, reason: x }]\n';
    const files = await workspaceOf(
      { [TEMPLATE]: template('t', '🙂', `constraints: { NO_EMOJI: true }\n${suppress}`) },
      { emoji: 'off' },
    );
    assert.deepEqual(files.told(TEMPLATE), []);
  });

  it('are as mild as they can be for assertiveness', async () => {
    const files = await workspaceOf({
      [TEMPLATE]: template('t', 'Perhaps you may, possibly.', 'constraints: { ASSERTIVENESS_LEVEL: 1 }\n'),
    });
    assert.deepEqual(
      files.findings(TEMPLATE).map(({ severity }) => severity),
      ['information'],
    );
  });
});

describe('invisible characters', () => {
  const found = async (content: string): Promise<string[]> =>
    (await workspaceOf({ [TEMPLATE]: template('t', content) }))
      .findings(TEMPLATE)
      .map(({ text = '' }) => text);

  it('are found: zero-width, bidirectional controls and tags', async () => {
    const characters = [
      '\u200B',
      '\u200C',
      '\u200D',
      '\u2060',
      '\u2063',
      '\uFEFF',
      '\u200E',
      '\u200F',
      '\u061C',
      '\u202A',
      '\u202E',
      '\u2066',
      '\u2069',
      '\u{E0001}',
      '\u{E0041}',
    ];
    assert.deepEqual(await found(characters.map((character) => `a${character}b`).join(' ')), characters);
  });

  it('are not what emoji are joined with', async () => {
    assert.deepEqual(await found('👩‍💻 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👩🏻‍❤️‍💋‍👨🏻 ❤️‍🔥👨‍👩‍👧‍👦👨‍👩‍👧‍👦'), []);
    assert.deepEqual(await found('👩‍ 💻 🏴󠁧󠁢'), ['\u200D', '\u{E0067}\u{E0062}']);
  });

  it('are not joiners between letters of scripts that use them', async () => {
    assert.deepEqual(await found('می‌خواهم क्‍ष ක්‍ර'), []);
    assert.deepEqual(await found('no\u200Ccooperation ab\u200Dcd'), ['\u200C', '\u200D']);
  });

  it('are found in keys, in every kind of file, but not where constraints and suppressions look for them', async () => {
    const token = '"\\u200b"';
    const inline = `{ content: "a\\u200bb", constraints: { FORBIDDEN_TOKENS: [${token}] } }`;
    const files = await workspaceOf({
      'b.prompt-bundle.yaml': `bundle_id: b\nsemver: 1.0.0\ndescription: "x\\u2060"\nsuppress: [{ code: emoji, text: ${token}, reason: x }]\ntemplates:\n  system: ${inline}\n  personality: { content: P }\n  activity: { content: A }\n  task: { content: T }\n`,
      'i.prompt-input.yaml': 'semantic_traits: { "to\\u200bne": calm, list: ["\\u202e"] }\n',
      'j.prompt-input.json': '{ "semantic_traits": { "a": { "\\u200b": "\\uFEFF" } } }\n',
      [TEMPLATE]: template('t', 'T', `constraints: { FORBIDDEN_TOKENS: [${token}] }\n`),
    });
    const invisible = (file: string): string[] =>
      files.told(file).filter((line) => line.startsWith('invisible'));
    assert.deepEqual(invisible('b.prompt-bundle.yaml'), [
      'invisible-character «\\u2060»',
      'invisible-character «\\u200b»',
    ]);
    assert.deepEqual(invisible('i.prompt-input.yaml'), [
      'invisible-character «"to\\u200bne"»',
      'invisible-character «\\u202e»',
    ]);
    assert.deepEqual(invisible('j.prompt-input.json'), [
      'invisible-character «"\\u200b"»',
      'invisible-character «\\uFEFF»',
    ]);
    assert.deepEqual(invisible(TEMPLATE), []);
  });

  it('are removed by a fix where they stand alone, which a key does not', async () => {
    const files = await workspaceOf({
      'i.prompt-input.yaml': 'semantic_traits: { "a\\u200b": "b\\u200b" }\n',
    });
    assert.deepEqual(
      files.findings('i.prompt-input.yaml').map(({ replacement }) => replacement),
      [undefined, ''],
    );
  });
});

describe('a text by itself and as a part', () => {
  const word = fc.constantFrom(
    'never',
    'Never',
    'ever',
    "don't",
    'don’t',
    '🙂',
    '👩‍💻',
    'ok.',
    'as soon',
    'as\nsoon',
    '`never`',
    '\n\n',
    '# x',
    '```\n🙂\n```',
    '!',
    '©',
  );
  const tokens = fc.subarray(['never', 'ever', "don't", 'as soon', '!', 'NEVER ever']);

  it('gives the same tokens, emoji and sentences, at the same places', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => `x ${words.join(' ')} y`),
        fc.tuple(tokens, tokens, tokens),
        fc.boolean(),
        fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
        async (text, [one, two, three], emoji, limit) => {
          const front = (constraints: object): string => `constraints: ${JSON.stringify(constraints)}\n`;
          const files = await workspaceOf(
            bundleOf({
              system: ['S', front({ FORBIDDEN_TOKENS: one, NO_EMOJI: emoji })],
              personality: [text, front({ FORBIDDEN_TOKENS: two })],
              activity: [
                'A',
                front({
                  FORBIDDEN_TOKENS: three,
                  ...(limit !== undefined && { MAX_SENTENCE_LENGTH: limit }),
                }),
              ],
            }),
          );
          const united = {
            FORBIDDEN_TOKENS: [...one, ...two, ...three],
            NO_EMOJI: emoji,
            MAX_SENTENCE_LENGTH: limit,
          };
          const at = files.get('p.prompt-template.md').source.text.indexOf(text);
          const alone = checkText(text, united).map(
            ({ code, start, end }) => `${code} ${at + start} ${at + end}`,
          );
          const own = new Set(
            checkText(text, { FORBIDDEN_TOKENS: two }).map(
              ({ code, start, end }) => `${code} ${at + start} ${at + end}`,
            ),
          );
          const found = files
            .findings('p.prompt-template.md')
            .map(({ code, range }) => `${code} ${range.start} ${range.end}`);
          assert.deepEqual(found, [...new Set([...alone, ...own])].sort(byPlace));
        },
      ),
      { numRuns: 300 },
    );
  }).timeout(30_000);

  function byPlace(a: string, b: string): number {
    const [codeA, startA, endA] = a.split(' ');
    const [codeB, startB, endB] = b.split(' ');
    const order = Number(startA) - Number(startB) || Number(endA) - Number(endB);
    return order || String(codeA).localeCompare(String(codeB), 'en');
  }
});
