import assert from 'node:assert/strict';
import type { PublishedIndex } from '../../../../src/core/published/publishedIndex.js';
import { publishedBefore } from '../../../../src/language/publication/publishedBefore.js';

describe('the published version that another is held against', () => {
  const published = {
    versions: () => ['1.0.0', '1.2.0-rc.1', '1.2.0', '2.0.0'],
  } as unknown as PublishedIndex;
  const before = (semver: string): string | undefined => publishedBefore(published, { id: 'a', semver });

  it('is its own where there is one, else the newest before it', () => {
    assert.equal(before('1.2.0'), '1.2.0');
    assert.equal(before('1.3.0'), '1.2.0');
    assert.equal(before('1.2.0-rc.2'), '1.2.0-rc.1');
    assert.equal(before('3.0.0'), '2.0.0');
  });

  it('is none where all are newer', () => {
    assert.equal(before('0.9.0'), undefined);
    assert.equal(before('1.0.0-alpha'), undefined);
  });
});
