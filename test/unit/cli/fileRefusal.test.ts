import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isRefusal, refusalText } from '../../../src/node/fileRefusal.js';

function thrown(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('what the file system refuses', () => {
  it('is said with the file and the reason, on one line', () => {
    const file = path.join(tmpdir(), 'nowhere', 'x');
    const error = thrown(() => readFileSync(file));
    assert.ok(isRefusal(error));
    assert.equal(refusalText(error), `${file} cannot be used: it does not exist (ENOENT). Check the path.`);
  });

  it('is said where the file is not known', () => {
    const error = thrown(() => readFileSync(tmpdir()));
    assert.ok(isRefusal(error));
    assert.match(
      refusalText(error),
      / cannot be used: it is a folder \(EISDIR\)\. Name a file, or move the folder\.$/,
    );
  });

  it('is no fault of the program, and such a fault is none of it', () => {
    for (const other of [new Error('fault'), new TypeError('x'), 'text', undefined])
      assert.ok(!isRefusal(other));
  });
});
