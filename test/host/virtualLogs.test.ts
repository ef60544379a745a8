import {
  Disposable,
  EventEmitter,
  FileSystemError,
  FileType,
  Uri,
  workspace,
  type FileStat,
  type FileSystemProvider,
} from 'vscode';
import { jsonLinesSink } from '../../src/core/audit/jsonLines.js';
import { loadPortableSha256 } from '../../src/core/portableSha256.js';
import { virtualLogAppender } from '../../src/extension/workspace/virtualFiles.js';
import { madeRecord } from './auditLogs.js';
import { read, same } from './support.js';

/** A file system in memory that can lose its connection in the middle of a write. */
class Unreliable implements FileSystemProvider {
  readonly files = new Map<string, Uint8Array>();
  isFailing = false;
  /** How many times each file was written. */
  readonly writes = new Map<string, number>();
  readonly onDidChangeFile = new EventEmitter<never[]>().event;

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  stat({ path }: Uri): FileStat {
    const size = this.files.get(path)?.length;
    if (size === undefined && path !== '/' && path !== '/logs') throw FileSystemError.FileNotFound(path);
    return {
      type: size === undefined ? FileType.Directory : FileType.File,
      ctime: 0,
      mtime: 0,
      size: size ?? 0,
    };
  }

  readDirectory(): [string, FileType][] {
    return [...this.files.keys()].map((path) => [path.split('/').at(-1) ?? '', FileType.File]);
  }

  readFile({ path }: Uri): Uint8Array {
    const bytes = this.files.get(path);
    if (!bytes) throw FileSystemError.FileNotFound(path);
    return bytes;
  }

  writeFile({ path }: Uri, content: Uint8Array): void {
    this.writes.set(path, (this.writes.get(path) ?? 0) + 1);
    this.files.set(path, this.isFailing ? content.slice(0, content.length / 2) : content.slice());
    if (this.isFailing) throw FileSystemError.Unavailable('The connection was lost.');
  }

  createDirectory(): void {
    // There is one already.
  }

  delete(): void {
    throw FileSystemError.NoPermissions();
  }

  rename(): void {
    throw FileSystemError.NoPermissions();
  }
}

describe('the audit log on a file system that cannot append', () => {
  it('writes each record once, to a file of its own, and loses none that was acknowledged', async () => {
    const disk = new Unreliable();
    const registration = workspace.registerFileSystemProvider('prompt-bundles-unreliable', disk);
    try {
      const logs = Uri.from({ scheme: 'prompt-bundles-unreliable', path: '/logs' });
      const failures: unknown[] = [];
      const sink = jsonLinesSink({
        append: virtualLogAppender(logs, new Date('2026-03-01T08:30:00.000Z'), 'id'),
        sha256: await loadPortableSha256(),
        onFailure: (error) => failures.push(error),
      });
      const record = await madeRecord();
      for (const [version, isFailing] of [
        ['1', false],
        ['2', false],
        ['3', true],
        ['4', false],
        ['5', false],
      ] as const) {
        disk.isFailing = isFailing;
        sink.append({ ...record, engine_version: version });
        await sink.flush();
      }
      same('Failures', failures.length, 1);
      same('The most writes of a file', Math.max(...disk.writes.values()), 1);
      const texts: string[] = [];
      for (const [name] of disk.readDirectory().sort())
        if (name.endsWith('.jsonl')) texts.push(await read(Uri.joinPath(logs, name)));
      const whole = texts.filter((text) => text.endsWith('\n'));
      same(
        'Records',
        whole.map((text) => (JSON.parse(text) as { engine_version: string }).engine_version),
        ['1', '2', '4', '5'],
      );
    } finally {
      registration.dispose();
    }
  });
});
