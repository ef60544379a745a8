import { readdirSync, readFileSync } from 'node:fs';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import path from 'node:path';
import { readSnapshot, type SnapshotFile } from '../core/published/readSnapshot.js';
import { isSnapshotName, PUBLISHED_FOLDER } from '../core/published/snapshotName.js';
import { decodeUtf8 } from '../core/text/utf8.js';
import { sha256 } from './sha256.js';

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

/**
 * Writes a snapshot so that its file is there in full or not at all, and no other is ever replaced, whoever else publishes
 * at the same time. False when a file of that name is there with other bytes; rejects when it cannot be written.
 */
export async function writeSnapshot(root: string, name: string, text: string, id: string): Promise<boolean> {
  const folder = path.join(root, ...PUBLISHED_FOLDER);
  const target = path.join(folder, name);
  const temporary = path.join(folder, `.${id}.tmp`);
  await mkdir(folder, { recursive: true });
  try {
    await writeNew(temporary, text);
    await link(temporary, target).catch((error: unknown) => linkless(error, target, text));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readFile(target, 'utf8')) === text;
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
  await syncFolder(folder);
  return true;
}

/** Some file systems know no links. Made anew all the same; a crash in between leaves a file that is told to be damaged. */
async function linkless(error: unknown, target: string, text: string): Promise<void> {
  if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes((error as NodeJS.ErrnoException).code ?? ''))
    throw error;
  await writeNew(target, text);
}

async function writeNew(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Windows cannot open a folder to make its entries last. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
