import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readSnapshot, unreadableSnapshot, type SnapshotFile } from '../core/published/readSnapshot.js';
import { isSnapshotName, PUBLISHED_FOLDER } from '../core/published/snapshotName.js';
import { decodeUtf8 } from '../core/text/utf8.js';
import { IrregularFileError, readRegularFileSync } from '../node/openRegularFile.js';
import { sha256 } from '../node/sha256.js';
import { isRefusal, type FileRefusal } from './fileRefusal.js';

/** The published versions below a root, read; damaged ones too, such as links and folders in place of files. */
export function readPublished(root: string): SnapshotFile[] {
  return namesIn(path.join(root, ...PUBLISHED_FOLDER)).flatMap((name) => {
    const file = publishedPath(name);
    try {
      const bytes = readRegularFileSync(path.join(root, ...PUBLISHED_FOLDER, name));
      return [readSnapshot({ file, name, given: decodeUtf8(bytes) }, { sha256 })];
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // It went while the others were read.
      return error.code === 'ENOENT' ? [] : [unreadableSnapshot({ file, name }, unreadReason(error))];
    }
  });
}

function unreadReason(error: FileRefusal): string {
  if (error instanceof IrregularFileError) return `${error.reason.replace(/^i/, 'I')}.`;
  return `It cannot be read (${error.code}).`;
}

/** The path of a snapshot from the root, with `/` between. */
export function publishedPath(name: string): string {
  return [...PUBLISHED_FOLDER, name].join('/');
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter(isSnapshotName).sort();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}
