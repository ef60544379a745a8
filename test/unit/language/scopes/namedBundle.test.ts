import assert from 'node:assert/strict';
import { filesOfVersion, namedBundle } from '../../../../src/language/index.js';
import { PublishingFolder } from '../fixes/folder.js';
import { BUNDLE, FILES, TEMPLATE } from '../navigationCases.js';

const SNAPSHOT = '.prompt-bundles/published/desk@1.0.0.json';
const DESK = { id: 'desk', semver: '1.0.0' };

describe('the bundle version in a file', () => {
  it('is what the file says, and whom it serves', () => {
    const { scope } = new PublishingFolder({ ...FILES, 'new.prompt-bundle.yaml': '' });
    assert.deepEqual(namedBundle(scope, BUNDLE), { identity: DESK, tags: ['large'], isPublished: false });
    assert.deepEqual(namedBundle(scope, 'new.prompt-bundle.yaml'), {
      identity: undefined,
      tags: [],
      isPublished: false,
    });
    assert.equal(namedBundle(scope, TEMPLATE), undefined);
    assert.equal(namedBundle(scope, 'none.prompt-bundle.yaml'), undefined);
  });

  it('is the published version in a snapshot, without its models where that is damaged', async () => {
    const folder = new PublishingFolder(FILES);
    await folder.publish(BUNDLE);
    assert.deepEqual(namedBundle(folder.scope, SNAPSHOT), {
      identity: DESK,
      tags: ['large'],
      isPublished: true,
    });
    await folder.publish(BUNDLE, (text) => text.replace('bikes', 'cars'));
    assert.deepEqual(namedBundle(folder.scope, SNAPSHOT)?.tags, []);
  });

  it('is read from the file that defines it, or else from its snapshot', async () => {
    const folder = new PublishingFolder(FILES);
    assert.deepEqual(filesOfVersion(folder.scope, DESK), [BUNDLE]);
    await folder.publish(BUNDLE);
    assert.deepEqual(filesOfVersion(folder.scope, DESK), [BUNDLE]);
    folder.write({ [BUNDLE]: folder.text(BUNDLE).replace('semver: 1.0.0', 'semver: 1.0.1') });
    assert.deepEqual(filesOfVersion(folder.scope, DESK), [SNAPSHOT]);
    assert.deepEqual(filesOfVersion(folder.scope, { id: 'desk', semver: '9.0.0' }), []);
  });
});
