import { constants } from 'node:fs';
import { open, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { auditFileName, AUDIT_GITIGNORE } from '../core/audit/files.js';
import { makeFolderInside } from './insideRoot.js';

/**
 * Appends to log files of one writer's own in a folder below a root; the folder is made at the first record. One write a text, at the
 * end of the file whatever others do: a text is there in full, or the call rejects. What is written has been handed to the
 * operating system, so a process that is killed loses none of it; to outlast the machine's own crash is not promised.
 */
export function logAppender(
  root: string,
  folder: string,
  startedAt: Date,
  id: string,
): (text: string, sequence: number) => Promise<void> {
  let made = 0;
  return async (text, sequence) => {
    const file = path.join(folder, auditFileName(startedAt, id, sequence));
    if (sequence === made) {
      // Not made anew: a log that was taken away would go on in the middle of its chain.
      await writeWhole(file, text, constants.O_WRONLY | constants.O_APPEND);
      return;
    }
    await makeFolderInside(root, folder);
    // First: nothing personal stands beside a folder that git takes up.
    await writeNew(path.join(folder, '.gitignore'), AUDIT_GITIGNORE).catch(ignoreExisting);
    await writeNew(file, text);
    made = sequence;
  };
}

async function writeWhole(file: string, text: string, flags: string | number): Promise<void> {
  const bytes = Buffer.from(text, 'utf8');
  const handle = await open(file, flags);
  try {
    const { bytesWritten } = await handle.write(bytes);
    if (bytesWritten < bytes.length)
      throw new Error(`Only ${bytesWritten} of ${bytes.length} bytes could be written to ${file}.`);
  } finally {
    await handle.close();
  }
}

/** Makes a file with a text; none is left without it. */
async function writeNew(file: string, text: string): Promise<void> {
  try {
    await writeWhole(file, text, 'ax');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await removeEmpty(file);
    throw error;
  }
}

/** A full disk still makes files, which then hold nothing. */
async function removeEmpty(file: string): Promise<void> {
  try {
    if ((await stat(file)).size === 0) await unlink(file);
  } catch {
    // What could not be made need not be removed.
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
