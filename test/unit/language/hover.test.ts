import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { markdownParts } from '../../../src/core/output/markdownText.js';
import { hover, type HoverOptions } from '../../../src/language/hover.js';
import { CONSTRAINT_KEYS } from '../../../src/core/model/constraints.js';
import { meaningOf } from '../../../src/language/navigation/describeConstraint.js';
import { projectFolder } from '../projectFolder.js';
import { BUNDLE, FILES, INPUT, JSON_BUNDLE, JSON_INPUT, TEMPLATE, withCursor } from './navigationCases.js';
import { markedFolder, slice, type MarkedFolder } from './publishingContext.js';

async function shown(
  { folder, context, file, offset }: MarkedFolder,
  options: HoverOptions = {},
): Promise<readonly [over: string, says: string] | undefined> {
  const found = await hover(context, file, offset, options);
  return found && [slice(folder, file, found.range), markdownParts(found.parts)];
}

const inputOf = ({ folder }: MarkedFolder, file: string): HoverOptions['input'] => {
  const parsed = folder.get(file);
  assert.ok(parsed.kind === 'input');
  return { file, name: file, parsed };
};

const block = (text: string, language = 'text'): string => `\`\`\`${language}\n${text}\n\`\`\`\n`;
const RULE_OF_TASK =
  'The `task` of the input, exactly as written. Empty by default. A placeholder in its text that comes later is replaced too: `{{activity_level}}`, `{{stress}}`, `{{semantic_traits}}`.';
const CONTENT = block('You sell bikes. {{task}} and {{stress}}, then {{task}}.');
const SLOTS = block(
  'system       shop@1.0.0\npersonality  shop@1.0.0\nactivity     shop@2.0.0\ntask         (written in the bundle)',
);

type Case = readonly [file: string, marked: string, over: string, says: readonly string[]];

/** The cursor in a piece of a file; the range that is told of, and what is told, part by part. */
const CASES: readonly Case[] = [
  [
    BUNDLE,
    'system: sh‸op@1.0.0',
    'shop@1.0.0',
    [
      'Template `shop@1.0.0`, role `system`, in `shop.prompt-template.md`.',
      'Also used by `counter@1.0.0`. Not published. Other versions: `2.0.0`.',
      'Constraints: `NO_EMOJI true`.',
      CONTENT,
    ],
  ],
  [
    BUNDLE,
    'activity: shop@2.0.0‸',
    'shop@2.0.0',
    [
      'Template `shop@2.0.0`, role `system`, in `shop-2.prompt-template.yaml`.',
      'No other bundle uses it. Not published. Other versions: `1.0.0`.',
      block('You sell many bikes.'),
    ],
  ],
  [
    TEMPLATE,
    'template_id: sh‸op',
    'shop',
    [
      'Template `shop@1.0.0`, role `system`, in `shop.prompt-template.md`.',
      'Used by `counter@1.0.0`, `desk@1.0.0`. Not published. Other versions: `2.0.0`.',
      'Constraints: `NO_EMOJI true`.',
    ],
  ],
  [TEMPLATE, 'semver: 1.‸0.0', '1.0.0', ['`shop@1.0.0` has no version before it. Not published.']],
  [
    'shop-2.prompt-template.yaml',
    "semver: '2‸.0.0'",
    '2.0.0',
    [
      'Since `1.0.0`: the text changed in 1 place; `NO_EMOJI` was removed.',
      block('- You sell bikes. {{task}} and {{stress}}, then {{task}}.\n+ You sell many bikes.', 'diff'),
      'Not published.',
    ],
  ],
  [
    BUNDLE,
    'bundle_id: de‸sk',
    'desk',
    [
      'Bundle `desk@1.0.0`, in `desk.prompt-bundle.yaml`.',
      'Serves `large`. Expected by `calm.prompt-input.yaml`, `loud.prompt-input.json`. Not published.',
    ],
  ],
  [
    INPUT,
    'desk‸@1.0.0',
    'desk@1.0.0',
    [
      'Bundle `desk@1.0.0`, in `desk.prompt-bundle.yaml`.',
      'Serves `large`. Also expected by `loud.prompt-input.json`. Not published.',
      SLOTS,
    ],
  ],
  [
    INPUT,
    'aaa‸a',
    'a'.repeat(64),
    [
      'The `prompt_hash` of `desk@1.0.0` with this input: what `sha256sum` prints for the prompt. It covers every byte of the prompt, and nothing else: not the names, tags or files that it is made of.',
      'It does not hold. The hash is `cf97f384dd44b9ee8b19709b8c5d53a3f32a53385a4353ac62c3a58a65b29f75` now.',
    ],
  ],
  [
    TEMPLATE,
    '{{ta‸sk}} and',
    '{{task}}',
    ['`{{task}}` becomes `Hello.` with `calm.prompt-input.yaml`.', RULE_OF_TASK],
  ],
  [
    JSON_BUNDLE,
    '{{ta‸sk}}',
    '{{task}}',
    ['`{{task}}` becomes `Hello.` with `calm.prompt-input.yaml`.', RULE_OF_TASK],
  ],
  [
    TEMPLATE,
    '{{str‸ess}}',
    '{{stress}}',
    [
      '`{{stress}}` becomes `0.0` with `calm.prompt-input.yaml`.',
      'The `stress` of the input, 0 to 1, always with a point. `0.0` by default.',
    ],
  ],
  [
    TEMPLATE,
    'NO_EM‸OJI',
    'NO_EMOJI',
    [
      '`NO_EMOJI`: True when no emoji may occur.',
      'In a bundle, true in one of the four templates applies to every part, code too.',
    ],
  ],
  [BUNDLE, 'lar‸ge', 'large', ['Model `large`, served by `desk@1.0.0`. 1 input asks for it.']],
  [
    JSON_INPUT,
    '"ta‸sk"',
    '"task"',
    ['Replaces `{{task}}` in templates.', 'The `task` of the input, exactly as written. Empty by default.'],
  ],
];

