import { constants } from 'node:fs';
import { lstat, open, unlink, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { auditFileName, AUDIT_GITIGNORE } from '../core/audit/files.js';
import { assertInside, makeFolderInside } from './insideRoot.js';
import { IrregularFileError, openRegularFile } from './openRegularFile.js';

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
      await appendTo(root, file, text);
      return;
    }
    await makeFolderInside(root, folder);
    // First: nothing personal stands beside a folder that git takes up.
    await makeIgnored(root, folder);
    await writeNew(root, file, text);
    made = sequence;
  };
}

/** Appends to a log that is still a file, in its folder, and of this name alone: whoever can write there may have put anything in its place. */
async function appendTo(root: string, file: string, text: string): Promise<void> {
  const handle = await openRegularFile(file, constants.O_WRONLY | constants.O_APPEND);
  try {
    if ((await handle.stat()).nlink > 1)
      throw new IrregularFileError(file, l10n.t('it has another name too, by a hard link'));
    await assertInside(root, path.dirname(file));
    await writeWhole(handle, file, text);
  } finally {
    await handle.close();
  }
}

/** Makes a file with a text; none is left without it. No link is followed where a file is made. */
async function writeNew(root: string, file: string, text: string): Promise<void> {
  const handle = await open(file, 'ax');
  try {
    // A folder on the way may have been replaced since it was looked at.
    await assertInside(root, path.dirname(file));
    await writeWhole(handle, file, text);
  } catch (error) {
    await removeEmpty(file);
    throw error;
  } finally {
    await handle.close();
  }
}

async function writeWhole(handle: FileHandle, file: string, text: string): Promise<void> {
  const bytes = Buffer.from(text, 'utf8');
  const { bytesWritten } = await handle.write(bytes);
  if (bytesWritten < bytes.length)
    throw new Error(
      l10n.t('Only {0} of {1} bytes could be written to {2}.', bytesWritten, bytes.length, file),
    );
}

/** A full disk still makes files, which then hold nothing. */
async function removeEmpty(file: string): Promise<void> {
  try {
    if ((await lstat(file)).size === 0) await unlink(file);
  } catch {
    // What could not be made need not be removed.
  }
}

/** Makes the `.gitignore` unless there is one. Git reads none that is a link, nor anything but a file. */
async function makeIgnored(root: string, folder: string): Promise<void> {
  const file = path.join(folder, '.gitignore');
  try {
    await writeNew(root, file, AUDIT_GITIGNORE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!(await lstat(file)).isFile())
      throw new IrregularFileError(file, l10n.t('it is no file, so git does not read it'));
  }
}
