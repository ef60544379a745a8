import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readSnapshot, type SnapshotFile } from '../core/published/readSnapshot.js';
import { isSnapshotName, PUBLISHED_FOLDER } from '../core/published/snapshotName.js';
import { decodeUtf8 } from '../core/text/utf8.js';
import { sha256 } from '../node/sha256.js';

/** The published versions below a root, read; damaged ones too. */
export function readPublished(root: string): SnapshotFile[] {
  return namesIn(path.join(root, ...PUBLISHED_FOLDER)).map((name) =>
    readSnapshot(
      {
        file: publishedPath(name),
        name,
        given: decodeUtf8(readFileSync(path.join(root, ...PUBLISHED_FOLDER, name))),
      },
      { sha256 },
    ),
  );
}

/** The path of a snapshot from the root, with `/` between. */
export function publishedPath(name: string): string {
  return [...PUBLISHED_FOLDER, name].join('/');
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && isSnapshotName(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}
