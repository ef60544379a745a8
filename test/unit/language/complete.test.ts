import assert from 'node:assert/strict';
import { yamlTokens } from '../../../src/core/documents/composeYaml.js';
import { parsePromptFile, type InputFile } from '../../../src/core/documents/promptFile.js';
import {
  accepted,
  complete,
  type Completion,
  type CompletionOptions,
  type Completions,
} from '../../../src/language/complete.js';
import { jsonPlaces } from '../../../src/language/completion/jsonPlace.js';
import { yamlPlaces } from '../../../src/language/completion/yamlPlace.js';
import { newTextCompletions } from '../../../src/language/completion/newTexts.js';
import { small } from '../published/samples.js';
import { read, snapshotOf } from '../rendering.js';
import { textAndCursor } from './cursor.js';
import { bundleOf, template, workspaceOf, type MemoryWorkspace } from './memoryWorkspace.js';

const FOLDER = {
  ...bundleOf({
    system: ['Be kind.\nAlways.', 'constraints: { FORBIDDEN_TOKENS: [never, "as, an AI"] }\n'],
    task: '{{task}}',
  }),
  's-1.10.prompt-template.md': template('s', 'Be very kind.', '', '1.10.0'),
  's-1.9.prompt-template.md': template('s', 'Be kinder.', '', '1.9.0'),
  'my-system.prompt-template.md': template('my-system', 'Mine.', '', '2.0.0-rc.1'),
  'other.prompt-bundle.yaml': 'bundle_id: other\nsemver: 1.0.0\ntags: ["n: 1", m]\ntemplates: {}\n',
  'calm.prompt-input.yaml':
    'semantic_traits: { tone: calm, "a b": 1 }\nactivity_level: 0.25\ntask: Say hello.\nmodel_type: m\n',
};

let folder: MemoryWorkspace | undefined;

/** What is offered at the cursor of a file beside those of the folder. */
async function ask(
  name: string,
  marked: string,
  more: Partial<CompletionOptions> = {},
): Promise<Completions & { text: string }> {
  const { text, offset } = textAndCursor(marked.replaceAll('\r\n', '\n'));
  const given = marked.includes('\r') ? text.replaceAll('\n', '\r\n') : text;
  folder ??= await workspaceOf(FOLDER);
  await folder.write({ [name]: given });
  try {
    const found = await complete(folder.context, name, offset, {
      parse: parsePromptFile,
      yamlTokens,
      ...more,
    });
    return { ...found, text };
  } finally {
    await folder.write({ [name]: undefined });
  }
}

const BUNDLE = 'x.prompt-bundle.yaml';
const TEMPLATE = 'x.prompt-template.yaml';
const MARKDOWN = 'x.prompt-template.md';
const INPUT = 'x.prompt-input.yaml';
const JSON_BUNDLE = 'x.prompt-bundle.json';
const JSON_TEMPLATE = 'x.prompt-template.json';
const JSON_INPUT = 'x.prompt-input.json';
const PLACEHOLDERS = '{{task}} {{activity_level}} {{stress}} {{semantic_traits}}';
const SLOT_IDS = 'my-system@2.0.0-rc.1 a@1.0.0 p@1.0.0 s t@1.0.0';
const TEMPLATE_KEYS = 'template_id semver role constraints adapter_version suppress';

