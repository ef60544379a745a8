// Files that cannot be read, and such as should not be: each is told, and nothing is waited for.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, openSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { readBounded, readBoundedDescriptor, reasonOf } from '../../../src/node/readBounded.js';
import { temporaryFolder } from '../temporaryFolder.js';

describe('reading a file of bounded size', () => {
  const folder = temporaryFolder();
  const at = (name: string, content = '12345'): string => path.join(folder({ [name]: content }), name);

  it('reads up to the limit, and not a byte more', () => {
    const file = at('x');
    assert.equal(Buffer.from(readBounded(file, 5).bytes ?? []).toString(), '12345');
    assert.deepEqual(readBounded(file, 4).reason, { kind: 'too-large', limit: 4, size: 5 });
    assert.equal(readBounded(at('empty', ''), 1).bytes?.length, 0);
  });

  it('takes a path in bytes', () => {
    assert.equal(readBounded(Buffer.from(at('x')), 5).bytes?.length, 5);
  });

  it('stops where what it reads has no size', function () {
    if (process.platform === 'win32') this.skip();
    assert.deepEqual(readBoundedDescriptor(openSync('/dev/zero', 'r'), 100_000).reason, {
      kind: 'too-large',
      limit: 100_000,
    });
  });

  it('follows a link to a file', function () {
    if (process.platform === 'win32') this.skip();
    const file = at('x');
    symlinkSync('x', `${file}-link`);
    assert.equal(readBounded(`${file}-link`, 5).bytes?.length, 5);
  });

  it('tells that a file is gone', () => {
    assert.deepEqual(readBounded(path.join(folder(), 'none'), 5).reason, { kind: 'vanished' });
    assert.deepEqual(readBounded(path.join(at('x'), 'below'), 5).reason, { kind: 'vanished' });
  });

  it('tells that reading is not permitted', () => {
    for (const code of ['EACCES', 'EPERM'])
      assert.deepEqual(reasonOf(Object.assign(new Error(code), { code })), { kind: 'not-permitted' });
  });

  it('tells what else the file system says, without the path', () => {
    assert.deepEqual(reasonOf(Object.assign(new Error("EIO: i/o error, open '/a/b'"), { code: 'EIO' })), {
      kind: 'failed',
      message: 'EIO: i/o error',
    });
  });

  for (const [what, make] of [
    ['a folder', mkdirSync],
    ['a FIFO', (file: string) => execFileSync('mkfifo', [file])],
    [
      'a link to nothing',
      (file: string) => {
        symlinkSync('nowhere', file);
      },
    ],
    [
      'a link that leads back to itself',
      (file: string) => {
        symlinkSync(path.basename(file), file);
      },
    ],
  ] as const) {
    it(`does not read ${what}`, function () {
      if (process.platform === 'win32') this.skip();
      const file = path.join(folder(), 'x');
      make(file);
      assert.deepEqual(readBounded(file, 5).reason, { kind: 'not-regular', what });
    });
  }

  it('does not read a socket', async function () {
    if (process.platform === 'win32') this.skip();
    const file = path.join(folder(), 'x');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(file, resolve));
    assert.deepEqual(readBounded(file, 5).reason, { kind: 'not-regular', what: 'a socket' });
    server.close();
  });

  it('does not read a device', function () {
    if (process.platform === 'win32') this.skip();
    assert.deepEqual(readBounded('/dev/zero', 5).reason, { kind: 'not-regular', what: 'a device' });
  });
});
