import assert from 'node:assert/strict';
import { applyEdits, restoreVersion } from '../../../../src/language/index.js';
import { changedVersion } from '../../../../src/language/publication/publishedFindings.js';
import { PublishingFolder } from './folder.js';
import { TEMPLATES } from './support.js';

const BUNDLE = 'b.prompt-bundle.yaml';
const bundle = (system = 'a@1.0.0', rest = ''): string =>
  `# what we send\nbundle_id: b\nsemver: 1.0.0\n${rest}templates:\n  system: ${system}\n  personality: { content: Be brief. }\n  activity: { content: It is quiet. } # for now\n  task: { content: '{{task}}' }\n`;

/** What restoring makes of a file that was published in one state and is in another now. */
async function restored(name: string, published: string, edited: string): Promise<string | undefined> {
  const isBundle = name.includes('prompt-bundle');
  const folder = new PublishingFolder(
    isBundle
      ? { 'a.prompt-template.yaml': TEMPLATE, [name]: published }
      : { [name]: published, [BUNDLE]: bundle() },
  );
  await folder.publish(isBundle ? name : BUNDLE);
  folder.write({ [name]: edited });
  assert.ok(changedVersion(folder.scope, folder.get(name)), 'it was changed');
  const subject = folder.subjectNow(name);
  const fix = restoreVersion(folder.scope, subject);
  if (!fix) return undefined;
  const text = applyEdits(subject.text, fix.edits);
  folder.write({ [name]: text });
  assert.equal(changedVersion(folder.scope, folder.get(name)), undefined, 'the finding is gone');
  assert.ok(folder.get(name).model, 'the file reads');
  return text;
}

const TEMPLATE = 'template_id: a\nsemver: 1.0.0\nrole: system\ncontent: You answer the post.\n';

describe('restoring a template, in each way to write one', () => {
  const edits: Readonly<Record<string, [published: string, edited: string]>> = {
    'a word': ['We answer the post.\nIt\'s "quick".', 'We answer all mail.\nIt\'s "quick".'],
    'words that are gone': ['We answer the post.\nIt is fine today.', 'We answer.\nIt is today.'],
    'words that are new': ['We answer.\nFine.', 'We really answer.\nFine, and good.'],
    'a line': ['One line.\nTwo lines.\nThree lines.', 'One line.\nThree lines.'],
    'two lines': ['One line.\nTwo lines.\nThree.\nFour lines.', 'One line.\nFour lines.'],
    'lines at the end': ['One line.\nTwo lines.\nThree.', 'One line.'],
    'another text': ['We answer the post.', 'Nothing alike\nis here: "#".'],
    'a text with marks of YAML': ['Say: "no" # or\n- not: \'yes\' & *both*', 'Say so.'],
  };
  for (const [style, write] of Object.entries(TEMPLATES)) {
    for (const [what, [published, edited]] of Object.entries(edits)) {
      it(`${what}: ${style}`, async () => {
        const [[name, before]] = Object.entries(write('{ "NO_EMOJI": true }', published)) as [
          [string, string],
        ];
        const after = write('{ "NO_EMOJI": true }', edited)[name] ?? '';
        assert.equal(await restored(name, before, after), before);
      });
    }
  }
});

