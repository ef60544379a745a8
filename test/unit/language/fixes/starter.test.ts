import assert from 'node:assert/strict';
import { FINDING_CODES } from '../../../../src/core/model/findings.js';
import { applyEdits, fixesFor } from '../../../../src/language/index.js';
import { findingsOf } from '../rules/findingsOf.js';
import { openFile, type Files } from './support.js';

// A file that says nothing yet, or not all it needs: fixes alone lead to one without errors.

const EMPTY: readonly (readonly [name: string, text: string, title: string])[] = [
  ['hello.prompt-bundle.yaml', '', 'Start with a bundle'],
  ['hello.prompt-bundle.json', '', 'Start with a bundle'],
  ['hello.prompt-bundle.json', '{}', 'Start with a bundle'],
  ['hello.prompt-bundle.yaml', '\n', 'Start with a bundle'],
  ['hello.prompt-bundle.yml', '# Ours.\n', 'Start with a bundle'],
  ['hello.prompt-bundle.yaml', '# Ours.', 'Start with a bundle'],
  ['a.prompt-template.md', '', 'Start with a template'],
  ['a.prompt-template.yaml', '', 'Start with a template'],
  ['a.prompt-template.json', ' ', 'Start with a template'],
  ['a.prompt-template.md', 'You answer the post.', 'Add front matter'],
  ['a.prompt-template.md', '# Role\n\nYou answer the post.\n', 'Add front matter'],
  ['a.prompt-template.md', '# Role\n', 'Add front matter'],
  ['calm.prompt-input.yaml', '', 'Start with an input'],
  ['calm.prompt-input.json', '', 'Start with an input'],
  // Names that are no words: the id is quoted, cut, or one of our own.
  ['.prompt-bundle.yaml', '', 'Start with a bundle'],
  ['2024: a # b.prompt-bundle.yaml', '', 'Start with a bundle'],
  [`${'é'.repeat(400)}.prompt-template.md`, '', 'Start with a template'],
  ['hello-v2.1.0.prompt-bundle.yaml', '', 'Start with a bundle'],
];

/** What becomes of a file by the first fix of its first finding, again and again. */
async function fixAll(
  name: string,
  text: string,
): Promise<readonly [text: string, titles: readonly string[]]> {
  const titles: string[] = [];
  let current = text;
  for (let i = 0; i < 20; i++) {
    const { subject, findings } = await openFile({ [name]: current }, name);
    const fix = findings.flatMap((finding) => fixesFor(subject, finding))[0];
    if (!fix) break;
    titles.push(fix.title);
    current = applyEdits(current, fix.edits);
  }
  return [current, titles];
}

async function codesOf(files: Files, name: string): Promise<readonly string[]> {
  return ((await findingsOf(files)).get(name) ?? []).map(({ code }) => code);
}

describe('a file that says nothing yet', () => {
  for (const [name, text, title] of EMPTY)
    it(`is filled by one fix: ${name.slice(0, 40)} with ${JSON.stringify(text)}`, async () => {
      const [filled, titles] = await fixAll(name, text);
      assert.deepEqual(titles, [title]);
      assert.deepEqual(await codesOf({ [name]: filled }, name), []);
      assert.ok(filled.includes(text.trim() === '{}' ? '' : text.trim()));
    });

  it('takes its id and its version from its name', async () => {
    const [text] = await fixAll('hello-2.1.0.prompt-bundle.yaml', '');
    assert.match(text, /^bundle_id: hello\nsemver: 2\.1\.0\ntemplates:\n {2}system:\n {4}content: You are/);
    const [other] = await fixAll('hello-02.1.0.prompt-bundle.yaml', '');
    assert.match(other, /^bundle_id: hello-02\.1\.0\nsemver: 1\.0\.0\n/);
  });

  it('gives a template the part that its name speaks of', async () => {
    const [text] = await fixAll('shop-task.prompt-template.md', '');
    assert.equal(text, '---\ntemplate_id: shop-task\nsemver: 1.0.0\nrole: user\n---\n\n{{task}}\n');
  });

  it('is not filled where it says something', async () => {
    for (const text of ['- a\n', '~\n', '# Ours.\nnull\n']) {
      const { subject, findings } = await openFile({ 'a.prompt-bundle.yaml': text }, 'a.prompt-bundle.yaml');
      assert.ok(findings.length > 0);
      assert.deepEqual(
        findings.flatMap((finding) => fixesFor(subject, finding)),
        [],
        text,
      );
    }
  });
});

