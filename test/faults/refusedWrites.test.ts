// A full disk, and folders that may not be written to.
import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AUDIT_GITIGNORE } from '../../src/core/audit/files.js';
import { small } from '../unit/published/samples.js';
import { temporaryFolder, writeFiles } from '../unit/temporaryFolder.js';
import { childProcesses, programFile, type ChildProcess } from './childProcess.js';
import { printFigures } from './figures.js';
import { acknowledged, lost, readLogs, writeRecord } from './logFolder.js';
import { smallDisk, type SmallDisk } from './smallDisk.js';

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

async function ask(commands: ChildProcess, ...args: string[]): Promise<Answer> {
  return JSON.parse((await commands.ask(args, '{')).at(-1) ?? '') as Answer;
}

const told = (lines: readonly string[]): string[] => lines.filter((line) => line.startsWith('told '));
const PROMPT = 'System.\n\nBe kind.\n\n0.0\n\n';

describe('a full disk', () => {
  let disk: SmallDisk | undefined;
  // Before the folder goes that it is in.
  afterEach(() => {
    disk?.remove();
  });
  const folder = temporaryFolder();
  const start = childProcesses();

  beforeEach(function () {
    disk = smallDisk(folder());
    if (!disk) this.skip();
  });

  it('is told once; half lines are torn, nothing acknowledged is lost, and records go on in a new file', async () => {
    assert.ok(disk);
    const record = await writeRecord(folder());
    const logs = path.join(disk.folder, 'audit');
    const writer = start('writer', [logs, record], { command: disk.command });
    await writer.ask({ records: 5, promptLengths: [100] }, 'done');
    const filling = await writer.ask({ records: 80, promptLengths: [20_000] }, 'done');
    assert.equal(told(filling).length, 1);
    assert.match(told(filling)[0] ?? '', /ENOSPC|EFBIG|Only \d+ of \d+ bytes could be written/);
    const full = await readLogs(logs);
    assert.ok(full.halfLines > 0);

    disk.free([writer]);
    const later = await writer.ask({ records: 10, promptLengths: [100] }, 'done');
    assert.deepEqual([acknowledged(later).length, told(later).length], [10, 0]);
    disk.fill([writer]);
    const again = await writer.ask({ records: 10, promptLengths: [9_000] }, 'done');
    assert.equal(told(again).length, 1);

    const { files, records, torn, halfLines, broken } = await readLogs(logs);
    const numbers = acknowledged(writer.lines);
    const missing = lost(numbers, records);
    assert.deepEqual(missing, []);
    assert.deepEqual(broken, []);
    assert.equal(torn, halfLines);
    assert.ok(files.length > full.files.length);
    assert.equal(records.length, numbers.length);
    printFigures(`a full disk (${disk.kind})`, {
      records: 105,
      acknowledged: numbers.length,
      lost: missing.length,
      'failures told': told(writer.lines).length,
      torn: halfLines,
      'torn and reported': torn,
      broken: broken.length,
    });
  });

  it('refuses to publish, leaves nothing behind, and a render is given all the same', async () => {
    assert.ok(disk);
    writeFiles(disk.folder, small());
    const commands = start('commands', [], { command: disk.command });
    await commands.line('ready');
    disk.fill([commands]);
    const root = disk.folder;
    const refused = await ask(commands, 'publish', 'b@1.0.0', '--root', root);
    assert.equal(refused.code, 1);
    assert.match(
      refused.error,
      /^The snapshot could not be written: [^\n]+ \((ENOSPC|EFBIG)\)\. Free some space/,
    );
    const published = path.join(root, '.prompt-bundles/published');
    assert.deepEqual(existsSync(published) ? readdirSync(published) : [], []);
    const { code, out, error } = await ask(commands, 'render', 'b@1.0.0', '--root', root);
    assert.deepEqual([code, out], [0, PROMPT]);
    assert.match(error, /^The audit record could not be written: [^\n]+\n$/);
    disk.free([commands]);
    assert.equal((await ask(commands, 'publish', 'b@1.0.0', '--root', root)).code, 0);
    assert.deepEqual(readdirSync(published), ['b@1.0.0.json']);
  });
});