/** Name, text, what is offered in this order, and the text once the first is accepted, `¦` where the cursor is then. */
const CASES: readonly (readonly [name: string, text: string, labels: string, after?: string])[] = [
  // Keys: what is needed first, what is there left out; in an empty file, and in a broken one.
  [BUNDLE, '‸', 'prompt-bundle bundle_id semver templates tags description suppress'],
  [BUNDLE, 'prom‸', 'prompt-bundle bundle_id semver templates tags description suppress'],
  [BUNDLE, 'bundle_id: x\n‸', 'semver templates tags description suppress', 'bundle_id: x\nsemver: ¦'],
  [BUNDLE, 'semver: 1.0.0\n‸\ntags: [m]\n', 'bundle_id templates description suppress'],
  [
    BUNDLE,
    'bundle_id: x\nsemver: 1.0.0\nte‸',
    'templates tags description suppress',
    'bundle_id: x\nsemver: 1.0.0\ntemplates:\n  system: ¦\n  personality: ¦\n  activity: ¦\n  task: ¦',
  ],
  [BUNDLE, 'templates:\n  ta‸\n  system: s@1.0.0\n', 'personality activity task'],
  [BUNDLE, 'templates: { ta‸', 'system personality activity task', 'templates: { system: ¦'],
  [BUNDLE, 'x prom‸', ''],
  [BUNDLE, '[ prom‸', ''],
  [BUNDLE, 'bundle_id: "x\n‸', ''],
  [BUNDLE, 'bundle_id: [x\n‸', 'semver templates tags description suppress'],
  [
    BUNDLE,
    'templates:\n  system:\n    ‸',
    `content role constraints adapter_version ${SLOT_IDS}`,
    'templates:\n  system:\n    content: |-\n      ¦',
  ],
  [BUNDLE, 'templates:\n  sys‸\n\n    # Below.\n    content: Text.\n', ''],
  [BUNDLE, 'suppress:\n  - ‸', 'code reason text', 'suppress:\n  - code: ¦'],
  [
    BUNDLE,
    'bundle_id: x\nsemver: 1.0.0\ntemplates: {}\ntags: []\ndescription: d\n‸',
    'suppress',
    'bundle_id: x\nsemver: 1.0.0\ntemplates: {}\ntags: []\ndescription: d\nsuppress:\n  - code: ¦\n    reason: ¦',
  ],
  [TEMPLATE, 'ro‸le: system\n', 'template_id semver role content constraints adapter_version suppress'],
  [
    TEMPLATE,
    '"ro‸": system\n',
    'template_id semver role content constraints adapter_version suppress',
    '"template_id": system\n¦',
  ],
  [
    TEMPLATE,
    '"ro‸":',
    'template_id semver role content constraints adapter_version suppress',
    '"template_id":¦',
  ],
  [
    TEMPLATE,
    'template_id: x\nsemver: 1.0.0\nrole: user\ncontent: x\n‸',
    'constraints adapter_version suppress',
    'template_id: x\nsemver: 1.0.0\nrole: user\ncontent: x\nconstraints:\n  ¦',
  ],
  [
    TEMPLATE,
    '{ template_id: x, semver: 1.0.0, role: user, ‸ }',
    'content constraints adapter_version suppress',
    '{ template_id: x, semver: 1.0.0, role: user, content: ¦ }',
  ],
  [MARKDOWN, '---\n‸\n---\n', TEMPLATE_KEYS, '---\ntemplate_id: ¦\n---\n'],
  [MARKDOWN, '‸---\nrole: user\n---\nHi\n', ''],
  [MARKDOWN, '---\nrole: user\n--‸-\nHi\n', ''],
  [MARKDOWN, '---\nrole: "\n--‸-\nHi\n', ''],
  [MARKDOWN, '---\nse‸', TEMPLATE_KEYS],
  [
    MARKDOWN,
    '---\r\nrole: user\r\n‸\r\n---\r\nHi\r\n',
    'template_id semver constraints adapter_version suppress',
  ],
  [
    INPUT,
    '# A comment\n‸',
    'semantic_traits activity_level stress task model_type expect engine_version suppress',
  ],
  [
    INPUT,
    'semantic_traits: {}\n‸',
    'activity_level stress task model_type expect engine_version suppress',
    'semantic_traits: {}\nactivity_level: ¦',
  ],
  [
    JSON_INPUT,
    '{"semantic_traits": {}, ‸}',
    'activity_level stress task model_type expect engine_version suppress',
    '{"semantic_traits": {}, "activity_level": ¦0.5¦}',
  ],
  [INPUT, 'semantic_traits:\n  ‸', 'tone a·b', 'semantic_traits:\n  tone: ¦'],
  [JSON_BUNDLE, '{‸}', 'bundle_id semver templates tags description suppress', '{"bundle_id": "¦"}'],
  [
    JSON_BUNDLE,
    '{\n  "bundle_id": "x"\n  ‸\n}',
    'semver templates tags description suppress',
    '{\n  "bundle_id": "x",\n  "semver": "¦"\n}',
  ],
  [
    JSON_BUNDLE,
    '{\n  "bundle_id": "x",\n  "semver": "1.0.0",\n  "‸"\n}',
    'templates tags description suppress',
    '{\n  "bundle_id": "x",\n  "semver": "1.0.0",\n  "templates": {\n    "system": "¦",\n    "personality": "¦",\n    "activity": "¦",\n    "task": "¦"\n  }\n}',
  ],
  [JSON_BUNDLE, '{ ‸"bundle_id": "x"}', ''],
  [JSON_BUNDLE, '{"bundle_id"‸: "x"}', ''],
  [JSON_TEMPLATE, '{"role": "user"‸}', ''],
  [
    JSON_BUNDLE,
    '{ ‸ "semver": "1.0.0"}',
    'bundle_id templates tags description suppress',
    '{ "bundle_id": "¦", "semver": "1.0.0"}',
  ],
  // Values by schema.
  [TEMPLATE, 'role: ‸\n', 'system developer user', 'role: system\n¦'],
  [TEMPLATE, 'role:‸', 'system developer user', 'role: system¦'],
  [TEMPLATE, 'role:\n  ‸', 'system developer user', 'role:\n  system¦'],
  [TEMPLATE, "role: 'us‸'", 'system developer user', "role: 'system'¦"],
  [TEMPLATE, 'role: "us‸\ncontent: x', 'system developer user', 'role: "system"\ncontent: x¦'],
  [TEMPLATE, '{ role: ‸ }', 'system developer user', '{ role: system }¦'],
  [TEMPLATE, 'role: ‸ # Who speaks', 'system developer user', 'role: system # Who speaks¦'],
  [TEMPLATE, 'role: # Who‸ speaks', ''],
  [MARKDOWN, '---\nrole: de‸\n---\nHi\n', 'system developer user', '---\nrole: system\n---\nHi\n¦'],
  [JSON_TEMPLATE, '{"role": ‸', 'system developer user', '{"role": "system"¦'],
  [JSON_TEMPLATE, '{"role": "‸"}', 'system developer user', '{"role": "system"}¦'],
  [INPUT, 'stress: ‸', '0.1 0 1', 'stress: 0.1¦'],
  // Constraints.
  [
    TEMPLATE,
    'constraints:\n  NO_EMOJI: true\n  ‸',
    'FORBIDDEN_TOKENS MAX_SENTENCE_LENGTH MAX_PARAGRAPHS ASSERTIVENESS_LEVEL',
    'constraints:\n  NO_EMOJI: true\n  FORBIDDEN_TOKENS:\n    - ¦',
  ],
  [TEMPLATE, 'constraints: { NO_EMOJI: ‸ }', 'true false', 'constraints: { NO_EMOJI: true }¦'],
  [
    JSON_TEMPLATE,
    '{"constraints": {"MAX‸"}}',
    'FORBIDDEN_TOKENS MAX_SENTENCE_LENGTH MAX_PARAGRAPHS NO_EMOJI ASSERTIVENESS_LEVEL',
    '{"constraints": {"FORBIDDEN_TOKENS": ["¦"]}}',
  ],
  [
    TEMPLATE,
    'constraints:\n  FORBIDDEN_TOKENS:\n    - ‸\n    - never\n',
    'as,·an·AI',
    'constraints:\n  FORBIDDEN_TOKENS:\n    - as, an AI\n    - never\n¦',
  ],
  [
    TEMPLATE,
    'constraints: { FORBIDDEN_TOKENS: [‸',
    'as,·an·AI never',
    'constraints: { FORBIDDEN_TOKENS: ["as, an AI"¦',
  ],
  [
    TEMPLATE,
    'constraints: { FORBIDDEN_TOKENS: [never, as‸] }',
    'as,·an·AI',
    'constraints: { FORBIDDEN_TOKENS: [never, "as, an AI"] }¦',
  ],
  [BUNDLE, 'templates: { task: { constraints: { FORBIDDEN_TOKENS: [‸] } } }', 'as,·an·AI never'],
  // Ids and versions.
  [BUNDLE, 'bundle_id: ‸', 'x b other', 'bundle_id: x¦'],
  ['b-2.0.0.prompt-bundle.yaml', 'bundle_id: ‸', 'b other'],
  [BUNDLE, 'bundle_id: y‸\nsemver: 1.0.0\n', 'x'],
  [BUNDLE, 'bundle_id: b‸\nsemver: 1.0.0\n', 'x b'],
  ['my bot-2.1.0.prompt-bundle.yaml', 'bundle_id: ‸', 'my·bot b other', 'bundle_id: my bot¦'],
  ['my-bot-2.1.0.prompt-bundle.yaml', 'semver: ‸', '2.1.0', 'semver: 2.1.0¦'],
  [TEMPLATE, 'template_id: s\nsemver: ‸', '1.10.1 1.11.0 2.0.0'],
  [
    JSON_TEMPLATE,
    '{"template_id": "s", "semver": "‸"}',
    '1.10.1 1.11.0 2.0.0',
    '{"template_id": "s", "semver": "1.10.1"}¦',
  ],
  // References: ids, those for the slot first; versions, the newest first.
  [
    BUNDLE,
    'templates:\n  system: ‸',
    `${SLOT_IDS} Inline·template`,
    'templates:\n  system: my-system@2.0.0-rc.1¦',
  ],
  [BUNDLE, 'templates:\n  other: ‸', 'a@1.0.0 my-system@2.0.0-rc.1 p@1.0.0 s t@1.0.0'],
  [BUNDLE, 'templates:\n  system: s‸', 's my-system@2.0.0-rc.1', 'templates:\n  system: s@¦'],
  [BUNDLE, 'templates:\n  system: s@‸', '1.10.0 1.9.0 1.0.0', 'templates:\n  system: s@1.10.0¦'],
  [BUNDLE, 'templates:\n  system: "s‸"', 's my-system@2.0.0-rc.1', 'templates:\n  system: "s@¦"'],
  [BUNDLE, 'templates:\n  system: "s@1‸.0"', '1.10.0 1.9.0 1.0.0', 'templates:\n  system: "s@1.10.0"¦'],
  [
    BUNDLE,
    'templates: { system: s@‸, task: t@1.0.0 }',
    '1.10.0 1.9.0 1.0.0',
    'templates: { system: s@1.10.0, task: t@1.0.0 }¦',
  ],
  [
    JSON_BUNDLE,
    '{"templates": {"task": "s@‸"}}',
    '1.10.0 1.9.0 1.0.0',
    '{"templates": {"task": "s@1.10.0"}}¦',
  ],
  [BUNDLE, 'templates:\n  system: ‸\n    content: Text below.\n', ''],
  // Models.
  [BUNDLE, 'tags:\n  - ‸', 'm n:·1', 'tags:\n  - m¦'],
  [BUNDLE, 'tags: [m, ‸]', 'n:·1', 'tags: [m, "n: 1"]¦'],
  [INPUT, 'model_type: ‸', 'm n:·1', 'model_type: m¦'],
  [JSON_INPUT, '{"model_type": "‸"}', 'm n:·1', '{"model_type": "m"}¦'],
  // Expectations.
  [INPUT, 'expect:\n  ‸', 'b@1.0.0 other@1.0.0', 'expect:\n  b@1.0.0: ¦'],
  [INPUT, 'expect: { b@1.0.0: x, ‸ }', 'other@1.0.0'],
  [INPUT, 'expect:\n  "@‸"', ''],
  [INPUT, 'model_type: "n: 1"\nexpect:\n  ‸', 'other@1.0.0 b@1.0.0'],
  [JSON_INPUT, '{"model_type": "m"‸}', ''],
  [JSON_BUNDLE, '{"tags": ["n: 1", "‸"]}', 'm', '{"tags": ["n: 1", "m"]}¦'],
  [JSON_INPUT, '{"semantic_traits": {"‸"}}', 'tone a·b', '{"semantic_traits": {"tone": "¦"}}'],
  [JSON_INPUT, '{"expect": {"b@‸"}}', 'b@1.0.0', '{"expect": {"b@1.0.0": "¦"}}'],
  [
    INPUT,
    'expect:\n  b@1.0.0:\n    ‸',
    'prompt_hash contains excludes max_characters max_tokens max_findings da0ba720945a…',
  ],
  [
    INPUT,
    'expect:\n  b@1.0.0:\n    max_tokens:\n      ‸',
    'o200k_base cl100k_base',
    'expect:\n  b@1.0.0:\n    max_tokens:\n      o200k_base: ¦1000¦',
  ],
  [
    INPUT,
    'task: Hi\nexpect:\n  b@1.0.0: { max_characters: ‸ }',
    '34',
    'task: Hi\nexpect:\n  b@1.0.0: { max_characters: 34 }¦',
  ],
  [
    INPUT,
    'task: Hi\nexpect:\n  b@1.0.0: { max_characters: 5‸ }',
    '34',
    'task: Hi\nexpect:\n  b@1.0.0: { max_characters: 34 }¦',
  ],
  // Suppressions.
  [
    TEMPLATE,
    'constraints: { MAX_SENTENCE_LENGTH: 2 }\ncontent: |\n  One two\n  three.\n\n  Five six seven.\nsuppress:\n  - { code: sentence-too-long, text: ‸ }\n',
    'Five·six·seven.',
  ],
  [
    TEMPLATE,
    'content: Hi {{you}}.\nsuppress:\n  - code: unk‸\n    reason: r\n',
    'unknown-placeholder left-out-file invalid-semver unknown-key …',
    'content: Hi {{you}}.\nsuppress:\n  - code: unknown-placeholder\n    reason: r\n¦',
  ],
  [
    TEMPLATE,
    'content: Hi {{you}}.\nsuppress:\n  - { code: unknown-placeholder, text: ‸ }\n',
    '{{you}}',
    'content: Hi {{you}}.\nsuppress:\n  - { code: unknown-placeholder, text: "{{you}}" }\n¦',
  ],
  // The text: placeholders behind braces, in every way of writing.
  [MARKDOWN, '---\nrole: user\n---\nHi {{‸}}.\n', PLACEHOLDERS, '---\nrole: user\n---\nHi {{task}}.\n¦'],
  [MARKDOWN, '---\nrole: user\n---\nHi {{str‸}.\n', PLACEHOLDERS],
  [MARKDOWN, '---\nrole: user\n---\nHi {‸}.\n', ''],
  [MARKDOWN, '---\nrole: user\n---\nHi ther‸e.\n', ''],
  [MARKDOWN, '---\nrole: user\n---\nHi ‸\n', PLACEHOLDERS],
  [
    MARKDOWN,
    '---\nrole: user\n---\nHi ‸ there.\n',
    PLACEHOLDERS,
    '---\nrole: user\n---\nHi {{task}} there.\n¦',
  ],
  [MARKDOWN, '---\nrole: user\n---\n‸\n', `You·are·a·helpful·assistant. ${PLACEHOLDERS}`],
  [
    'x-personality.prompt-template.md',
    '---\nrole: user\n---\n‸',
    `Let·these·traits·show·in·how·you·write:·… ${PLACEHOLDERS}`,
  ],
  ['x-task.prompt-template.md', '---\nrole: user\n---\n\n‸', `{{task}} ${PLACEHOLDERS}`],
  [TEMPLATE, 'content: |\n  Hi {{‸\nrole: user\n', PLACEHOLDERS, 'content: |\n  Hi {{task}}\nrole: user\n¦'],
  [TEMPLATE, 'content: "Hi {{‸}}"\n', PLACEHOLDERS, 'content: "Hi {{task}}"\n¦'],
  [TEMPLATE, "content: 'Hi\n  there {{‸'\n", PLACEHOLDERS, "content: 'Hi\n  there {{task}}'\n¦"],
  [TEMPLATE, 'content: Hi {{t‸\n', PLACEHOLDERS, 'content: Hi {{task}}\n¦'],
  [TEMPLATE, 'content: {{‸}}\n', PLACEHOLDERS, 'content: "{{task}}"\n¦'],
  [
    TEMPLATE,
    'content: |-\n  ‸',
    `You·are·a·helpful·assistant. ${PLACEHOLDERS}`,
    'content: |-\n  You are a helpful assistant.¦',
  ],
  [
    TEMPLATE,
    'content: |-\n ‸',
    `You·are·a·helpful·assistant. ${PLACEHOLDERS}`,
    'content: |-\n  You are a helpful assistant.¦',
  ],
  [TEMPLATE, 'content: ‸', 'You·are·a·helpful·assistant.', 'content: You are a helpful assistant.¦'],
  [TEMPLATE, '{content: {{t‸', ''],
  [JSON_TEMPLATE, '{"content": {{t‸}', ''],
  [JSON_TEMPLATE, '{\n  "content": {{t‸\n}', ''],
  [
    JSON_TEMPLATE,
    '{"content": ‸}',
    'You·are·a·helpful·assistant.',
    '{"content": "You are a helpful assistant."}¦',
  ],
  [
    JSON_TEMPLATE,
    '{"content": "‸"}',
    'You·are·a·helpful·assistant.',
    '{"content": "You are a helpful assistant."}¦',
  ],
  [JSON_BUNDLE, '{ta‸}', 'bundle_id semver templates tags description suppress', '{"bundle_id": "¦"}'],
  [JSON_TEMPLATE, '{"role": us‸}', 'system developer user', '{"role": "system"}¦'],
  [JSON_TEMPLATE, '{"role": ‸us}', 'system developer user', '{"role": "system"}¦'],
  [JSON_TEMPLATE, '{"role": "user" ‸}', ''],
  [JSON_TEMPLATE, '{"role": "user" ‸', ''],
  [JSON_TEMPLATE, '{"role": ‸ "user"}', ''],
  [JSON_TEMPLATE, '{"role": ‸ "user"', ''],
  [JSON_BUNDLE, '{‸}\n', 'bundle_id semver templates tags description suppress', '{"bundle_id": "¦"}\n'],
  [
    JSON_BUNDLE,
    '{\n  "bundle_id": "x"\n  ‸\n}\n',
    'semver templates tags description suppress',
    '{\n  "bundle_id": "x",\n  "semver": "¦"\n}\n',
  ],
  [JSON_TEMPLATE, '{"role": "‸', 'system developer user', '{"role": "system"¦'],
  [JSON_TEMPLATE, '{"role": "sy‸', 'system developer user', '{"role": "system"¦'],
  [
    JSON_TEMPLATE,
    '{\n  "role": ‸\n  "content": "x"\n}',
    'system developer user',
    '{\n  "role": "system",\n  "content": "x"\n}¦',
  ],
  [JSON_TEMPLATE, '{"content": "Hi {{‸"}', PLACEHOLDERS, '{"content": "Hi {{task}}"}¦'],
  [BUNDLE, 'templates:\n  task:\n    content: |\n      {{‸\n  system: s@1.0.0\n', PLACEHOLDERS],
  [INPUT, 'task: Do {{‸\n', ''],
  [INPUT, 'task: |\n  ‸\n', ''],
];

