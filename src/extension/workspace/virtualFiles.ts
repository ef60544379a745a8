import { FileSystemError, Uri, workspace } from 'vscode';
import { auditFileName, AUDIT_GITIGNORE } from '../../core/audit/files.js';
import { encodeUtf8 } from '../../core/text/utf8.js';
import type { Creation } from '../../core/published/creation.js';
import type { Platform } from '../platform.js';
import { fileExists } from './fileExists.js';

// What the platform asks for, on file systems that VS Code alone can reach: none of them can append or link.

/** Reads a log and writes it anew with each record: for the logs of one writer. */
export function virtualLogAppender(
  folder: Uri,
  startedAt: Date,
  id: string,
): ReturnType<Platform['logAppender']> {
  let made = 0;
  return async (text, sequence) => {
    const log = Uri.joinPath(folder, auditFileName(startedAt, id, sequence));
    if (sequence !== made) await prepareFolder(folder);
    const before = sequence === made ? await workspace.fs.readFile(log) : new Uint8Array();
    await workspace.fs.writeFile(log, joined(before, encodeUtf8(text)));
    made = sequence;
  };
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

/** A file of such a system comes in one piece. */
export async function* readVirtualFile(file: Uri): AsyncGenerator<Uint8Array> {
  yield await workspace.fs.readFile(file);
}

async function prepareFolder(folder: Uri): Promise<void> {
  await workspace.fs.createDirectory(folder);
  const ignore = Uri.joinPath(folder, '.gitignore');
  if (!(await fileExists(ignore))) await workspace.fs.writeFile(ignore, encodeUtf8(AUDIT_GITIGNORE));
}

function joined(before: Uint8Array, added: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(before.length + added.length);
  bytes.set(before);
  bytes.set(added, before.length);
  return bytes;
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
