import { rename, unlink } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder, writeNew } from './createFile.js';

/**
 * Gives a file another text so that it has the one or the other in full, whenever it is read. A link is replaced, not
 * followed. Rejects when it cannot be written; `id` names the temporary file. What can be made again at any time need not have
 * reached the disk.
 */
export async function replaceFile(file: string, text: string, id: string, isLasting = true): Promise<void> {
  const folder = path.dirname(file);
  const temporary = path.join(folder, `.${id}.tmp`);
  await writeNew(temporary, text, isLasting);
  try {
    await rename(temporary, file);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  if (isLasting) await syncFolder(folder);
}