describe('complete', () => {
  for (const [name, marked, expected, after] of CASES) {
    it(`${name} ${JSON.stringify(marked)}`, async () => {
      const { items, text } = await ask(name, marked);
      const labels = items.map(({ label }) => label.replaceAll(' ', '·'));
      const wanted = expected.split(' ').filter((label) => label !== '');
      const isOpen = wanted.at(-1) === '…';
      assert.deepEqual(
        isOpen ? labels.slice(0, wanted.length - 1) : labels,
        isOpen ? wanted.slice(0, -1) : wanted,
      );
      if (after !== undefined) assert.equal(withCursor(text, items[0]), after);
    });
  }

  it('writes all that a file needs into an empty one, so that it is valid', async () => {
    for (const name of [BUNDLE, TEMPLATE, MARKDOWN, INPUT, JSON_BUNDLE, JSON_TEMPLATE, JSON_INPUT]) {
      const { items, text } = await ask(name, '‸');
      const [whole] = items;
      assert.ok(whole);
      const workspace = await workspaceOf({ [name]: accepted(text, whole) });
      assert.deepEqual(workspace.told(name), [], name);
    }
  });

  it('offers a text without a name the three kinds, each valid once it is saved', async () => {
    const snippets = (syntax: 'yaml' | 'json' | 'markdown', marked: string): readonly Completion[] => {
      const { text, offset } = textAndCursor(marked);
      return newTextCompletions(syntax, text, offset);
    };
    assert.equal(labels(snippets('yaml', '‸')), 'prompt-bundle prompt-template prompt-input');
    assert.equal(labels(snippets('markdown', '\npro‸')), 'prompt-template');
    assert.equal(labels(snippets('yaml', 'services:\n  ‸')), '');
    assert.equal(labels(snippets('yaml', 'pro‸ x')), '');
    for (const [syntax, count] of [
      ['yaml', 3],
      ['json', 3],
      ['markdown', 1],
    ] as const) {
      const items = snippets(syntax, 'pro‸');
      assert.equal(items.length, count, syntax);
      for (const item of items) {
        const name = `x.${item.label}.${syntax === 'markdown' ? 'md' : syntax}`;
        const workspace = await workspaceOf({ [name]: accepted('pro', item) });
        assert.deepEqual(workspace.told(name), [], name);
        assert.equal(item.detail, `Save it as *${name.slice(1)}`);
        const [stop] = item.stops ?? [];
        if (item.label !== 'prompt-input')
          assert.match(item.text.slice(stop?.start, stop?.end), /^my-(?:bundle|template)$/);
      }
    }
  });

  it('tells what a placeholder becomes under the chosen input', async () => {
    const text = '---\nrole: user\n---\n{{';
    const workspace = await workspaceOf({ [MARKDOWN]: text });
    const task = async (written?: string, which = 0): Promise<Completion | undefined> => {
      const parsed = parsePromptFile({ kind: 'input', syntax: 'yaml' }, { text: written ?? '' }) as InputFile;
      const input = { file: undefined, name: 'a (edited)', parsed };
      const { items } = await complete(workspace.context, MARKDOWN, text.length, {
        parse: parsePromptFile,
        yamlTokens,
        ...(written !== undefined && { chosenInput: () => Promise.resolve(input) }),
      });
      return items[which];
    };
    const traits = async (value: string): Promise<unknown> =>
      (await task(`semantic_traits: { a: ${value} }\n`, 3))?.documentation?.[1];
    assert.deepEqual(await traits('b'), { block: '{"a":"b"}', language: 'json' });
    assert.deepEqual(await traits('b'.repeat(700)), { block: `{"a":"${'b'.repeat(594)}…` });
    const first = await task('task: First.\n');
    assert.equal(first?.detail, 'First.');
    assert.deepEqual(first.documentation, [{ words: 'With `a (edited)`:' }, { block: 'First.' }]);
    const long = await task(`task: ${'long '.repeat(500)}\n`);
    assert.match(
      JSON.stringify(long?.documentation),
      /With `a \(edited\)`:.*….*The first part of 2,499 characters/,
    );
    const most = 'x'.repeat(600);
    assert.deepEqual((await task(`task: ${most}\n`))?.documentation, [
      { words: 'With `a (edited)`:' },
      { block: most },
    ]);
    assert.equal((await task())?.detail, 'Empty');
    assert.deepEqual((await task())?.documentation, [{ words: 'With the default input: no text.' }]);
    assert.deepEqual((await task('task: ""\n'))?.documentation, [{ words: 'With `a (edited)`: no text.' }]);
    const broken = await task('task: [');
    assert.equal(broken?.detail, undefined);
    assert.deepEqual(broken?.documentation, [{ words: '`a (edited)` has errors, so no value is known.' }]);
  });

  it('tells of an id whose it is, or which versions there are', async () => {
    const details = async (name: string, marked: string): Promise<readonly (string | undefined)[]> =>
      (await ask(name, marked)).items.map(({ detail }) => detail).slice(0, 2);
    const own = 'From the file’s name';
    assert.deepEqual(await details(BUNDLE, 'bundle_id: ‸'), [own, 'Another version of this bundle']);
    assert.deepEqual(await details(TEMPLATE, 'template_id: ‸'), [own, 'Another version of this template']);
    assert.deepEqual(await details(BUNDLE, 'templates:\n  system: s‸'), [
      '3 versions, newest 1.10.0',
      undefined,
    ]);
  });

  it('tells how often a code is found in the file', async () => {
    const { items } = await ask(TEMPLATE, 'content: Hi {{you}}, {{me}}.\nsuppress:\n  - code: unk‸\n');
    assert.equal(items[0]?.detail, '2 in this file');
  });

  it('tells of a version its first line, its file and its state', async () => {
    const { items } = await ask(BUNDLE, 'templates:\n  system: s@‸');
    const described = (await items.at(-1)?.describe?.()) ?? {};
    assert.equal(described.detail, 'Be kind.');
    assert.deepEqual(described.documentation, [
      { words: 'In `s.prompt-template.md`. Role: system.' },
      { words: 'Be kind.' },
      { words: 'Always.' },
    ]);
    assert.deepEqual(await items[0]?.describe?.(), {
      detail: 'Be very kind.',
      documentation: [{ words: 'In `s-1.10.prompt-template.md`. Role: system.' }],
    });
    const text = 'templates:\n  system: bad@';
    const workspace = await workspaceOf({
      'bad.prompt-template.yaml': 'template_id: bad\nsemver: 1.0.0\n',
      [BUNDLE]: text,
    });
    const options = { parse: parsePromptFile, yamlTokens };
    const [bad] = (await complete(workspace.context, BUNDLE, text.length, options)).items;
    assert.deepEqual(await bad?.describe?.(), {
      documentation: [{ words: 'In `bad.prompt-template.yaml`. It cannot be read.' }],
    });
  });

  it('tells of a key what it means, its bounds and what goes without it', async () => {
    for (const [name, marked] of [
      [TEMPLATE, 'constraints:\n  ‸'],
      [BUNDLE, 'templates:\n  task:\n    constraints:\n      ‸'],
    ] as const) {
      const { items } = await ask(name, marked);
      const said = (label: string): unknown => items.find((item) => item.label === label)?.documentation;
      assert.deepEqual(said('NO_EMOJI'), [
        { words: 'True when no emoji may occur.' },
        { words: 'Default: false.' },
      ]);
      assert.deepEqual(said('MAX_PARAGRAPHS'), [
        { words: 'The most paragraphs a part may have.' },
        { words: 'From 1 to 100.' },
        { words: 'Not checked where it is absent.' },
      ]);
    }
  });

  it('gives the hash that a render has, which then holds', async () => {
    for (const [name, marked] of [
      [INPUT, 'task: Hi\nexpect:\n  b@1.0.0: ‸'],
      [INPUT, 'task: Hi\nexpect: { b@1.0.0: ‸ }'],
      [JSON_INPUT, '{"task": "Hi", "expect": {"b@1.0.0": "‸"}}'],
      [INPUT, `task: Hi\nexpect:\n  b@1.0.0:\n    prompt_hash: 12‸\n`],
    ] as const) {
      const { items, text } = await ask(name, marked);
      const [hash] = items;
      assert.ok(hash, marked);
      // What stands there already, or an editor would not show it.
      const typed = text.slice(hash.range.start, marked.indexOf('‸'));
      assert.ok(hash.filterText.startsWith(typed) && hash.filterText !== '', marked);
      const workspace = await workspaceOf({ ...FOLDER, [name]: accepted(text, hash) });
      assert.deepEqual(workspace.told(name), [], marked);
    }
  });

  it('offers on a blank what a value may be, and nothing in a text or where a key goes', async () => {
    const offered = async (name: string, marked: string, trigger: string): Promise<number> =>
      (await ask(name, marked, { trigger })).items.length;
    assert.ok((await offered(BUNDLE, 'templates:\n  system: ‸', ' ')) > 0);
    assert.ok((await offered(TEMPLATE, 'role: ‸', ' ')) > 0);
    assert.ok((await offered(MARKDOWN, '---\nrole: user\n---\n{{‸', '{')) > 0);
    assert.ok((await offered(JSON_BUNDLE, '{"‸"}', '"')) > 0);
    assert.equal(await offered(MARKDOWN, '---\nrole: user\n---\nHi ‸', ' '), 0);
    assert.equal(await offered(TEMPLATE, 'content: |\n  Hi ‸', ' '), 0);
    assert.equal(await offered(BUNDLE, 'tags:\n  - m\n  ‸', ' '), 0);
    assert.equal(await offered(BUNDLE, 'templates: ‸', ' '), 0);
  });

  it('goes on to the bundles that an input may expect something of, and to their models, as soon as there is one', async () => {
    for (const [count, goesOn] of [
      [0, false],
      [1, true],
    ] as const) {
      const workspace = await workspaceOf(
        count === 0 ? {} : { [BUNDLE]: 'bundle_id: b\nsemver: 1.0.0\ntags: [m]\n' },
      );
      await workspace.write({ [INPUT]: 'x-a: 1\n' });
      const { items } = await complete(workspace.context, INPUT, 7, { parse: parsePromptFile, yamlTokens });
      const goesOnTo = (key: string): boolean => items.find(({ label }) => label === key)?.further ?? false;
      assert.deepEqual(['expect', 'model_type', 'semantic_traits'].map(goesOnTo), [goesOn, goesOn, false]);
    }
  });

  it('goes on only to where there is something to choose: else an editor guesses at words', async () => {
    const goOn = async (name: string, marked: string): Promise<string> =>
      labels((await ask(name, marked)).items.filter(({ further }) => further));
    assert.equal(await goOn(BUNDLE, 'x-a: 1\n‸'), 'bundle_id semver templates tags suppress');
    assert.equal(await goOn(TEMPLATE, 'x-a: 1\n‸'), 'template_id semver role content constraints suppress');
    assert.equal(
      await goOn(INPUT, 'x-a: 1\n‸'),
      'semantic_traits activity_level stress model_type expect suppress',
    );
    assert.equal(await goOn(TEMPLATE, 'suppress:\n  - ‸'), 'code text');
    assert.equal(await goOn(INPUT, 'semantic_traits:\n  ‸'), '');
    const alone = await workspaceOf({ [BUNDLE]: 'x-a: 1\n' });
    const { items } = await complete(alone.context, BUNDLE, 7, { parse: parsePromptFile, yamlTokens });
    assert.equal(labels(items.filter(({ further }) => further)), 'bundle_id semver templates suppress');
  });

  it('goes on to forbidden tokens where another file forbids one, the same or not', async () => {
    const text =
      'templates:\n  task: { constraints: { FORBIDDEN_TOKENS: [a] } }\n  system:\n    constraints:\n      ';
    for (const [others, goesOn] of [
      [{}, false],
      [{ [TEMPLATE]: 'constraints: { FORBIDDEN_TOKENS: [a] }\n' }, true],
      [{ [TEMPLATE]: 'constraints: { FORBIDDEN_TOKENS: [b] }\n' }, true],
    ] as const) {
      const workspace = await workspaceOf({ ...others, [BUNDLE]: text });
      const options = { parse: parsePromptFile, yamlTokens };
      const { items } = await complete(workspace.context, BUNDLE, text.length, options);
      assert.equal(items.find(({ label }) => label === 'FORBIDDEN_TOKENS')?.further, goesOn);
    }
  });

  it('offers the traits of twenty other inputs', async () => {
    const inputs = Array.from({ length: 20 }, (_, i) => [
      `i${i}.prompt-input.yaml`,
      `semantic_traits: { t${i}: 1 }\n`,
    ]);
    const text = 'semantic_traits:\n  ';
    const workspace = await workspaceOf({
      ...(Object.fromEntries(inputs) as Record<string, string>),
      [INPUT]: text,
    });
    const options = { parse: parsePromptFile, yamlTokens };
    assert.equal((await complete(workspace.context, INPUT, text.length, options)).items.length, 20);
  });

  it('lists all of two hundred ids, and of more those that are likeliest', async () => {
    const bundle = (id: string): string => `bundle_id: ${id}\nsemver: 1.0.0\n`;
    for (const [ending, file, questions] of [
      ['prompt-template.md', (id: string) => template(id, 'Text.'), [[BUNDLE, 'templates:\n  task: b']]],
      [
        'prompt-bundle.yaml',
        bundle,
        [
          [INPUT, 'expect:\n  b'],
          [BUNDLE, 'bundle_id: b'],
        ],
      ],
    ] as const) {
      const ids = Array.from({ length: 201 }, (_, i) => `b${i}`);
      const files = ids.map((id) => [`${id}.${ending}`, file(id)] as const);
      const workspace = await workspaceOf(Object.fromEntries(files));
      for (const count of [201, 200]) {
        if (count === 200) await workspace.write({ [`b200.${ending}`]: undefined });
        for (const [name, text] of questions) {
          await workspace.write({ [name]: text });
          const options = { parse: parsePromptFile, yamlTokens };
          const { items, isIncomplete } = await complete(workspace.context, name, text.length, options);
          await workspace.write({ [name]: undefined });
          const others = items.filter(({ detail }) => detail !== 'From the file’s name');
          assert.deepEqual([others.length, isIncomplete], count > 200 ? [50, true] : [200, false], text);
        }
      }
    }
  });

  it('lists all of two hundred, and of more those that are likeliest, which what is typed finds each', async () => {
    const models = (count: number): string => Array.from({ length: count }, (_, i) => `m${i}`).join(', ');
    const offered = async (count: number, typed: string): Promise<readonly unknown[]> => {
      const text = `model_type: ${typed}`;
      const tags = `bundle_id: b\nsemver: 1.0.0\ntags: [${models(count)}]\n`;
      const workspace = await workspaceOf({ 'b.prompt-bundle.yaml': tags, [INPUT]: text });
      const options = { parse: parsePromptFile, yamlTokens };
      const { items, isIncomplete } = await complete(workspace.context, INPUT, text.length, options);
      return [items.length, isIncomplete, items[0]?.label];
    };
    assert.deepEqual(await offered(200, 'm'), [200, false, 'm0']);
    assert.deepEqual(await offered(201, 'm'), [50, true, 'm0']);
    assert.deepEqual(await offered(300, 'm299'), [1, false, 'm299']);
  });

  it('lists all of two hundred versions that an input may expect something of, and no more', async () => {
    for (const [count, listed] of [
      [200, 200],
      [201, 50],
    ] as const) {
      const versions = Array.from({ length: count }, (_, i) => [
        `b${i}.prompt-bundle.yaml`,
        `bundle_id: b\nsemver: 1.0.${i}\ntemplates: {}\n`,
      ]);
      const text = 'expect:\n  ';
      const workspace = await workspaceOf({
        ...(Object.fromEntries(versions) as Record<string, string>),
        [INPUT]: text,
      });
      const options = { parse: parsePromptFile, yamlTokens };
      const { items, isIncomplete } = await complete(workspace.context, INPUT, text.length, options);
      assert.deepEqual([items.length, isIncomplete], [listed, count > 200]);
    }
  });

  it('does not offer a model that is only being typed', async () => {
    const text = 'bundle_id: a\nsemver: 1.0.0\ntags:\n  - many-';
    const offered = async (others: string): Promise<string> => {
      const tags = `bundle_id: b\nsemver: 1.0.0\ntags: [${others}]\n`;
      const workspace = await workspaceOf({ 'b.prompt-bundle.yaml': tags, [BUNDLE]: text });
      const options = { parse: parsePromptFile, yamlTokens };
      return labels((await complete(workspace.context, BUNDLE, text.length, options)).items);
    };
    assert.equal(await offered('many-1, many-2'), 'many-1 many-2');
    assert.equal(await offered('many-, many-1'), 'many- many-1');
  });

  it('offers first what other versions of the bundle have in the slot', async () => {
    const version = (semver: string, system: string): string =>
      `bundle_id: shop\nsemver: ${semver}\ntemplates: { system: ${system} }\n`;
    const text = 'bundle_id: shop\nsemver: 2.0.0\ntemplates:\n  system: ';
    const workspace = await workspaceOf({
      ...FOLDER,
      'z.prompt-template.md': template('zebra', 'Z'),
      'one.prompt-bundle.yaml': version('1.0.0', 'zebra@1.0.0'),
      'two.prompt-bundle.yaml': version('1.1.0', 'gone@1.0.0'),
      [BUNDLE]: text,
    });
    const offered = async (typed: string): Promise<string | undefined> => {
      await workspace.write({ [BUNDLE]: `${text}${typed}` });
      const at = text.length + typed.length;
      const options = { parse: parsePromptFile, yamlTokens };
      return (await complete(workspace.context, BUNDLE, at, options)).items[0]?.label;
    };
    assert.equal(await offered(''), 'zebra@1.0.0');
    assert.equal(await offered('zb'), 'zebra@1.0.0');
    assert.equal(await offered('my'), 'my-system@2.0.0-rc.1');
    assert.notEqual(await offered('gone'), 'gone');
  });

  it('offers an input of a model the bundles that serve it first, however many there are', async () => {
    const bundles = Array.from({ length: 260 }, (_, i) => {
      const id = i < 60 ? `a${i}` : `b${i}`;
      const tag = i < 60 ? 'other' : i === 199 ? 'rare, usual' : 'usual';
      return [`${id}.prompt-bundle.yaml`, `bundle_id: ${id}\nsemver: 1.0.0\ntags: [${tag}]\ntemplates: {}\n`];
    });
    const workspace = await workspaceOf(Object.fromEntries(bundles) as Record<string, string>);
    const first = async (model: string): Promise<string | undefined> => {
      const text = `model_type: ${model}\nexpect:\n  `;
      await workspace.write({ [INPUT]: text });
      const options = { parse: parsePromptFile, yamlTokens };
      const { items, isIncomplete } = await complete(workspace.context, INPUT, text.length, options);
      assert.ok(isIncomplete);
      return items[0]?.label;
    };
    assert.equal(await first('rare'), 'b199@1.0.0');
    assert.equal(await first('usual'), 'b100@1.0.0');
  });

  it('answers in any state of a text', async () => {
    const texts = [
      '{"a": "\\',
      '[[[[',
      '- - - -',
      '? ? ?',
      '"',
      "'",
      '|',
      '&a *a',
      '{{{{',
      '---\n---\n---',
      '\t\t:',
      '[{"a":[{',
    ];
    for (const name of [BUNDLE, MARKDOWN, JSON_BUNDLE, INPUT])
      for (const text of [...texts, '{'.repeat(1500), '['.repeat(1500), '- '.repeat(900)])
        for (const offset of [0, Math.floor(text.length / 2), text.length])
          await ask(name, `${text.slice(0, offset)}‸${text.slice(offset)}`);
  });
});

