import { FileSystemError, workspace, type Uri } from 'vscode';
import { encodeUtf8 } from '../../core/text/utf8.js';

/** Appends to a file of any file system, none of which can append: reads it and writes it anew. For files of one writer. */
export async function rewriteWithText(file: Uri, text: string): Promise<void> {
  const before = await readOrEmpty(file);
  const added = encodeUtf8(text);
  const bytes = new Uint8Array(before.length + added.length);
  bytes.set(before);
  bytes.set(added, before.length);
  await workspace.fs.writeFile(file, bytes);
}

async function readOrEmpty(file: Uri): Promise<Uint8Array> {
  try {
    return await workspace.fs.readFile(file);
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return new Uint8Array();
    throw error;
  }
}