describe('a folder that may not be written to', () => {
  let root = '';
  afterEach(() => {
    if (root !== '') chmodSync(root, 0o755);
  });
  const folder = temporaryFolder();
  const start = childProcesses();
  /** Who has no rights: another user where we are root, who has all of them. */
  const options = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

  beforeEach(async function () {
    if (process.platform === 'win32') this.skip();
    root = folder(small());
    for (const name of ['writer', 'commands'] as const)
      copyFileSync(programFile(name), path.join(root, `${name}.mjs`));
    await writeRecord(root);
    chmodSync(root, 0o555);
  });

  async function startIn(name: 'writer' | 'commands', args: readonly string[] = []): Promise<ChildProcess> {
    const child = start(name, args, { folder: root, options: { ...options, cwd: root } });
    await child.line('ready');
    return child;
  }

  it('is told once by a writer, which goes on', async () => {
    const logs = path.join(root, '.prompt-bundles/audit');
    const writer = await startIn('writer', [logs, path.join(root, 'record.json')]);
    const lines = await writer.ask({ records: 50, promptLengths: [100] }, 'done');
    assert.deepEqual(lines, [
      `told Error: EACCES: permission denied, mkdir '${path.join(root, '.prompt-bundles')}'`,
      'done',
    ]);
    printFigures('a read-only folder', { records: 50, acknowledged: 0, 'failures told': 1 });
  });

  it('refuses to publish, and everything else is done', async () => {
    const commands = await startIn('commands');
    const refused = await ask(commands, 'publish', 'b@1.0.0');
    assert.equal(refused.code, 1);
    assert.match(
      refused.error,
      /^The snapshot could not be written: permission is denied \(EACCES\)\. Check the permissions\. \[not_writable\]\n$/,
    );
    const { code, out, error } = await ask(commands, 'render', 'b@1.0.0');
    assert.deepEqual([code, out], [0, PROMPT]);
    assert.match(
      error,
      /^The audit record could not be written: permission is denied \(EACCES\)\. Check the permissions\.\n$/,
    );
    for (const args of [['lint'], ['compare', 'b', '--no-audit'], ['audit', 'list'], ['audit', 'verify']])
      assert.deepEqual([(await ask(commands, ...args)).code, args], [0, args]);
  });

  it('says of a file that may not be read which it is, and no more', async () => {
    const file = path.join(root, 'p.prompt-template.yaml');
    chmodSync(file, 0o000);
    const commands = await startIn('commands');
    const unreadable =
      'p.prompt-template.yaml:1:1: error: This file cannot be read: permission is denied. Change its permissions. [unreadable-file]';
    const runs: [args: string[], code: number, tellsFile: boolean][] = [
      [['render', 'b@1.0.0'], 1, true],
      [['lint'], 1, true],
      [['publish', 'b@1.0.0'], 1, false],
      [['compare', 'b'], 0, true],
      [['audit', 'replay'], 0, true],
    ];
    for (const [args, expected, tellsFile] of runs) {
      const { code, out, error } = await ask(commands, ...args);
      const lines = (out + error).split('\n');
      assert.equal(code, expected, args.join(' '));
      assert.equal(lines.filter((line) => line === unreadable).length, tellsFile ? 1 : 0, args.join(' '));
      const isWhy = (line: string): boolean =>
        line.includes('in `p.prompt-template.yaml`, which cannot be read.');
      assert.equal(lines.some(isWhy), expected === 1, args.join(' '));
    }
  });
});

describe('a file in place of a folder', () => {
  const folder = temporaryFolder();
  const start = childProcesses();

  it('is told once by a writer, and refuses to publish', async () => {
    const root = folder({ ...small(), '.prompt-bundles': '' });
    const writer = start('writer', [path.join(root, '.prompt-bundles/audit'), await writeRecord(folder())]);
    const lines = await writer.ask({ records: 20, promptLengths: [100] }, 'done');
    assert.equal(told(lines).length, 1);
    assert.deepEqual(acknowledged(lines), []);
    const commands = start('commands');
    const refused = await ask(commands, 'publish', 'b@1.0.0', '--root', root);
    assert.equal(refused.code, 1);
    assert.match(
      refused.error,
      /^The folder of published versions cannot be read, so what is published is unknown\. Fix that first\. \[damaged_version\]\n/,
    );
    assert.equal((await ask(commands, 'audit', 'verify', '--root', root)).code, 0);
  });

  it('of a snapshot, and a folder in place of a file, are told', async () => {
    const root = folder(small());
    mkdirSync(path.join(root, '.prompt-bundles/published/b@1.0.0.json'), { recursive: true });
    mkdirSync(path.join(root, '.prompt-bundles/audit/x.jsonl'), { recursive: true });
    mkdirSync(path.join(root, 'folder.prompt-template.md'));
    writeFileSync(path.join(root, '.prompt-bundles/audit/.gitignore'), AUDIT_GITIGNORE);
    const commands = start('commands');
    const refused = await ask(commands, 'publish', 'b@1.0.0', '--root', root);
    assert.equal(refused.code, 1);
    assert.match(refused.error, /^b@1\.0\.0 is published already, and its snapshot is damaged\./);
    assert.equal((await ask(commands, 'render', 'b@1.0.0', '--root', root)).out, PROMPT);
    assert.equal((await ask(commands, 'audit', 'verify', '--root', root)).code, 0);
  });
});