const labels = (items: readonly Completion[]): string => items.map(({ label }) => label).join(' ');

/** The text with a completion accepted, and `¦` where the cursor may go then. */
function withCursor(text: string, item: Completion | undefined): string {
  if (!item) return 'Nothing is offered.';
  const { stops = [] } = item;
  if (stops.length === 0) return `${accepted(text, item)}¦`;
  const marks = stops.flatMap(({ start, end }) => (start === end ? [start] : [start, end]));
  let marked = item.text;
  for (const at of [...marks].reverse()) marked = `${marked.slice(0, at)}¦${marked.slice(at)}`;
  return accepted(text, { ...item, text: marked });
}

describe('versions that are published alone', () => {
  it('are offered as such, with the beginning of their text', async () => {
    const folder = await workspaceOf({});
    const { name, text } = await snapshotOf(small());
    const snapshot = read(name, text);
    await folder.publish({ [snapshot.file]: snapshot });
    const offered = async (file: string, marked: string): Promise<unknown[]> => {
      const { text, offset } = textAndCursor(marked);
      await folder.write({ [file]: text });
      const { items } = await complete(folder.context, file, offset, { parse: parsePromptFile, yamlTokens });
      return Promise.all(
        items.slice(0, 1).map(async ({ label, detail, describe }) => [label, detail, await describe?.()]),
      );
    };
    const words = 'Published, in no file. Role: developer.';
    const persona = ['Published', { detail: 'Be kind.', documentation: [{ words }] }];
    assert.deepEqual(await offered(BUNDLE, 'templates:\n  system: ‸\n'), [['p@1.0.0', ...persona]]);
    assert.deepEqual(await offered(BUNDLE, 'templates:\n  system: p@‸\n'), [['1.0.0', ...persona]]);
    assert.deepEqual(await offered(INPUT, 'expect:\n  ‸\n'), [['b@1.0.0', 'Published', undefined]]);
    await folder.write({
      'a.prompt-template.md': template('a', 'A.'),
      'x-0.prompt-bundle.yaml': 'bundle_id: x\nsemver: 0.1.0\ntemplates: { system: p@1.0.0 }\n',
    });
    const slot = 'bundle_id: x\nsemver: 1.0.0\ntemplates:\n  system: ‸\n';
    assert.deepEqual(await offered(BUNDLE, slot), [['p@1.0.0', ...persona]]);
  });
});