describe('a key that is needed', () => {
  const cases: readonly (readonly [name: string, text: string, titles: readonly string[]])[] = [
    ['x.prompt-bundle.yaml', 'bundle_id: x\n', ['Add `semver: 1.0.0`', 'Add `templates`']],
    [
      'x.prompt-bundle.yaml',
      'bundle_id: x\nsemver:\ntemplates:\n',
      ['Add `semver: 1.0.0`', 'Add `templates`'],
    ],
    [
      'x.prompt-bundle.yaml',
      'bundle_id: x\nsemver: 1.0.0\ntemplates:\n  system: { content: Hi. }\n  task:\n',
      ['Add `templates.personality`', 'Add `templates.activity`', 'Add `templates.task`'],
    ],
    [
      'x.prompt-bundle.json',
      '{\n  "bundle_id": "x",\n  "templates": { "system": {} }\n}\n',
      [
        'Add `semver: 1.0.0`',
        'Add `templates.personality`',
        'Add `templates.activity`',
        'Add `templates.task`',
        'Add `templates.system.content`',
      ],
    ],
    [
      'k.prompt-template.md',
      '---\ntemplate_id: k\n---\nHello.',
      ['Add `semver: 1.0.0`', 'Add `role: system`'],
    ],
    [
      'k.prompt-template.md',
      '---\n---\nHello.',
      ['Add `template_id: k`', 'Add `semver: 1.0.0`', 'Add `role: system`'],
    ],
    ['k.prompt-template.md', '---\ntemplate_id: k\nsemver: 1.0.0\nrole: system\n---\n', ['Add `content`']],
    [
      'k.prompt-template.yaml',
      'role: user # Who.\n',
      ['Add `template_id: k`', 'Add `semver: 1.0.0`', 'Add `content`'],
    ],
  ];
  for (const [name, text, titles] of cases)
    it(`is added with a value to begin with: ${name} with ${JSON.stringify(text)}`, async () => {
      const [filled, done] = await fixAll(name, text);
      assert.deepEqual([...done].sort(), [...titles].sort());
      assert.deepEqual(await codesOf({ [name]: filled }, name), []);
    });

  it('is a part with a text of its own kind', async () => {
    const [filled] = await fixAll(
      'x.prompt-bundle.yaml',
      'bundle_id: x\nsemver: 1.0.0\ntemplates:\n  task:\n',
    );
    assert.match(filled, /^ {2}task: *\n {4}content: ["']\{\{task\}\}["']$/m);
    assert.match(filled, /^ {2}personality:\n {4}content: ["']?Let these traits /m);
    assert.match(filled, /^ {2}activity:\n {4}content: ["']?Activity level: /m);
    assert.match(filled, /^ {2}system:\n {4}content: ["']?You are /m);
  });

  it('is left to the author where only they know it', async () => {
    const text = 'task: Hi.\nsuppress:\n  - code: emoji\n';
    const { subject, findings } = await openFile({ 'a.prompt-input.yaml': text }, 'a.prompt-input.yaml');
    const missing = findings.find((finding) => finding.missing);
    assert.deepEqual(missing?.missing, ['suppress', '0', 'reason']);
    assert.deepEqual(fixesFor(subject, missing), []);
    assert.ok(FINDING_CODES.includes(missing.code));
  });
});
