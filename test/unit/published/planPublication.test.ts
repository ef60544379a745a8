import assert from 'node:assert/strict';
import {
  disputedTemplate,
  planPublication,
  type PublicationPlan,
} from '../../../src/core/published/planPublication.js';
import { PublishedIndex } from '../../../src/core/published/publishedIndex.js';
import { sha256 } from '../../../src/node/sha256.js';
import { indexOf, renderFiles, snapshotOf, type Files } from '../rendering.js';
import { small } from './samples.js';

async function plan(files: Files, published: PublishedIndex, name?: string): Promise<PublicationPlan> {
  return planPublication(await renderFiles(files, name), published, { sha256 });
}

async function refusal(files: Files, published: PublishedIndex, name?: string): Promise<string> {
  const made = await plan(files, published, name);
  assert.equal(made.kind, 'refused');
  return made.reason;
}

describe('publishing', () => {
  it('a version that is not published makes its snapshot', async () => {
    const made = await plan(small(), new PublishedIndex());
    assert.equal(made.kind, 'new');
    assert.equal(made.name, 'b@1.0.0.json');
    assert.ok(made.text.endsWith('}\n'));
  });

  it('a version with the same content does nothing', async () => {
    const made = await plan(small(), indexOf(await snapshotOf(small())));
    assert.equal(made.kind, 'same');
    assert.equal(made.file, 'published/b@1.0.0.json');
  });

  it('takes a description alone for no content', async () => {
    const published = indexOf(await snapshotOf(small({ more: 'description: One.\n' })));
    assert.equal((await plan(small({ more: 'description: Two.\n' }), published)).kind, 'same');
  });

  it('other content under the same version is refused: of a template, of the tags, of a text of its own', async () => {
    const published = indexOf(await snapshotOf(small()));
    const reason = 'b@1.0.0 is published with other content. Publish the next version instead.';
    assert.equal(await refusal(small({ content: 'Be cold.' }), published), reason);
    assert.equal(await refusal(small({ more: 'tags: [m]\n' }), published), reason);
    const files = small();
    const other = (files['b.prompt-bundle.yaml'] ?? '').replace('System.', 'System!');
    assert.equal(await refusal({ ...files, 'b.prompt-bundle.yaml': other }, published), reason);
  });

  it('a version whose snapshot is damaged is refused', async () => {
    const { name, text } = await snapshotOf(small());
    const damaged = indexOf({ name, text: text.replace('kind', 'cold') });
    const reason =
      'b@1.0.0 is published already, and its snapshot is damaged. Restore it from version control.';
    assert.equal(await refusal(small(), damaged), reason);
    assert.equal(await refusal(small({ content: 'Be cold.' }), damaged), reason);
  });

  it('any version is refused while a snapshot is damaged, which may hold a template version that it uses', async () => {
    const { name, text } = await snapshotOf(small());
    const damaged = indexOf({ name, text: text.replace('kind', 'cold') });
    assert.equal(
      await refusal(small({ content: 'Be cold.', semver: '2.0.0' }), damaged, 'b@2.0.0'),
      'b@1.0.0 is damaged, so the template versions in it are unknown. Restore its file from version control.',
    );
  });

  it('any version is refused while a file is damaged that does not say of which version it is', async () => {
    const damaged = indexOf({ name: `x~${'0'.repeat(16)}.json`, text: '{}' });
    assert.equal(
      await refusal(small(), damaged),
      'A published version is damaged, so the template versions in it are unknown. Restore its file from version control.',
    );
  });

  it('a version that no snapshot could be read back of is refused', async () => {
    const { bundle, parts } = await renderFiles(small());
    const long = { ...bundle, bundle_id: 'b'.repeat(256) };
    const made = planPublication({ bundle: long, parts }, new PublishedIndex(), { sha256 });
    assert.equal(made.kind, 'refused');
    assert.equal(
      made.reason,
      `${'b'.repeat(80)}… cannot be written as a snapshot. This published version is damaged and not used. Its keys and values are not those of a snapshot. Restore the file from version control.`,
    );
  });

  it('a version with a template that is published with other content is refused', async () => {
    const published = indexOf(await snapshotOf(small()));
    assert.equal(
      await refusal(small({ content: 'Be cold.', semver: '2.0.0' }), published, 'b@2.0.0'),
      'p@1.0.0 is published with other content, in published/b@1.0.0.json. Give it its next version.',
    );
    const next = await plan(
      small({ content: 'Be cold.', semver: '2.0.0', template: '2.0.0' }),
      published,
      'b@2.0.0',
    );
    assert.equal(next.kind, 'new');
  });

  it('a version is refused where two snapshots disagree on its template already', async () => {
    const published = indexOf(
      await snapshotOf(small()),
      await snapshotOf(small({ id: 'c', content: 'Be cold.' }), 'c@1.0.0'),
    );
    assert.equal(
      await refusal(small({ semver: '2.0.0' }), published, 'b@2.0.0'),
      'p@1.0.0 is published with other content, in published/c@1.0.0.json. Give it its next version.',
    );
  });

  it('a version whose template somebody else published otherwise meanwhile is disputed', async () => {
    const made = await plan(small(), new PublishedIndex());
    assert.equal(made.kind, 'new');
    const own = await snapshotOf(small());
    assert.equal(disputedTemplate(made.snapshot, indexOf(own)), undefined);
    const both = indexOf(own, await snapshotOf(small({ id: 'c', content: 'Be cold.' }), 'c@1.0.0'));
    assert.deepEqual(disputedTemplate(made.snapshot, both), { id: 'p', semver: '1.0.0' });
  });

  it('takes versions that differ by build metadata alone for two', async () => {
    const published = indexOf(await snapshotOf(small()));
    assert.equal((await plan(small({ semver: '1.0.0+a' }), published, 'b@1.0.0+a')).kind, 'new');
  });
});

describe('the index of published versions', () => {
  it('knows versions of bundles and of templates in SemVer order', async () => {
    const published = indexOf(
      await snapshotOf(small({ semver: '1.10.0', template: '1.10.0' }), 'b@1.10.0'),
      await snapshotOf(small({ semver: '1.9.0', template: '1.9.0' }), 'b@1.9.0'),
    );
    assert.deepEqual(published.versions('b'), ['1.9.0', '1.10.0']);
    assert.deepEqual(published.templateVersions('p'), ['1.9.0', '1.10.0']);
    assert.deepEqual(published.versions('c'), []);
    assert.deepEqual([published.bundleIds.get('b').size, published.bundleIds.get('c').size], [2, 0]);
  });

  it('knows a template version once that several bundles hold as it is', async () => {
    const published = indexOf(await snapshotOf(small()), await snapshotOf(small({ id: 'c' }), 'c@1.0.0'));
    assert.deepEqual(
      published.templates({ id: 'p', semver: '1.0.0' }).map(({ file }) => file),
      ['published/b@1.0.0.json'],
    );
  });

  it('forgets a file that is gone', async () => {
    const published = indexOf(await snapshotOf(small()));
    published.delete('published/b@1.0.0.json');
    assert.deepEqual(published.versions('b'), []);
    assert.deepEqual(published.files(), []);
  });
});
