import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { UnreadableReason } from '../../core/documents/unreadableFile.js';
import {
  readSnapshot,
  tooLargeSnapshot,
  unreadablePublished,
  unreadableSnapshot,
  type SnapshotFile,
} from '../../core/published/readSnapshot.js';
import { isSnapshotName, PUBLISHED_FOLDER } from '../../core/published/snapshotName.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import { failureReason } from '../../core/text/failureText.js';
import { IrregularFileError, kindOf } from '../openRegularFile.js';
import { readRegularFileSync, reasonOf, type BoundedRead } from '../readBounded.js';
import { sha256 } from '../sha256.js';
import { isRefusal, type FileRefusal } from '../fileRefusal.js';

/**
 * The published versions of a root, read; `home` is its path from the folder whose paths are given, if it is another; damaged ones too, such as those over `maxFileBytes`, and links and folders in
 * place of files. Where their folder cannot be listed, what says so. Never throws what the file system throws.
 */
export function readPublished(
  folder: string,
  maxFileBytes: number,
  home = '',
  note?: (file: string, read: BoundedRead) => void,
): SnapshotFile[] {
  const root = path.join(folder, home);
  const names = namesIn(root);
  if (!Array.isArray(names)) return [{ ...names, file: path.posix.join(home, names.file) }];
  return names.flatMap((name) => {
    const file = path.posix.join(home, publishedPath(name));
    try {
      const place = path.join(root, ...PUBLISHED_FOLDER, name);
      const read = readRegularFileSync(place, maxFileBytes);
      note?.(file, read);
      const { bytes, reason } = read;
      if (bytes) return [readSnapshot({ file, name, given: decodeUtf8(bytes) }, { sha256 })];
      return [
        reason.kind === 'too-large'
          ? tooLargeSnapshot({ file, name }, reason)
          : unreadableSnapshot({ file, name }, 'It cannot be read.'),
      ];
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // It went while the others were read.
      return error.code === 'ENOENT' ? [] : [unreadableSnapshot({ file, name }, unreadReason(error))];
    }
  });
}

function unreadReason(error: FileRefusal): string {
  if (error instanceof IrregularFileError) return `${error.reason.replace(/^i/, 'I')}.`;
  return `It cannot be read: ${failureReason(error)}.`;
}

/** The path of a snapshot from the root, with `/` between. */
export function publishedPath(name: string): string {
  return [...PUBLISHED_FOLDER, name].join('/');
}

/** The names of the snapshots, in order; none where nothing is published. */
function namesIn(root: string): string[] | SnapshotFile {
  try {
    return readdirSync(path.join(root, ...PUBLISHED_FOLDER))
      .filter(isSnapshotName)
      .sort();
  } catch (error) {
    return closedFolder(root, error) ?? [];
  }
}

/** Why the folder cannot be listed, told at what is in its way; `undefined` where there is none. */
function closedFolder(root: string, error: unknown): SnapshotFile | undefined {
  let file = '';
  for (const name of PUBLISHED_FOLDER) {
    file = path.posix.join(file, name);
    const reason = folderProblem(path.join(root, file));
    if (reason?.kind === 'vanished') return undefined;
    if (reason) return unreadablePublished(file, reason);
  }
  return unreadablePublished(PUBLISHED_FOLDER.join('/'), reasonOf(error));
}

/** Why this is no folder, not even behind a link. */
function folderProblem(place: string): UnreadableReason | undefined {
  try {
    const stats = statSync(place);
    return stats.isDirectory() ? undefined : { kind: 'not-regular', what: kindOf(stats) };
  } catch (error) {
    return reasonOf(error, place);
  }
}
