import { FileSystemError, FileType, l10n, Uri, workspace } from 'vscode';
import { AUDIT_GITIGNORE } from '../../core/audit/files.js';
import { segmentAppender } from '../../core/audit/segmentAppender.js';
import { encodeUtf8 } from '../../core/text/utf8.js';
import type { Creation } from '../../core/published/creation.js';
import type { Platform } from './platform.js';
import { fileExists } from './fileExists.js';

// What the platform asks for, on file systems that VS Code alone can reach: none of them can append or link.

/** Writes a file for each record: a log that was written anew with each could lose those that are written already. */
export function virtualLogAppender(
  folder: Uri,
  startedAt: Date,
  id: string,
): ReturnType<Platform['logAppender']> {
  return segmentAppender(
    {
      prepare: () => prepareFolder(folder),
      create: async (name, text) => {
        const file = Uri.joinPath(folder, name);
        if (await fileExists(file)) throw new Error(l10n.t('{0} is there already.', name));
        await workspace.fs.writeFile(file, encodeUtf8(text));
      },
    },
    startedAt,
    id,
  );
}

/** Makes a file by way of a temporary one, which takes its name only while no other has it. */
export async function createVirtualFile(file: Uri, text: string, id: string): Promise<Creation> {
  const bytes = encodeUtf8(text);
  const temporary = Uri.joinPath(file, '..', `.${id}.tmp`);
  await workspace.fs.createDirectory(Uri.joinPath(file, '..'));
  await workspace.fs.writeFile(temporary, bytes);
  try {
    await workspace.fs.rename(temporary, file, { overwrite: false });
    return 'created';
  } catch (error) {
    await workspace.fs.delete(temporary).then(undefined, () => undefined);
    if (!(error instanceof FileSystemError) || error.code !== 'FileExists') throw error;
    return isSame(await workspace.fs.readFile(file), bytes) ? 'same' : 'different';
  }
}

/** A file of such a system comes in one piece. No link is followed, and nothing but a file is read. */
export async function* readVirtualFile(file: Uri): AsyncGenerator<Uint8Array> {
  const { type } = await workspace.fs.stat(file);
  if (type !== FileType.File) throw new Error(l10n.t('{0} is not a regular file.', file.path));
  yield await workspace.fs.readFile(file);
}

async function prepareFolder(folder: Uri): Promise<void> {
  await workspace.fs.createDirectory(folder);
  const ignore = Uri.joinPath(folder, '.gitignore');
  if (!(await fileExists(ignore))) await workspace.fs.writeFile(ignore, encodeUtf8(AUDIT_GITIGNORE));
  else if ((await workspace.fs.stat(ignore)).type !== FileType.File)
    throw new Error(l10n.t('{0} is no file, so git does not read it.', ignore.path));
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