describe('restoring other values', () => {
  const yaml = (front: string): string =>
    `# the shop\ntemplate_id: a\nsemver: 1.0.0 # first\nrole: system\n${front}\ncontent: |\n  You answer the post.\n  Always.\n`;
  const cases: Readonly<
    Record<string, [name: string, published: string, edited: string, expected?: string]>
  > = {
    'a constraint that is gone': [
      'a.prompt-template.yaml',
      yaml('constraints:\n  # short\n  MAX_SENTENCE_LENGTH: 20\n  NO_EMOJI: true\n'),
      yaml('constraints:\n  # short\n  MAX_SENTENCE_LENGTH: 20\n'),
    ],
    'a constraint that is new': [
      'a.prompt-template.yaml',
      yaml('constraints:\n  # short\n  MAX_SENTENCE_LENGTH: 20\n'),
      yaml('constraints:\n  # short\n  MAX_SENTENCE_LENGTH: 20\n  NO_EMOJI: true\n'),
    ],
    'a constraint with another value': [
      'a.prompt-template.yaml',
      yaml('constraints:\n  MAX_SENTENCE_LENGTH: 20 # words\n'),
      yaml('constraints:\n  MAX_SENTENCE_LENGTH: 24 # words\n'),
    ],
    'a level that is a whole number': [
      'a.prompt-template.yaml',
      yaml('constraints: { ASSERTIVENESS_LEVEL: 1 }\n'),
      yaml('constraints: { ASSERTIVENESS_LEVEL: 0.5 }\n'),
      yaml('constraints: { ASSERTIVENESS_LEVEL: 1.0 }\n'),
    ],
    'a token that is new, in a list with comments': [
      'a.prompt-template.yaml',
      yaml('constraints:\n  FORBIDDEN_TOKENS:\n    - basically # filler\n    # lawyers\n    - guarantee\n'),
      yaml(
        'constraints:\n  FORBIDDEN_TOKENS:\n    - basically # filler\n    - cheap\n    # lawyers\n    - guarantee\n',
      ),
    ],
    'a token that is gone, in a list with comments': [
      'a.prompt-template.yaml',
      yaml('constraints:\n  FORBIDDEN_TOKENS:\n    - basically # filler\n    - guarantee # lawyers\n'),
      yaml('constraints:\n  FORBIDDEN_TOKENS:\n    - guarantee # lawyers\n'),
      yaml('constraints:\n  FORBIDDEN_TOKENS:\n    - basically\n    - guarantee # lawyers\n'),
    ],
    'tokens in brackets': [
      'a.prompt-template.yaml',
      yaml('constraints: { FORBIDDEN_TOKENS: [basically, "!"] }\n'),
      yaml('constraints: { FORBIDDEN_TOKENS: ["!", cheap] }\n'),
      yaml('constraints: { FORBIDDEN_TOKENS: ["basically", "!"] }\n'),
    ],
    'all constraints': [
      'a.prompt-template.yaml',
      yaml('constraints:\n  FORBIDDEN_TOKENS:\n    - basically\n  NO_EMOJI: true\n'),
      yaml(''),
      yaml('') + 'constraints:\n  FORBIDDEN_TOKENS:\n    - basically\n  NO_EMOJI: true\n',
    ],
    'constraints where none were': [
      'a.prompt-template.yaml',
      yaml(''),
      yaml('constraints: { NO_EMOJI: true, MAX_PARAGRAPHS: 3 }\n').replace('\n\ncontent', '\ncontent'),
      yaml('').replace('\n\ncontent', '\ncontent'),
    ],
    'the role': [
      'a.prompt-template.yaml',
      yaml(''),
      yaml('').replace('role: system', 'role: "user"'),
      yaml('').replace('role: system', 'role: "system"'),
    ],
    'an adapter version that is gone': [
      'a.prompt-template.md',
      '---\ntemplate_id: a\nsemver: 1.0.0\nrole: system\nadapter_version: v2\n---\n\nText.\n',
      '---\ntemplate_id: a\nsemver: 1.0.0\nrole: system\n---\n\nText.\n',
    ],
    'an adapter version that is new': [
      'a.prompt-template.md',
      '---\ntemplate_id: a\nsemver: 1.0.0\nrole: system\n---\n\nText.\n',
      '---\nadapter_version: v2\ntemplate_id: a\nsemver: 1.0.0\nrole: system\n---\n\nText.\n',
    ],
    'several values at once': [
      'a.prompt-template.json',
      '{\n  "template_id": "a",\n  "semver": "1.0.0",\n  "role": "system",\n  "constraints": {\n    "FORBIDDEN_TOKENS": [\n      "one",\n      "two"\n    ],\n    "NO_EMOJI": true\n  },\n  "content": "One\\ntwo."\n}\n',
      '{\n  "template_id": "a",\n  "semver": "1.0.0",\n  "role": "user",\n  "adapter_version": "x",\n  "constraints": {\n    "FORBIDDEN_TOKENS": [\n      "two"\n    ]\n  },\n  "content": "One\\nthree."\n}\n',
    ],
    'a reference': ['b.prompt-bundle.yaml', bundle(), bundle('"a@2.0.0" # new'), bundle('"a@1.0.0" # new')],
    'a tag that is new': [
      'b.prompt-bundle.yaml',
      bundle('a@1.0.0', 'tags:\n  - large # the big one\n'),
      bundle('a@1.0.0', 'tags:\n  - large # the big one\n  - small\n'),
    ],
    'tags where none were': ['b.prompt-bundle.yaml', bundle(), bundle('a@1.0.0', 'tags: [large]\n')],
    'tags that are gone': [
      'b.prompt-bundle.yaml',
      bundle('a@1.0.0', 'tags: [large]\n'),
      bundle(),
      `${bundle()}tags:\n  - large\n`,
    ],
    'a text of its own where a reference was': [
      'b.prompt-bundle.yaml',
      bundle(),
      bundle('\n    content: Text.\n    role: user'),
    ],
    'a reference where a text of its own was': [
      'b.prompt-bundle.yaml',
      bundle('\n    content: Text.'),
      bundle(),
      bundle('{ content: "Text." }'),
    ],
    'a word of a text of its own': [
      'b.prompt-bundle.yaml',
      bundle(),
      bundle().replace('It is quiet.', 'It is loud.'),
    ],
    'a bundle in JSON': [
      'b.prompt-bundle.json',
      '{ "bundle_id": "b", "semver": "1.0.0", "tags": ["m"], "templates": { "system": "a@1.0.0", "personality": { "content": "P" }, "activity": { "content": "A" }, "task": { "content": "T" } } }',
      '{ "bundle_id": "b", "semver": "1.0.0", "templates": { "system": { "content": "S" }, "personality": { "content": "P", "role": "user" }, "activity": { "content": "A" }, "task": "a@1.0.0" } }',
      '{ "bundle_id": "b", "semver": "1.0.0", "templates": { "system": "a@1.0.0", "personality": { "content": "P" }, "activity": { "content": "A" }, "task": { "content": "T" } }, "tags": ["m"] }',
    ],
    'a text that an anchor shares, at every place': [
      'b.prompt-bundle.yaml',
      bundle()
        .replace('{ content: Be brief. }', '&it { content: Be brief. }')
        .replace('{ content: It is quiet. } # for now', '*it'),
      bundle()
        .replace('{ content: Be brief. }', '&it { content: Be loud. }')
        .replace('{ content: It is quiet. } # for now', '*it'),
    ],
  };
  for (const [what, [name, published, edited, expected = published]] of Object.entries(cases)) {
    it(what, async () => {
      assert.equal(await restored(name, published, edited), expected);
    });
  }

  it('is not done to a template that is published with one content and with another', async () => {
    const T = 'a.prompt-template.yaml';
    const folder = new PublishingFolder({ [T]: TEMPLATE, [BUNDLE]: bundle() });
    await folder.publish(BUNDLE);
    const other = bundle().replace('bundle_id: b', 'bundle_id: c');
    folder.write({ [T]: TEMPLATE.replace('post', 'mail'), 'c.prompt-bundle.yaml': other });
    await folder.publish('c.prompt-bundle.yaml');
    folder.write({ [T]: TEMPLATE.replace('post', 'phone') });
    assert.ok(changedVersion(folder.scope, folder.get(T)));
    assert.equal(restoreVersion(folder.scope, folder.subjectNow(T)), undefined);
  });
});
