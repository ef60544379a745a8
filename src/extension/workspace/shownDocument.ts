import { workspace, type TextDocument, type Uri } from 'vscode';
import { fileExists } from './fileExists.js';

/** The document of a file that is open, whose text counts before what is stored. */
export function shownDocument(uri: Uri): TextDocument | undefined {
  return workspace.textDocuments.find(
    (document) => !document.isClosed && document.uri.toString() === uri.toString(),
  );
}

/** Whether the file of a document is gone, and nothing of it unsaved: an editor may show the text of such a file for long. */
export async function isGone({ uri, isDirty, isUntitled }: TextDocument): Promise<boolean> {
  const isOnDisk = !isUntitled && workspace.fs.isWritableFileSystem(uri.scheme) !== undefined;
  return !isDirty && isOnDisk && !(await fileExists(uri));
}
