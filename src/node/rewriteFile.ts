import { lstat, realpath, rename, unlink } from 'node:fs/promises';
import path from 'node:path';
import { isGitFolder } from '../core/audit/files.js';
import { PUBLISHED_FOLDER } from '../core/published/snapshotName.js';
import { removeLeftOver, syncFolder, writeNew } from './createFile.js';
import { openRegularFile } from './openRegularFile.js';
import { stepsInto } from './filePaths.js';

/** What came of giving a file another text; all but `written` say why it was left as it is. */
export type Rewriting = 'written' | 'changed' | 'outside' | 'read-only';

/** What a file is expected to say, and is to say. */
export interface Rewritten {
  readonly before: string;
  readonly after: string;
  /** Names the temporary file. */
  readonly id: string;
  /** True for a file that is kept among the records of a folder, such as its labels. */
  readonly isRecord?: boolean;
}

/**
 * Gives a file of a root another text, if it still says what it said: it has the one or the other in full, whenever it is
 * read, and keeps its rights. A link is followed inside the root; what it leads to outside, among the records of a folder, or
 * in git's own, is left alone. Rejects with what the file system says.
 */
export async function rewriteFile(
  root: string,
  file: string,
  { before, after, id, isRecord = false }: Rewritten,
): Promise<Rewriting> {
  const [real, own] = await Promise.all([realpath(file), realpath(root)]);
  const steps = stepsInto(own, real);
  if (!steps) return 'outside';
  if (steps.some((name) => isGitFolder(name) || (name === PUBLISHED_FOLDER[0] && !isRecord)))
    return 'outside';
  const seen = await look(real);
  if (seen.text !== before) return 'changed';
  // A file can be replaced whatever its own rights say: they say that its author does not want that.
  if ((seen.mode & WRITABLE) === 0) return 'read-only';
  const folder = path.dirname(real);
  const temporary = path.join(folder, `.${id}.tmp`);
  await writeNew(temporary, after, true, seen.mode & RIGHTS);
  try {
    // What was written meanwhile counts: between this look and the exchange is no time to write in.
    if (!(await isSame(real, seen))) return 'changed';
    await rename(temporary, real);
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
  await syncFolder(folder);
  await removeLeftOver(folder).catch(() => undefined); // what is written is written
  return 'written';
}

const WRITABLE = 0o222;
const RIGHTS = 0o777;

interface Seen {
  readonly text: string;
  readonly mode: number;
  readonly stamp: string;
}

async function look(file: string): Promise<Seen> {
  const handle = await openRegularFile(file);
  try {
    const stats = await handle.stat({ bigint: true });
    return { text: await handle.readFile('utf8'), mode: Number(stats.mode), stamp: stampOf(stats) };
  } finally {
    await handle.close();
  }
}

async function isSame(file: string, { stamp }: Seen): Promise<boolean> {
  return stampOf(await lstat(file, { bigint: true })) === stamp;
}

function stampOf(stats: Stamped): string {
  const { dev, ino, size, mtimeNs, ctimeNs } = stats;
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

type Stamped = Readonly<Record<'dev' | 'ino' | 'size' | 'mtimeNs' | 'ctimeNs', bigint>>;