describe('what a version gives at present', () => {
  const lengths = async (version: string): Promise<string[]> => {
    const marked = `task: Say hello.\nexpect:\n  ${version}: { max_characters: ‸ }\n`;
    return (await ask('x.prompt-input.yaml', marked)).items.map(({ detail = '' }) => detail);
  };

  it('is offered where it can be rendered, and nothing where it cannot', async () => {
    assert.deepEqual(await lengths('b@1.0.0'), ['42 at present']);
    assert.deepEqual(await lengths('gone@1.0.0'), []);
    const hashes = async (version: string): Promise<string[]> => {
      const marked = `task: Say hello.\nexpect:\n  ${version}: { prompt_hash: ‸ }\n`;
      return (await ask('x.prompt-input.yaml', marked)).items.map(({ detail = '' }) => detail);
    };
    assert.deepEqual(await hashes('b@1.0.0'), ['Present prompt_hash']);
    assert.deepEqual(await hashes('gone@1.0.0'), []);
  });
});

describe('the place of a word in JSON', () => {
  const count = (marked: string): number => {
    const { text, offset } = textAndCursor(marked);
    return jsonPlaces(text, offset).length;
  };

  it('is known in values nested 512 deep, and no deeper', () => {
    assert.equal(count(`${'{"a":'.repeat(511)}{‸`), 1);
    assert.equal(count(`${'{"a":'.repeat(512)}{‸`), 0);
    assert.equal(count(`${'['.repeat(511)}{‸`), 1);
    assert.equal(count(`${'['.repeat(512)}{‸`), 0);
  });

  it('is in a list, and none below an item that no comma follows', () => {
    assert.equal(count('{"tags": ["a"\n‸'), 0);
    assert.equal(count('[‸'), 1);
  });

  it('is known behind any number of values beside one another', () => {
    assert.equal(count(`[${'{},[],'.repeat(600)}{‸`), 1);
  });
});

describe('the place of a word in YAML', () => {
  const places = (marked: string): unknown[] => {
    const { text, offset } = textAndCursor(marked);
    return yamlPlaces(text, offset, yamlTokens).map(({ kind, path, siblings, isFlow }) => [
      kind,
      path.join('.'),
      [...siblings.keys()],
      isFlow,
    ]);
  };

  it('is in the mapping of one key that an item of a flow list may be', () => {
    assert.deepEqual(places('tags: [c, a: ‸b]'), [['value', 'tags.1.a', [], true]]);
    assert.deepEqual(places('tags: [c, a‸: b]'), [['key', 'tags.1', [], true]]);
    assert.deepEqual(places('tags: [c, ‸a]'), [['value', 'tags.1', ['c'], true]]);
    assert.deepEqual(places('a‸'), [['key', '', [], false]]);
  });

  it('is beside keys as they are meant, or as they are written where that means nothing', () => {
    assert.deepEqual(places('"a\\u0062": 1\n"c\\qd": 2\ne‸'), [['key', '', ['ab', 'c\\qd'], false]]);
  });
});
