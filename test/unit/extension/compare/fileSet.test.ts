// Files of another state than the workspace's, such as a git revision: one that is over the limit is never missing.
import assert from 'node:assert/strict';
import { nullAuditSink } from '../../../../src/core/audit/null.js';
import { renderVersions, type RenderedVersion } from '../../../../src/core/compare/renderVersions.js';
import { fileTypeOf } from '../../../../src/core/documents/fileKinds.js';
import { parsePromptFile, type PromptFile } from '../../../../src/core/documents/promptFile.js';
import { unreadableFile } from '../../../../src/core/documents/unreadableFile.js';
import { loadHashing } from '../../../../src/core/hashing.js';
import { createPromptGenerator } from '../../../../src/core/promptGenerator.js';
import { composedSource } from '../../../../src/core/sources/composed.js';
import { FileSet, type KnownFile } from '../../../../src/extension/compare/fileSet.js';
import { sha256 } from '../../../../src/node/sha256.js';

const BUNDLE = 'git:b.prompt-bundle.yaml';
const TEMPLATE = 'git:t.prompt-template.md';
const TEXTS: Readonly<Record<string, string>> = {
  [BUNDLE]:
    'bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: t@1.0.0\n  personality: { content: P }\n  activity: { content: A }\n  task: { content: T }\n',
  [TEMPLATE]: '---\ntemplate_id: t\nsemver: 1.0.0\nrole: system\n---\nS\n',
};
const KNOWN = (semver: string): ReadonlyMap<string, KnownFile> =>
  new Map([
    [BUNDLE, { name: 'b.prompt-bundle.yaml', identity: { id: 'b', semver } }],
    [TEMPLATE, { name: 't.prompt-template.md', identity: { id: 't', semver } }],
  ]);

/** The rows of bundle b, some of whose files are over the limit. */
async function rows(
  tooLarge: readonly string[],
  known: ReadonlyMap<string, KnownFile>,
): Promise<readonly RenderedVersion[]> {
  const files = new Map<string, PromptFile>();
  for (const [origin, text] of Object.entries(TEXTS)) {
    const type = fileTypeOf(origin);
    assert.ok(type);
    const isTooLarge = tooLarge.includes(origin);
    const reason = { kind: 'too-large', limit: 5_000_000, size: 8_400_000 } as const;
    files.set(origin, isTooLarge ? unreadableFile(type, reason) : parsePromptFile(type, { text }));
  }
  const set = new FileSet(files, known);
  const hashing = await loadHashing(sha256);
  const sources = composedSource([set, set.claims]);
  const now = (): Date => new Date(0);
  const generator = createPromptGenerator({
    bundles: sources,
    templates: sources,
    audit: nullAuditSink,
    hashing,
    now,
  });
  const semvers = set.versions('b');
  return renderVersions({ bundle_id: 'b', places: [{ source: 'git', semvers, generator }], hashing });
}

const WHY =
  /, which cannot be read\. This file has 8\.4 MB, more than the 5 MB that are read, .* raise the limit /;

describe('the files of a revision', () => {
  it('render as ever within the limit', async () => {
    const [row, ...others] = await rows([], KNOWN('1.0.0'));
    assert.deepEqual(others, []);
    assert.equal(row?.render?.rendered_prompt, 'S\n\nP\n\nA\n\nT');
  });

  for (const semver of ['1.0.0', '2.0.0'])
    it(`have a row for a bundle over the limit, which is ${semver} by now, and say why it is not read`, async () => {
      const [row, ...others] = await rows([BUNDLE], KNOWN(semver));
      assert.deepEqual(others, []);
      assert.deepEqual([row?.semver, row?.render], [semver, undefined]);
      assert.match(row?.problem ?? '', WHY);
      assert.match(row?.problem ?? '', /^Bundle b@\d\.0\.0 may be in `b\.prompt-bundle\.yaml`/);
    });

  for (const [what, known] of [
    ['has the version that is asked for', KNOWN('1.0.0')],
    ['has another version by now', KNOWN('2.0.0')],
    ['is gone by now', new Map<string, KnownFile>()],
  ] as const)
    it(`say of a template over the limit why it is not read, where the file ${what}`, async () => {
      const [row, ...others] = await rows([TEMPLATE], known);
      assert.deepEqual(others, []);
      assert.equal(row?.render, undefined);
      assert.match(row?.problem ?? '', /^Template t@1\.0\.0 may be in `/);
      assert.match(row?.problem ?? '', WHY);
    });

  it('do not mean every template by one that is told to be another', async () => {
    const other = new Map(KNOWN('1.0.0')).set(TEMPLATE, {
      name: 't.prompt-template.md',
      identity: { id: 'u', semver: '1.0.0' },
    });
    const [row] = await rows([TEMPLATE], other);
    assert.match(row?.problem ?? '', /^Template t@1\.0\.0 is not defined in any file\.$/);
  });
});
