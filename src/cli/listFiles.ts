import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileTypeOf, SKIPPED_FOLDERS, type FileType } from '../core/documents/fileKinds.js';
import type { UnreadableReason } from '../core/documents/unreadableFile.js';
import { reasonOf } from '../node/readBounded.js';

/** A file of ours. */
export interface ListedFile {
  /** Its path from the root, with `/` between; a name that is not UTF-8 with `\xff` for each byte that is not ASCII. */
  readonly file: string;
  readonly type: FileType;
  /** What the file system calls it, in bytes, since a name need not be UTF-8. */
  readonly place: Buffer;
  readonly isUtf8: boolean;
}

/** A folder that cannot be listed. */
export interface ClosedFolder {
  readonly file: string;
  readonly type?: undefined;
  readonly reason: UnreadableReason;
}

interface Folder {
  readonly name: string;
  readonly place: Buffer;
  readonly isUtf8: boolean;
}

/** The files of ours below a root, in order of name, folder by folder. Links to folders are not followed. */
export function* listFiles(root: string): Generator<ListedFile | ClosedFolder> {
  const waiting: Folder[] = [{ name: '', place: Buffer.from(root), isUtf8: true }];
  for (let folder = waiting.pop(); folder; folder = waiting.pop()) {
    const entries = entriesOf(folder);
    if (!Array.isArray(entries)) {
      yield { file: folder.name === '' ? '.' : folder.name, reason: entries };
      continue;
    }
    const folders: Folder[] = [];
    for (const { name, place, isUtf8, isFolder } of entries) {
      const type = isFolder ? undefined : fileTypeOf(name);
      if (isFolder) folders.push({ name, place, isUtf8 });
      else if (type) yield { file: name, type, place, isUtf8 };
    }
    // The last to wait is the first to be taken.
    for (const below of folders.reverse()) waiting.push(below);
  }
}

interface Entry extends Folder {
  readonly isFolder: boolean;
}

function entriesOf({ name, place, isUtf8 }: Folder): Entry[] | UnreadableReason {
  try {
    const entries = readdirSync(place, { withFileTypes: true, encoding: 'buffer' }).map((entry): Entry => {
      const bytes = entry.name as unknown as Buffer;
      const own = nameOf(bytes);
      return {
        name: name === '' ? own.name : `${name}/${own.name}`,
        place: Buffer.concat([place, SEPARATOR, bytes]),
        isUtf8: isUtf8 && own.isUtf8,
        isFolder: entry.isDirectory(),
      };
    });
    return entries
      .filter((entry) => !(entry.isFolder && SKIPPED_FOLDERS.has(path.posix.basename(entry.name))))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    return reasonOf(error);
  }
}

const SEPARATOR = Buffer.from(path.sep);

function nameOf(bytes: Buffer): { name: string; isUtf8: boolean } {
  const name = bytes.toString();
  if (Buffer.from(name).equals(bytes)) return { name, isUtf8: true };
  const shown = Array.from(bytes, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`,
  );
  return { name: shown.join(''), isUtf8: false };
}
