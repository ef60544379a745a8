// Files that are none: nothing is followed, and nothing is waited for.
import assert from 'node:assert/strict';
import { constants, linkSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { openRegularFile } from '../../../src/node/openRegularFile.js';
import { readRegularFileSync } from '../../../src/node/readBounded.js';
import { IRREGULAR_FILES } from '../irregularFiles.js';
import { temporaryFolder } from '../temporaryFolder.js';

describe('a file that is opened as one', () => {
  const folder = temporaryFolder();
  let server: Server | undefined;
  afterEach(() => {
    server?.close();
    server = undefined;
  });

  it('is read and written as any other', async () => {
    const file = path.join(folder({ x: 'one' }), 'x');
    assert.equal(Buffer.from(readRegularFileSync(file, 3).bytes ?? []).toString(), 'one');
    assert.deepEqual(readRegularFileSync(file, 2).reason, { kind: 'too-large', limit: 2, size: 3 });
    const handle = await openRegularFile(file, constants.O_WRONLY | constants.O_APPEND);
    await handle.write(' two');
    await handle.close();
    assert.equal(readFileSync(file, 'utf8'), 'one two');
  });

  it('may have a second name', async () => {
    const place = folder({ x: 'one' });
    linkSync(path.join(place, 'x'), path.join(place, 'y'));
    assert.equal(Buffer.from(readRegularFileSync(path.join(place, 'y'), 3).bytes ?? []).toString(), 'one');
    await (await openRegularFile(path.join(place, 'y'))).close();
  });

  it('rejects with what the file system says where it is not there', async () => {
    const file = path.join(folder(), 'none');
    await assert.rejects(openRegularFile(file), { code: 'ENOENT' });
    assert.throws(() => readRegularFileSync(file, 3), { code: 'ENOENT' });
  });

  async function assertRefused(place: string, kind: string): Promise<void> {
    const file = path.join(place, 'x');
    const refused = { name: 'IrregularFileError', path: file, reason: `it is ${kind}` };
    assert.throws(() => readRegularFileSync(file, 3), refused);
    for (const flags of [constants.O_RDONLY, constants.O_WRONLY | constants.O_APPEND])
      await assert.rejects(openRegularFile(file, flags), refused);
    assert.equal(readFileSync(path.join(place, 'target'), 'utf8'), 'target');
  }

  for (const { title, kind, make } of IRREGULAR_FILES)
    it(`is not opened where it is ${title}`, async function () {
      if (process.platform === 'win32') this.skip();
      const place = folder({ target: 'target' });
      make(path.join(place, 'x'));
      await assertRefused(place, kind);
    });

  it('is not opened where it is a socket', async function () {
    if (process.platform === 'win32') this.skip();
    const place = folder({ target: 'target' });
    await new Promise<void>((resolve) => {
      server = createServer().listen(path.join(place, 'x'), resolve);
    });
    await assertRefused(place, 'a socket');
  });

  it('is not opened where it is a device', async function () {
    if (process.platform === 'win32') this.skip();
    await assert.rejects(openRegularFile('/dev/null'), { code: 'EFTYPE', reason: 'it is a device' });
    assert.throws(() => readRegularFileSync('/dev/zero', 3), { code: 'EFTYPE' });
  });
});
