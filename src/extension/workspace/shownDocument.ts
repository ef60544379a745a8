import { workspace, type TextDocument, type Uri } from 'vscode';

/** The document of a file that is open, whose text counts before what is stored. */
export function shownDocument(uri: Uri): TextDocument | undefined {
  return workspace.textDocuments.find(
    (document) => !document.isClosed && document.uri.toString() === uri.toString(),
  );
}
