import assert from 'node:assert/strict';
import { loadHashing } from '../../../../src/core/hashing.js';
import { readSnapshot } from '../../../../src/core/published/readSnapshot.js';
import type { PublishedState } from '../../../../src/language/publication/publishedState.js';
import { readLabels } from '../../../../src/language/labels/readLabels.js';
import { stateLenses } from '../../../../src/language/lenses/stateLenses.js';
import { sha256 } from '../../../../src/node/sha256.js';
import { PublishingFolder } from '../fixes/folder.js';

const BUNDLE = { id: 'b', semver: '1.0.0' };
const TEMPLATE = { id: 't', semver: '1.0.0' };

async function published(): Promise<PublishingFolder> {
  const folder = new PublishingFolder({
    't.prompt-template.yaml': 'template_id: t\nsemver: 1.0.0\nrole: system\ncontent: Say.\n',
    'b.prompt-bundle.yaml':
      'bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: t@1.0.0\n  personality: { content: x }\n  activity: { content: x }\n  task: { content: x }\n',
  });
  await folder.publish('b.prompt-bundle.yaml');
  return folder;
}

describe('the lens of the state of a version', () => {
  const said = async (
    kind: 'bundle' | 'template',
    state: PublishedState | undefined,
    canEdit = true,
    labels = '{}',
  ): Promise<string[]> => {
    const { scope } = await published();
    scope.updateLabels(readLabels('.prompt-bundles/labels.json', labels));
    const name = kind === 'bundle' ? BUNDLE : TEMPLATE;
    const options = { canEdit, canPublish: true };
    return stateLenses(scope, kind, name, state, { start: 0, end: 1 }, options).map(({ title, action }) =>
      action?.kind === 'open'
        ? `${title} opens ${action.file}`
        : action?.kind === 'run'
          ? `${title} runs ${action.command}`
          : title,
    );
  };
  const OPENS = 'Published opens .prompt-bundles/published/b@1.0.0.json';
  const NEXT = 'Create next version runs createNextVersion';

  it('leads to what is published of it, and to its next version', async () => {
    assert.deepEqual(await said('bundle', 'published'), [OPENS, NEXT]);
    assert.deepEqual(await said('template', 'published'), [OPENS, NEXT]);
    assert.deepEqual(await said('bundle', 'published', false), [OPENS]);
  });

  it('says the labels of a bundle version', async () => {
    const labels = '{"b": {"staging": "1.0.0", "production": "1.0.0", "old": "0.9.0"}}';
    const label = 'Labels: production, staging';
    assert.deepEqual(await said('bundle', 'published', true, labels), [
      OPENS,
      `${label} runs setLabel`,
      NEXT,
    ]);
    assert.deepEqual(await said('bundle', 'published', false, labels), [OPENS, label]);
    assert.deepEqual(await said('template', 'published', true, labels), [OPENS, NEXT]);
    assert.equal(
      (await said('bundle', 'changed', true, '{"b": {"x": "1.0.0"}}'))[1],
      'Label: x runs setLabel',
    );
  });

  it('compares what changed since', async () => {
    assert.deepEqual(await said('bundle', 'changed'), [
      'Unpublished changes runs compareWithPublished',
      NEXT,
    ]);
  });

  it('offers to publish a bundle alone', async () => {
    assert.deepEqual(await said('bundle', 'new'), ['Draft', 'Publish 1.0.0 runs publish']);
    assert.deepEqual(await said('template', 'new'), ['Draft']);
  });

  it('tells of damage, and leads to the file of it', async () => {
    const { scope } = await published();
    const damaged = { file: '.prompt-bundles/published/b@1.0.0.json', name: 'b@1.0.0.json' };
    scope.updateSnapshot(readSnapshot({ ...damaged, given: { text: '{}' } }, await loadHashing(sha256)));
    const range = { start: 0, end: 1 };
    assert.deepEqual(
      stateLenses(scope, 'bundle', BUNDLE, 'damaged', range, { canEdit: true, canPublish: true }),
      [{ range, title: 'Published, but damaged', action: { kind: 'open', file: damaged.file } }],
    );
  });

  it('tells nothing where nothing is known', async () => {
    assert.deepEqual(await said('bundle', undefined), []);
  });
});
