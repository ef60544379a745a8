import { closeSync, constants, fstatSync, lstatSync, openSync, type BigIntStats, type Stats } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';

/**
 * What stands at a path is no file that can be read or written as one: a link, a folder, a FIFO, a socket or a device.
 * It has the fields of what the file system throws, so that it is told in the same way.
 */
export class IrregularFileError extends Error {
  override readonly name = 'IrregularFileError';
  readonly syscall = 'open';

  constructor(
    readonly path: string,
    /** What it is, such as `it is a FIFO`. */
    readonly reason: string,
    /** By default as BSD has it: inappropriate file type or format. */
    readonly code = 'EFTYPE',
  ) {
    super(`${code}: ${reason}, open '${path}'`);
  }
}

/**
 * Opens a file that is one, to read it unless other flags are given. No link is followed at its end, and nothing is waited
 * for: a FIFO would keep us until somebody came to its other end. Rejects with an `IrregularFileError`, or with what the
 * file system says.
 */
export async function openRegularFile(file: string, flags: number = constants.O_RDONLY): Promise<FileHandle> {
  // Asked for first: to open a device may do something already.
  assertRegular(file, await lstat(file, BIGINT));
  const handle = await open(file, flags | GUARDS).catch((error: unknown) => refuseOpen(file, error));
  try {
    assertSame(file, await handle.stat(BIGINT), await lstat(file, BIGINT));
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The descriptor of a file that is one, open to be read, by the same rules. */
export function openRegularFileSync(file: string): number {
  assertRegular(file, lstatSync(file, BIGINT));
  const descriptor = openGuardedSync(file);
  try {
    assertSame(file, fstatSync(descriptor, BIGINT), lstatSync(file, BIGINT));
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function openGuardedSync(file: string): number {
  try {
    return openSync(file, constants.O_RDONLY | GUARDS);
  } catch (error) {
    return refuseOpen(file, error);
  }
}

/** Windows has neither, and no FIFO among its files; its links are found by the look afterwards. */
const GUARDS =
  ((constants as Partial<typeof constants>).O_NOFOLLOW ?? 0) |
  ((constants as Partial<typeof constants>).O_NONBLOCK ?? 0);

/** Numbers of files may be larger than a double holds exactly. */
const BIGINT = { bigint: true } as const;

/** What took the file's place since it was looked at makes the guards refuse it, each in its own words. */
function refuseOpen(file: string, error: unknown): never {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ELOOP' || code === 'EMLINK')
    throw new IrregularFileError(file, l10n.t('it is a symbolic link'), 'ELOOP');
  if (code === 'ENXIO') throw new IrregularFileError(file, l10n.t('it is not a regular file'));
  throw error;
}

function assertRegular(file: string, stats: BigIntStats): void {
  if (stats.isFile()) return;
  const code = stats.isSymbolicLink() ? 'ELOOP' : stats.isDirectory() ? 'EISDIR' : 'EFTYPE';
  throw new IrregularFileError(file, l10n.t('it is {0}', kindOf(stats)), code);
}

function assertSame(file: string, opened: BigIntStats, named: BigIntStats): void {
  assertRegular(file, named);
  assertRegular(file, opened);
  if (opened.dev !== named.dev || opened.ino !== named.ino)
    throw new IrregularFileError(file, l10n.t('it was replaced while it was opened'));
}

/** What stands where a file is looked for. */
export function kindOf(stats: Stats | BigIntStats): string {
  if (stats.isSymbolicLink()) return l10n.t('a symbolic link');
  if (stats.isDirectory()) return l10n.t('a folder');
  if (stats.isFile()) return l10n.t('a file');
  if (stats.isFIFO()) return l10n.t('a FIFO');
  return stats.isSocket() ? l10n.t('a socket') : l10n.t('a device');
}
