import type {
  CreateFile,
  RenameFile,
  TextDocumentEdit,
  TextEdit as ProtocolEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { SourceText } from '../../core/text/sourceText.js';
import type { TextEdit } from '../../language/index.js';
import { toRange } from '../workspace/positions.js';
import type { PromptRoot } from '../workspace/promptRoot.js';
import { uriOfPath } from '../workspace/uris.js';
import type { Services } from './asked.js';

/** Edits of one file, for the text that they were made for. */
export interface FileChange {
  readonly file: string;
  readonly source: SourceText;
  readonly edits: readonly TextEdit[];
}

/** What else is done to files beside changing their texts: absolute paths. */
export interface FileOperations {
  readonly created?: readonly { readonly place: string; readonly text: string }[];
  readonly renamed?: readonly { readonly from: string; readonly to: string }[];
}

type DocumentChange = TextDocumentEdit | CreateFile | RenameFile;

/**
 * Edits as the client makes them: of the versions that it shows, where it knows such edits. What files are made and renamed is
 * asked for only of clients that can do so.
 */
export function workspaceEdit(
  { workspace, abilities }: Services,
  root: PromptRoot,
  changes: readonly FileChange[],
  { created = [], renamed = [] }: FileOperations = {},
): WorkspaceEdit {
  const written = changes.map(({ file, source, edits }) => ({
    uri: workspace.uriOf(root, file),
    version: workspace.versionOf(root, file) ?? null,
    edits: edits.map((edit): ProtocolEdit => ({
      range: toRange({ source, isOpen: root.isOpen(file) }, edit),
      newText: edit.text,
    })),
  }));
  if (!abilities.documentChanges)
    return { changes: Object.fromEntries(written.map(({ uri, edits }) => [uri, edits])) };
  const documentChanges: DocumentChange[] = [
    ...written.map(({ uri, version, edits }) => ({ textDocument: { uri, version }, edits })),
    // Behind the edits, which name the files as they are called before.
    ...renamed.map(({ from, to }) => ({
      kind: 'rename' as const,
      oldUri: uriOfPath(from),
      newUri: uriOfPath(to),
      options: { overwrite: false },
    })),
    ...created.flatMap(({ place, text }) => {
      const uri = uriOfPath(place);
      const start = { line: 0, character: 0 };
      return [
        { kind: 'create' as const, uri, options: { overwrite: false } },
        { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
      ];
    }),
  ];
  return { documentChanges };
}
