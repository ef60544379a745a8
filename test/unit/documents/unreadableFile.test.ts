import assert from 'node:assert/strict';
import { unreadableFinding, type UnreadableReason } from '../../../src/core/documents/unreadableFile.js';

const READ = 'so it is not read.';
const LIMITS = 'setting `promptBundles.maxFileSize`, option `--max-file-size`';

describe('a file that cannot be read', () => {
  it('says what the file system said, in one sentence', () => {
    for (const message of ['EIO: i/o error.', 'EIO: i/o error'])
      assert.equal(
        unreadableFinding({ kind: 'failed', message }).message,
        'This file cannot be read: EIO: i/o error.',
      );
  });

  for (const [reason, ofFile, ofFolder] of [
    [
      { kind: 'not-permitted' },
      'This file cannot be read: permission is denied. Change its permissions.',
      'This folder cannot be read: permission is denied. Change its permissions.',
    ],
    [
      { kind: 'vanished' },
      'This file was removed while the files were being read. Check again.',
      'This folder was removed while the files were being read. Check again.',
    ],
    [
      { kind: 'not-regular', what: 'a socket' },
      `This is a socket, not a regular file, ${READ} Replace or remove it.`,
      `This is a socket, not a folder, ${READ} Replace or remove it.`,
    ],
    [
      { kind: 'name-not-utf8' },
      `The name of this file is not UTF-8, ${READ} Rename it.`,
      `The name of this folder is not UTF-8, ${READ} Rename it.`,
    ],
    [
      { kind: 'failed', message: 'it is gone' },
      'This file cannot be read: it is gone.',
      'This folder cannot be read: it is gone.',
    ],
  ] as const satisfies readonly (readonly [UnreadableReason, string, string])[])
    it(`says so, and so does a folder: ${reason.kind}`, () => {
      assert.equal(unreadableFinding(reason).message, ofFile);
      assert.equal(unreadableFinding(reason, 'folder').message, ofFolder);
    });

  for (const [size, begins] of [
    [8_400_000, 'This file has 8.4 MB, more than the 5 MB that are read'],
    [undefined, 'This file has more than the 5 MB that are read'],
  ] as const)
    it(`says what is in the way: ${begins}`, () => {
      const reason = { kind: 'too-large', limit: 5_000_000, ...(size !== undefined && { size }) } as const;
      const said = `${begins}, so nothing in it is checked or used.`;
      assert.equal(
        unreadableFinding(reason).message,
        `${said} Make it smaller, or raise the limit (${LIMITS}).`,
      );
      assert.equal(unreadableFinding(reason, 'file', 'fixed').message, `${said} Make it smaller.`);
    });
});