describe('hover', () => {
  for (const [file, marked, over, says] of CASES)
    it(`tells of ${marked} in ${file}`, async () => {
      const marks = markedFolder(withCursor(file, marked));
      assert.deepEqual(await shown(marks, { input: inputOf(marks, INPUT) }), [over, says.join('\n\n')]);
    });

  it('tells nothing of other text', async () => {
    assert.equal(await shown(markedFolder(withCursor(TEMPLATE, 'You se‸ll'))), undefined);
    assert.equal(await shown(markedFolder(withCursor(BUNDLE, 'templ‸ates:'))), undefined);
  });

  it('says when a hash holds, and why one cannot be compared', async () => {
    const hash = 'cf97f384dd44b9ee8b19709b8c5d53a3f32a53385a4353ac62c3a58a65b29f75';
    const marks = markedFolder(withCursor(INPUT, 'aaa‸a'));
    marks.folder.write({ [INPUT]: marks.folder.text(INPUT).replace('a'.repeat(64), hash) });
    assert.match((await shown(marks))?.[1] ?? '', /\n\nIt holds\.$/);
    marks.folder.write({ [INPUT]: marks.folder.text(INPUT).replace('desk@1.0.0', 'desk@1.0.9') });
    assert.match((await shown(marks))?.[1] ?? '', /`desk@1\.0\.9` is in no file and not published\./);
    marks.folder.write({ [INPUT]: `${marks.folder.text(INPUT)}stress: 7\n` });
    assert.match((await shown(marks))?.[1] ?? '', /This input has errors, so it is not compared\.$/);
  });

  it('says what is published, and what changed since', async () => {
    const marks = markedFolder(withCursor(BUNDLE, 'system: sh‸op@1.0.0'));
    await marks.folder.publish(BUNDLE);
    assert.match((await shown(marks))?.[1] ?? '', /Published with `desk@1\.0\.0`\./);
    marks.folder.write({ [TEMPLATE]: marks.folder.text(TEMPLATE).replace('bikes', 'cars') });
    assert.match((await shown(marks))?.[1] ?? '', /Published with `desk@1\.0\.0`, and changed since\./);
    marks.folder.write({ [TEMPLATE]: marks.folder.text(TEMPLATE).replace('semver: 1.0.0', 'semver: 1.0.1') });
    const gone = (await shown(marks))?.[1] ?? '';
    assert.match(gone, /Published with `desk@1\.0\.0`, and in no file any more\./);
    assert.ok(gone.includes('You sell bikes.'), 'the published text is shown');
  });

  it('says of a version that it says the same as the one before, or only which that is', async () => {
    const text = (semver: string): string =>
      `template_id: t\nsemver: ${semver}\nrole: user\ncontent: Hi.\nconstraints: { FORBIDDEN_TOKENS: [a, b], TONE: warm }\n`;
    const before = 'a.prompt-template.yaml';
    const marks = markedFolder({ [before]: text('1.0.0'), 'b.prompt-template.yaml': text('1‸.1.0') });
    assert.match((await shown(marks))?.[1] ?? '', /^Says the same as `1\.0\.0`\.\n/);
    marks.folder.write({ [before]: text('1.0.0').replace('content', 'contents') });
    assert.match((await shown(marks))?.[1] ?? '', /^The version before `t@1\.1\.0` is `1\.0\.0`\./);
    const constraint = markedFolder({ [before]: text('1.0.0').replace('TONE', 'TO‸NE') });
    assert.deepEqual(await shown(constraint), [
      'TONE',
      '`TONE` is kept with the template, and nothing checks it.',
    ]);
    const bundle =
      'bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: t‸@1.0.0\n  personality: { content: P }\n';
    const used = markedFolder({ [before]: text('1.0.0'), [BUNDLE]: bundle });
    assert.match((await shown(used))?.[1] ?? '', /Constraints: `FORBIDDEN_TOKENS` \(2\), `TONE warm`\./);
  });

  it('says of a bundle how it stands to what is published', async () => {
    const marks = markedFolder(withCursor(INPUT, 'desk‸@1.0.0'));
    await marks.folder.publish(BUNDLE);
    const state = async (): Promise<string | undefined> =>
      /json`\.( .*?)?\n/.exec((await shown(marks))?.[1] ?? '')?.[1];
    assert.equal(await state(), ' Published.');
    const text = marks.folder.text(BUNDLE);
    marks.folder.write({ [BUNDLE]: text.replace('{{task}}', 'Now {{task}}') });
    assert.equal(await state(), ' Published, and changed since.');
    // The version that is published is known still.
    marks.folder.write({ [BUNDLE]: text.replace('[large]', '[1]') });
    assert.equal(await state(), undefined);
    marks.folder.write({ [BUNDLE]: text.replace('desk', 'other') });
    assert.equal(await state(), ' Published, and in no file any more.');
    marks.folder.write({ [BUNDLE]: text });
    await marks.folder.publish(BUNDLE, (snapshot) => snapshot.replace('bikes', 'cars'));
    assert.equal(await state(), ' Its published version is damaged.');
  });

  it('tells of a bundle that serves no model by name, of a model that no bundle serves, and of one with errors', async () => {
    const marks = markedFolder(withCursor(INPUT, 'desk‸@1.0.0'));
    const text = marks.folder.text(BUNDLE);
    marks.folder.write({ [BUNDLE]: text.replace('tags: [large]\n', '') });
    assert.match((await shown(marks))?.[1] ?? '', /\n\nServes no model by name\. Also expected by /);
    marks.folder.write({ [BUNDLE]: text.replace('[large]', '[1]') });
    assert.equal(
      (await shown(marks))?.[1],
      '`desk@1.0.0` is in `desk.prompt-bundle.yaml`, which has errors.',
    );
    const asked = markedFolder({ [INPUT]: 'task: Hello.\nmodel_type: lar‸ge\n' });
    assert.deepEqual(await shown(asked), ['large', 'No bundle serves `large`. 1 input asks for it.']);
    asked.folder.write({ 'b.prompt-input.yaml': 'model_type: large\n' });
    assert.deepEqual(await shown(asked), ['large', 'No bundle serves `large`. 2 inputs ask for it.']);
  });

  it('says which version a change asks for, where its number promises less', async () => {
    const files = withCursor('shop-2.prompt-template.yaml', "semver: '2‸.0.0'");
    const text = (files['shop-2.prompt-template.yaml'] ?? '').replace('2‸.0.0', '1.0‸.1');
    const says = await shown(markedFolder({ ...files, 'shop-2.prompt-template.yaml': text }));
    assert.match(says?.[1] ?? '', /This change asks for `2\.0\.0` \(major: /);
  });

  it('shows the passages that changed, with the words around them, and how many are left', async () => {
    const words = Array.from({ length: 400 }, (_, i) => `word${i}`);
    const changed = words.map((word, i) => (i % 60 === 30 ? `other${i}` : word));
    const text = (semver: string, content: readonly string[]): string =>
      `---\ntemplate_id: a\nsemver: ${semver}\nrole: user\n---\n${content.join(' ')}\n`;
    const marks = markedFolder({
      'a.prompt-template.md': text('1.0.0', words),
      'b.prompt-template.md': text('1.0.1‸', changed),
    });
    const says = (await shown(marks))?.[1] ?? '';
    assert.match(says, /^Since `1\.0\.0`: the text changed in 7 places\./);
    assert.ok(
      says.includes(
        '- … word27 word28 word29 word30 word31 word32 word33 …\n+ … word27 word28 word29 other30 word31 word32 word33 …',
      ),
      says,
    );
    assert.match(says, /\n\n3 more\.\n\n/);
    const [added, left] = await Promise.all(
      [
        [words.slice(0, 3), words.slice(0, 4)],
        [words.slice(0, 4), words.slice(0, 3)],
      ].map(async ([before = [], after = []]) => {
        const files = {
          'a.prompt-template.md': text('1.0.0', before),
          'b.prompt-template.md': text('1.0.1‸', after),
        };
        return (await shown(markedFolder(files)))?.[1].match(/^[-+] .*/gm);
      }),
    );
    assert.deepEqual(added, ['+ word0 word1 word2 word3']);
    assert.deepEqual(left, ['- word0 word1 word2 word3']);
  });

  it('shows up to four passages and as many changes, and the words at both ends of a text', async () => {
    const words = Array.from({ length: 300 }, (_, i) => `word${i}`);
    const since = async (before: string, after: string): Promise<string> => {
      const text = (semver: string, rest: string): string => `template_id: a\nsemver: ${semver}\n${rest}`;
      const files = {
        'a.prompt-template.yaml': text('1.0.0', before),
        'b.prompt-template.yaml': text('1.0.1‸', after),
      };
      return (await shown(markedFolder(files)))?.[1] ?? '';
    };
    const changed = (count: number): string =>
      words.map((word, i) => (i % 60 === 30 && i < 60 * count ? `other${i}` : word)).join(' ');
    const written = (content: string): string => `role: user\ncontent: ${content}\n`;
    assert.doesNotMatch(await since(written(words.join(' ')), written(changed(4))), /more\./);
    assert.match(await since(written(words.join(' ')), written(changed(5))), /\n\n1 more\.\n\n/);
    const ends = await since(written('one two three'), written('one 2 three'));
    assert.match(ends, /```diff\n- one two three\n\+ one 2 three\n```/);
    const far = await since(written(`ab ${'c'.repeat(21)} one`), written(`ab ${'c'.repeat(21)} two`));
    assert.ok(far.includes(`- … ${'c'.repeat(21)} one\n+ … ${'c'.repeat(21)} two`), far);
    const others = await since('role: user\ncontent: Hi.\n', 'role: system\ncontent: Hi.\n');
    assert.doesNotMatch(others, /```/);
    const constrained = (count: number): string =>
      written('Hi.') +
      `constraints: { ${Array.from({ length: count }, (_, i) => `X${i}: ${i}`).join(', ')} }\n`;
    assert.doesNotMatch(await since(written('Hi.'), constrained(5)), /more/);
    assert.match(await since(written('Hi.'), constrained(6)), /; 1 more\.\n/);
  });

  it('says of a bundle what changed, and shows no passage', async () => {
    const files = withCursor(BUNDLE, 'semver: 1.‸0.0');
    const says = await shown(
      markedFolder({
        ...files,
        [BUNDLE]: (files[BUNDLE] ?? '').replace('1.‸0.0', '1.‸1.0').replace('[large]', '[small]'),
        'before.prompt-bundle.yaml': FILES[BUNDLE] ?? '',
      }),
    );
    assert.match(says?.[1] ?? '', /^Since `1\.0\.0`: [^\n]*large[^\n]*\.\n/);
    assert.doesNotMatch(says?.[1] ?? '', /```/);
  });

  it('says of the version of a bundle how it stands to what is published', async () => {
    const marks = markedFolder(withCursor(BUNDLE, 'semver: 1.‸0.0'));
    await marks.folder.publish(BUNDLE);
    assert.equal((await shown(marks))?.[1], '`desk@1.0.0` has no version before it. Published.');
    const text = marks.folder.text(BUNDLE);
    marks.folder.write({ [BUNDLE]: text.replace('semver: 1.0.0', 'semver: 1.0.1') });
    assert.match((await shown(marks))?.[1] ?? '', /^Says the same as `1\.0\.0`\./);
  });

  it('names a template that is nowhere, in two files, or in one that is broken', async () => {
    const gone = withCursor(BUNDLE, 'activity: shop@2‸.0.0');
    delete gone['shop-2.prompt-template.yaml'];
    assert.deepEqual(await shown(markedFolder(gone)), [
      'shop@2.0.0',
      'No file defines `shop@2.0.0`. Other versions: `1.0.0`.',
    ]);
    const twice = {
      ...withCursor(BUNDLE, 'system: shop@‸1.0.0'),
      'c.prompt-template.md': FILES[TEMPLATE] ?? '',
    };
    assert.match(
      (await shown(markedFolder(twice)))?.[1] ?? '',
      /in 2 files: `c\.prompt-template\.md`, `shop\.prompt-template\.md`\./,
    );
    const bundles = { ...withCursor(INPUT, 'desk‸@1.0.0'), 'c.prompt-bundle.yaml': FILES[BUNDLE] ?? '' };
    assert.match(
      (await shown(markedFolder(bundles)))?.[1] ?? '',
      /^Bundle `desk@1\.0\.0`, in 2 files: `c\.prompt-bundle\.yaml`, `desk\.prompt-bundle\.yaml`\./,
    );
    const broken = withCursor(BUNDLE, 'activity: shop@2‸.0.0');
    broken['shop-2.prompt-template.yaml'] = 'template_id: shop\nsemver: 2.0.0\nrole: [\n';
    assert.match(
      (await shown(markedFolder(broken)))?.[1] ?? '',
      /is in `shop-2\.prompt-template\.yaml`, which cannot be read/,
    );
    broken['shop-2.prompt-template.yaml'] =
      'template_id: shop\n<<<<<<< ours\nsemver: 2.0.0\n=======\nsemver: 3.0.0\n>>>>>>> theirs\nrole: user\n';
    assert.match(
      (await shown(markedFolder(broken)))?.[1] ?? '',
      /is in `shop-2\.prompt-template\.yaml`, which cannot be read/,
    );
  });

  it('cuts what is long, and says how much is left', async () => {
    const long = Array.from({ length: 30 }, (_, i) => `Line ${i} ${'x'.repeat(100)}`).join('\n');
    const files = withCursor(BUNDLE, 'activity: shop@2‸.0.0');
    files['shop-2.prompt-template.yaml'] = JSON.stringify({
      template_id: 'shop',
      semver: '2.0.0',
      role: 'system',
      content: long,
    });
    const says = (await shown(markedFolder(files)))?.[1] ?? '';
    assert.ok(says.length < 1200, says);
    assert.match(says, /\d,\d{3} more characters\./);
  });

  it('shows a short value in the sentence, another below it, and of a long one the beginning', async () => {
    const marks = markedFolder(withCursor(TEMPLATE, '{{ta‸sk}} and'));
    const parts = async (task: string): Promise<readonly string[]> => {
      marks.folder.write({ [INPUT]: `task: ${JSON.stringify(task)}\n` });
      const says = (await shown(marks, { input: inputOf(marks, INPUT) }))?.[1] ?? '';
      const [before = '', rest] = says.split(`\n\n${RULE_OF_TASK}`);
      assert.equal(rest, '');
      return before.split('\n\n');
    };
    const by = 'with `calm.prompt-input.yaml`';
    assert.deepEqual(await parts('x'.repeat(40)), [`\`{{task}}\` becomes \`${'x'.repeat(40)}\` ${by}.`]);
    const head = `\`{{task}}\` becomes, ${by}:`;
    for (const [task, begins, left] of [
      ['x'.repeat(41), 'x'.repeat(41)],
      ['a\nb', 'a\nb'],
      ['y' + 'x'.repeat(599), 'y' + 'x'.repeat(599)],
      ['y' + 'x'.repeat(600), `y${'x'.repeat(599)}…`, 1],
      [`${'x'.repeat(599)}\nzz`, `${'x'.repeat(599)}\nz…`, 1],
      [`${'x'.repeat(600)}\nz`, 'x'.repeat(600), 2],
      [`${'x'.repeat(300)}\n`.repeat(8), `${'x'.repeat(300)}\n${'x'.repeat(300)}`, 1807],
      ['a\n'.repeat(9), 'a\n'.repeat(8).trimEnd(), 3],
    ] as const)
      assert.deepEqual(
        (await parts(task)).join('\n\n'),
        [head, block(begins), ...(left ? [`${left.toLocaleString('en')} more characters.`] : [])].join(
          '\n\n',
        ),
      );
  });

  it('shows the traits as JSON, where they are shown whole', async () => {
    const file = 'a.prompt-template.yaml';
    const says = async (count: number): Promise<string> => {
      const traits = Object.fromEntries(Array.from({ length: count }, (_, i) => [`trait${i}`, 'calm']));
      const marks = markedFolder({
        [file]: 'content: "{{semantic‸_traits}}"\n',
        [INPUT]: JSON.stringify({ semantic_traits: traits }),
      });
      return (await shown(marks, { input: inputOf(marks, INPUT) }))?.[1] ?? '';
    };
    const rule =
      'The `semantic_traits` of the input as JSON on one line, with its keys in order. `{}` by default.';
    assert.match(await says(5), /becomes, with [^\n]*:\n\n```json\n\{"trait0"/);
    assert.ok((await says(5)).endsWith(`}\n\`\`\`\n\n\n${rule}`), await says(5));
    assert.match(await says(50), /```text\n\{"trait0"[^\n]*…\n```\n\n\n[\d,]+ more characters\.\n\n/);
  });

  it('has the default without an input, and no value of one with errors', async () => {
    const marks = markedFolder(withCursor(TEMPLATE, '{{ta‸sk}} and'));
    assert.match((await shown(marks))?.[1] ?? '', /^`{{task}}` becomes an empty text without an input\./);
    marks.folder.write({ [INPUT]: 'task: ""\n' });
    assert.match(
      (await shown(marks, { input: inputOf(marks, INPUT) }))?.[1] ?? '',
      /^`{{task}}` becomes an empty text with `calm\.prompt-input\.yaml`\./,
    );
    const stress = markedFolder(withCursor(TEMPLATE, '{{str‸ess}}'));
    assert.match((await shown(stress))?.[1] ?? '', /^`{{stress}}` becomes `0\.0` without an input\./);
    marks.folder.write({ [INPUT]: 'stress: 7\n' });
    const input = inputOf(marks, INPUT);
    assert.match(
      (await shown(marks, { input }))?.[1] ?? '',
      /^`calm\.prompt-input\.yaml` has errors, so no value is known for `{{task}}`\./,
    );
  });

  it('says of each placeholder what fills it in', async () => {
    const says = async (name: string): Promise<string> => {
      const text = `template_id: t\nsemver: 1.0.0\nrole: user\ncontent: "{{${name.slice(0, 3)}‸${name.slice(3)}}}"\n`;
      return (await shown(markedFolder({ 't.prompt-template.yaml': text })))?.[1] ?? '';
    };
    for (const name of ['task', 'activity_level', 'stress', 'semantic_traits'])
      assert.match(await says(name), new RegExp(`\\n\\nThe \`${name}\` of the input`));
  });

  it('shows hostile text as text', async () => {
    const hostile = '[x](command:y) <img src=x> $(alert) ```\n# h';
    const marks = markedFolder(withCursor(TEMPLATE, '{{ta‸sk}} and'));
    marks.folder.write({ [INPUT]: `task: ${JSON.stringify(hostile)}\n` });
    const says = (await shown(marks, { input: inputOf(marks, INPUT) }))?.[1] ?? '';
    assert.ok(says.includes(`\`\`\`\`text\n${hostile}\n\`\`\`\`\n`), says);
  });

  it('leaves the meaning of a constraint to an editor that shows the schema', async () => {
    const says = await shown(markedFolder(withCursor(TEMPLATE, 'NO_EM‸OJI')), { isSchemaShown: true });
    assert.equal(
      says?.[1],
      'In a bundle, true in one of the four templates applies to every part, code too.',
    );
  });

  it('says of each constraint what the schema says', () => {
    const file = path.join(projectFolder, 'src/core/documents/schemas/prompt-template.schema.json');
    const schema = JSON.parse(readFileSync(file, 'utf8')) as {
      definitions: { constraints: { properties: Record<string, { description: string }> } };
    };
    const described = Object.entries(schema.definitions.constraints.properties).map(
      ([key, { description }]) => [key, description],
    );
    const ours = CONSTRAINT_KEYS.map((key) => [key, meaningOf(key).means]);
    assert.deepEqual(ours, described);
  });
});
