// What is written to real folders: snapshots and logs.
import assert from 'node:assert/strict';
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { jsonLinesSink } from '../../../src/core/audit/jsonLines.js';
import { createFile } from '../../../src/node/createFile.js';
import { logAppender } from '../../../src/node/logAppender.js';
import { foreignFolder } from '../../../src/node/ownFolder.js';
import { readChunks } from '../../../src/node/readChunks.js';
import { sha256 } from '../../../src/node/sha256.js';
import { recordOf } from '../audit/logs.js';
import { IRREGULAR_FILES, linkTo } from '../irregularFiles.js';
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

  for (const { title, kind, make } of IRREGULAR_FILES)
    it(`is not made, and nothing is waited for, where ${title} is`, async function () {
      if (process.platform === 'win32') this.skip();
      const place = folder({ target: 'text' });
      make(path.join(place, 'x.json'));
      const made = createFile(place, path.join(place, 'x.json'), 'text', 'id');
      await assert.rejects(made, { reason: `it is ${kind}` });
      assert.deepEqual(readdirSync(place).sort(), ['target', 'x.json']);
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

describe('what stands in place of a log, or beside it', () => {
  const folder = temporaryFolder();
  const NAME = '20260301T083000Z-id.jsonl';
  /** Appends twice; before the second, something takes a place. Gives how the second went. */
  async function appendAfter(replace: (root: string, place: string) => void): Promise<string> {
    const root = folder({ elsewhere: 'elsewhere\n' });
    const place = path.join(root, 'audit');
    const append = logAppender(root, place, new Date('2026-03-01T08:30:00.000Z'), 'id');
    await append('one\n', 1);
    replace(root, place);
    const outcome = await append('two\n', 1).then(
      () => 'written',
      (error: unknown) => (error as Error).message,
    );
    rmSync(`${root}-moved`, { recursive: true, force: true });
    assert.equal(readFileSync(path.join(root, 'elsewhere'), 'utf8'), 'elsewhere\n');
    return outcome;
  }
  const instead =
    (make: (file: string, root: string) => void) =>
    (root: string, place: string): void => {
      rmSync(path.join(place, NAME));
      make(path.join(place, NAME), root);
    };
  const movedTo =
    (target: (root: string) => string) =>
    (root: string, place: string): void => {
      renameSync(place, target(root));
      symlinkSync(target(root), place);
    };

  it('is written to where nothing took its place', async () => {
    assert.equal(await appendAfter(() => undefined), 'written');
  });

  for (const [title, replace, reason] of [
    ...IRREGULAR_FILES.map(({ title, kind, make }) => [title, instead(make), new RegExp(kind)] as const),
    ['a link to another file', instead(linkTo('../elsewhere')), /symbolic link/],
    [
      'another name of a file',
      instead((file, root) => {
        linkSync(path.join(root, 'elsewhere'), file);
      }),
      /hard link/,
    ],
    ['a folder out of the root', movedTo((root) => `${root}-moved`), /leads out of/],
    ["git's own folder", movedTo((root) => path.join(root, '.git')), /leads into git's own folder/],
  ] as const)
    it(`is not written to where ${title} took its place`, async function () {
      if (process.platform === 'win32') this.skip();
      assert.match(await appendAfter(replace), reason);
    });

  for (const { title, make } of IRREGULAR_FILES)
    it(`lets nothing personal stand beside a .gitignore that git does not read: ${title}`, async function () {
      if (process.platform === 'win32') this.skip();
      const root = folder({ 'audit/target': '' });
      make(path.join(root, 'audit/.gitignore'));
      const append = logAppender(root, path.join(root, 'audit'), new Date(), 'id');
      await assert.rejects(append('one\n', 1), /git does not read it/);
      assert.deepEqual(readdirSync(path.join(root, 'audit')).sort(), ['.gitignore', 'target']);
    });
});

describe('a folder for logs', () => {
  const folder = temporaryFolder();
  const log = '{"record":1,"created_at":';
  const anchor = '{\n  "anchor": 1,\n  "logs": []\n}\n';

  for (const [what, files] of [
    ['nothing', {}],
    ['logs of ours', { '20260301T083000Z-id.jsonl': '', '20260301T083000Z-id_0002.000001.jsonl': 'x' }],
    ['logs under other names', { 'a.jsonl': log, 'b.jsonl': '' }],
    [
      'what is written beside logs',
      { '.gitignore': 'x', '.DS_Store': 'x', '.gitattributes': '', '.id.tmp': '' },
    ],
    [
      'anchors and their signatures',
      { 'anchor.json': anchor, 'b.json': anchor.replaceAll('\n', '\r\n'), 'anchor.json.sig': 'x' },
    ],
  ] as const)
    it(`may hold ${what}`, () => {
      const root = folder(
        Object.fromEntries(Object.entries(files).map(([name, text]) => [`l/${name}`, text])),
      );
      assert.equal(foreignFolder(root, path.join(root, 'l')), undefined);
    });

  for (const [name, text] of [
    ['README.md', ''],
    ['pre-commit.sample', '#!/bin/sh'],
    ['train.jsonl', '{"messages":[]}'],
    ['20260301.jsonl', '{"record":2,'],
    ['package.json', '{\n  "name": "anchor"\n}'],
    ['.env', ''],
    ['sub/20260301T083000Z-id.jsonl', ''],
  ] as const)
    it(`may not hold ${name}`, () => {
      const root = folder({ [`l/${name}`]: text, 'l/20260301T083000Z-id.jsonl': log });
      assert.equal(
        foreignFolder(root, path.join(root, 'l')),
        `holds ${name.replace(/\/.*/, '')}, which is not an audit log`,
      );
    });

  it('may not be a link into git, or out of the root', () => {
    const root = folder({ '.git/empty/.gitignore': '' });
    symlinkSync('.git/empty', path.join(root, 'l'));
    symlinkSync(folder(), path.join(root, 'm'));
    assert.match(foreignFolder(root, path.join(root, 'l')) ?? '', /^leads into git's own folder/);
    assert.match(foreignFolder(root, path.join(root, 'm')) ?? '', /^leads out of the root/);
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
