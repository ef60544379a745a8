import assert from 'node:assert/strict';
import { unreadableFinding } from '../../../src/core/documents/unreadableFile.js';

describe('a file that cannot be read', () => {
  it('says what the file system said, in one sentence', () => {
    for (const message of ['EIO: i/o error.', 'EIO: i/o error'])
      assert.equal(
        unreadableFinding({ kind: 'failed', message }).message,
        'This file cannot be read: EIO: i/o error.',
      );
  });
});
