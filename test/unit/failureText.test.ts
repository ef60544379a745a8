import assert from 'node:assert/strict';
import { failureReason, failureText } from '../../src/core/text/failureText.js';

const failed = (code: string, reason?: string): Error =>
  Object.assign(new Error('said by the system'), { code, reason });

describe('why a file could not be used', () => {
  for (const [codes, said] of [
    [['EACCES', 'EPERM', 'NoPermissions'], 'permission is denied (CODE). Check the permissions.'],
    [['ENOENT', 'FileNotFound'], 'it does not exist (CODE). Check the path.'],
    [['ENOSPC', 'EDQUOT'], 'there is no space left (CODE). Free some space and try again.'],
    [['EFBIG'], 'the file would be too large (CODE). Free some space, or raise the limit of the system.'],
    [['EROFS'], 'the file system is read-only (CODE). Choose another folder, or make it writable.'],
    [['EEXIST', 'FileExists'], 'a file with this name exists already (CODE). Move or rename it.'],
    [['EISDIR', 'FileIsADirectory'], 'it is a folder (CODE). Name a file, or move the folder.'],
    [
      ['ENOTDIR', 'FileNotADirectory'],
      'a file is where a folder is expected (CODE). Move or rename the file.',
    ],
    [['ELOOP'], 'it is a symbolic link (CODE). Replace it with a file.'],
    [['EFTYPE'], 'it is not a regular file (CODE). Replace it with a file.'],
    [['ENAMETOOLONG'], 'the name is too long (CODE). Shorten it.'],
    [['EBUSY'], 'another program uses it (CODE). Close that program and try again.'],
    [['EMFILE', 'ENFILE'], 'too many files are open (CODE). Close some programs and try again.'],
    [['EIO'], 'the disk reports an error (CODE). Check the disk.'],
    [['Unavailable'], 'the file system is not available (CODE). Try again when it is.'],
    [['EELSE'], 'said by the system.'],
  ] as const)
    it(`is told with what to do: ${codes.join(', ')}`, () => {
      for (const code of codes) assert.equal(failureText(failed(code)), said.replace('CODE', code));
    });

  it('is told by whoever looked at what is in the way', () => {
    assert.equal(
      failureText(failed('EFTYPE', 'it is a FIFO')),
      'it is a FIFO (EFTYPE). Replace it with a file.',
    );
  });

  it('is told without advice where none is asked for or known', () => {
    assert.equal(failureReason(failed('EIO')), 'the disk reports an error (EIO)');
    assert.equal(failureText('no'), 'no.');
  });
});
