// What is written to real folders: snapshots and logs.
import assert from 'node:assert/strict';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { jsonLinesSink } from '../../../src/core/audit/jsonLines.js';
import { createFile } from '../../../src/node/createFile.js';
import { logAppender } from '../../../src/node/logAppender.js';
import { readChunks } from '../../../src/node/readChunks.js';
import { sha256 } from '../../../src/node/sha256.js';
import { recordOf } from '../audit/logs.js';
import { temporaryFolder } from '../temporaryFolder.js';

describe('a file that is made once', () => {
  const folder = temporaryFolder();

  it('is there with its text, in a folder that was made for it, and nothing beside it', async () => {
    const root = folder();
    const place = path.join(root, 'a/b');
    const file = path.join(place, 'x.json');
    assert.equal(await createFile(root, file, 'é\n', 'id'), 'created');
    assert.equal(readFileSync(file, 'utf8'), 'é\n');
    assert.deepEqual(readdirSync(place), ['x.json']);
  });

  it('is never replaced: the same text is told from another', async () => {
    const place = folder({ 'x.json': 'one' });
    const file = path.join(place, 'x.json');
    assert.equal(await createFile(place, file, 'one', 'id'), 'same');
    assert.equal(await createFile(place, file, 'two', 'id'), 'different');
    assert.equal(readFileSync(file, 'utf8'), 'one');
    assert.deepEqual(readdirSync(place), ['x.json']);
  });

  it('is made by one alone of many at once', async () => {
    const place = folder();
    const file = path.join(place, 'x.json');
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, i) => createFile(place, file, `text ${i}`, `id${i}`)),
    );
    assert.equal(made.filter((one) => one === 'created').length, 1);
    assert.equal(readFileSync(file, 'utf8'), `text ${made.indexOf('created')}`);
    assert.deepEqual(readdirSync(place), ['x.json']);
  });

  it('takes away what a writer that was killed left behind long ago, and leaves what may be in use', async () => {
    const place = folder({ '.old.tmp': 'half', '.new.tmp': 'half' });
    const longAgo = new Date(Date.now() - 2 * 3_600_000);
    utimesSync(path.join(place, '.old.tmp'), longAgo, longAgo);
    await createFile(place, path.join(place, 'x.json'), 'text', 'id');
    assert.deepEqual(readdirSync(place).sort(), ['.new.tmp', 'x.json']);
  });

  it('is not made where a symbolic link leads out of the root', async () => {
    const [root, elsewhere] = [folder(), folder()];
    symlinkSync(elsewhere, path.join(root, 'published'));
    const made = createFile(root, path.join(root, 'published/deep/x.json'), 'text', 'id');
    await assert.rejects(made, /leads out of/);
    assert.deepEqual(readdirSync(elsewhere), []);
  });

  it('rejects where it cannot be made', async () => {
    const place = folder({ file: '' });
    mkdirSync(path.join(place, 'folder'));
    await assert.rejects(createFile(place, path.join(place, 'file/x.json'), 'x', 'id'), { code: 'EEXIST' });
    await assert.rejects(createFile(place, path.join(place, 'folder'), 'x', 'id'), { code: 'EISDIR' });
    assert.deepEqual(readdirSync(place).sort(), ['file', 'folder']);
  });
});

describe('the log of a writer', () => {
  const folder = temporaryFolder();
  const STARTED = new Date('2026-03-01T08:30:00.000Z');

  async function write(place: string, between: (i: number) => void, count = 4): Promise<readonly unknown[]> {
    const failures: unknown[] = [];
    const sink = jsonLinesSink({
      append: logAppender(path.dirname(place), place, STARTED, 'id'),
      sha256,
      onFailure: (error) => failures.push(error),
    });
    for (let i = 0; i < count; i++) {
      sink.append(await recordOf());
      await sink.flush();
      between(i);
    }
    return failures;
  }
  const linesIn = (file: string): number => readFileSync(file, 'utf8').split('\n').length - 1;

  it('is one file, with a .gitignore beside it', async () => {
    const place = path.join(folder(), 'audit');
    assert.deepEqual(await write(place, () => undefined), []);
    assert.deepEqual(readdirSync(place).sort(), ['.gitignore', '20260301T083000Z-id.jsonl']);
    assert.equal(linesIn(path.join(place, '20260301T083000Z-id.jsonl')), 4);
  });

  it('goes on in a new file where it was taken away, and loses nothing more', async () => {
    const place = path.join(folder(), 'audit');
    const failures = await write(place, (i) => {
      if (i === 1) rmSync(path.join(place, '20260301T083000Z-id.jsonl'));
    });
    assert.deepEqual(failures, []);
    assert.deepEqual(readdirSync(place).sort(), ['.gitignore', '20260301T083000Z-id_0002.jsonl']);
    assert.equal(linesIn(path.join(place, '20260301T083000Z-id_0002.jsonl')), 2);
  });

  it('goes on where its whole folder was taken away', async () => {
    const place = path.join(folder(), 'audit');
    const failures = await write(place, (i) => {
      if (i === 1) rmSync(place, { recursive: true });
    });
    assert.deepEqual(failures, []);
    assert.deepEqual(readdirSync(place).sort(), ['.gitignore', '20260301T083000Z-id_0002.jsonl']);
  });

  it('never writes to a file that is there already', async () => {
    const place = folder({ '20260301T083000Z-id.jsonl': 'of another\n' });
    const failures = await write(place, () => undefined);
    assert.equal(failures.length, 1);
    assert.equal(readFileSync(path.join(place, '20260301T083000Z-id.jsonl'), 'utf8'), 'of another\n');
    assert.equal(linesIn(path.join(place, '20260301T083000Z-id_0002.jsonl')), 3);
  });
});

describe('a file read chunk by chunk', () => {
  const folder = temporaryFolder();

  it('gives all its bytes, and rejects with what the file system says', async () => {
    const place = folder();
    const bytes = Buffer.alloc(600_000, 'xyz');
    writeFileSync(path.join(place, 'x'), bytes);
    const chunks: Uint8Array[] = [];
    for await (const chunk of readChunks(path.join(place, 'x'))) chunks.push(Uint8Array.from(chunk));
    assert.ok(chunks.length > 1);
    assert.ok(Buffer.concat(chunks).equals(bytes));
    await assert.rejects(
      async () => {
        for await (const chunk of readChunks(path.join(place, 'none'))) assert.fail(String(chunk.length));
      },
      { code: 'ENOENT' },
    );
  });
});
