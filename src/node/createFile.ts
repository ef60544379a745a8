import { link, lstat, open, readdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { Creation } from '../core/published/creation.js';
import { makeFolderInside } from './insideRoot.js';
import { openRegularFile } from './openRegularFile.js';

/**
 * Makes a file so that it is there in full or not at all, and no other is ever replaced, whoever else makes it at the same
 * time. Its folder is made too, below the root. Rejects when it cannot be written. `id` names the temporary file.
 */
export async function createFile(root: string, file: string, text: string, id: string): Promise<Creation> {
  const folder = path.dirname(file);
  const temporary = path.join(folder, `.${id}.tmp`);
  await makeFolderInside(root, folder);
  try {
    await writeNew(temporary, text);
    await link(temporary, file).catch((error: unknown) => linkless(error, file, text));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readText(file)) === text ? 'same' : 'different';
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
  await syncFolder(folder);
  await removeLeftOver(folder).catch(() => undefined); // what is made is made
  return 'created';
}

/** What is there already may be anything: a FIFO would never answer. */
async function readText(file: string): Promise<string> {
  const handle = await openRegularFile(file);
  try {
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

/** How old a temporary file is when nobody can be at work on it any more, in milliseconds. */
const LEFT_OVER_AFTER = 3_600_000;

/** Removes what writers that were killed left behind. */
export async function removeLeftOver(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /^\.[\w-]+\.tmp$/.test(name));
  for (const name of names) {
    const file = path.join(folder, name);
    const made = await lstat(file).catch(() => undefined);
    if (made && Date.now() - made.mtimeMs > LEFT_OVER_AFTER) await unlink(file).catch(() => undefined);
  }
}

/** Some file systems know no links. Made anew all the same; a crash in between leaves a file that is told to be damaged. */
async function linkless(error: unknown, target: string, text: string): Promise<void> {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR'].includes(code)) throw error;
  await writeNew(target, text);
}

/**
 * Makes a file with a text that has reached the disk, where it is to last; none is left without it. `mode` holds whatever the
 * process masks.
 */
export async function writeNew(file: string, text: string, isLasting = true, mode?: number): Promise<void> {
  const handle = await open(file, 'wx', mode);
  try {
    if (mode !== undefined) await handle.chmod(mode);
    await handle.writeFile(text, 'utf8');
    if (isLasting) await handle.sync();
  } catch (error) {
    await unlink(file).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
}

/** Makes the entries of a folder last. Windows cannot open one. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
