import { existsSync } from 'node:fs';
import path from 'node:path';
import { commands, window, workspace, type TextDocument } from 'vscode';
import { fileTypeOf } from '../../src/core/documents/fileKinds.js';
import type { SoakFolder } from './soakFolder.js';
import type { ToldChanges } from './toldChanges.js';

/** What VS Code did not see, which nobody who asks VS Code can know. */
export interface Missed {
  /** Editors that show what was stored before, though nothing of theirs is unsaved. */
  readonly documents: readonly string[];
  /** Files of whose last change on disk nothing was told. */
  readonly files: readonly string[];
}

/**
 * Looks for what VS Code did not see: its watcher on Linux loses what happens in a folder that is deleted or moved and made again
 * at once. Then it does what a person can do about it: the editors are reverted, and _Refresh Bundles_ reads all files.
 */
export async function catchUp(folder: SoakFolder, told: ToldChanges): Promise<Missed> {
  const documents = promptDocuments(folder).filter((document) => isBehind(folder, document));
  for (const document of documents) {
    await window.showTextDocument(document, { preview: false });
    await commands.executeCommand('workbench.action.files.revert');
  }
  const known = promptDocuments(folder).map((document) => nameOf(folder, document));
  const files = [...new Set([...folder.promptFiles(), ...known, ...told.promptFiles()])].filter((file) =>
    told.missed(file),
  );
  if (files.length > 0) await commands.executeCommand('promptBundles.refresh');
  return { documents: documents.map((document) => nameOf(folder, document)), files };
}

/** How a file stands on disk and in editors, to be told of a failure. */
export function stateOf(folder: SoakFolder, file: string): string {
  const document = promptDocuments(folder).find((one) => nameOf(folder, one) === file);
  const stored = existsSync(folder.at(file)) ? folder.read(file) : undefined;
  return [
    stored === undefined ? 'not stored' : 'stored',
    document === undefined
      ? 'in no editor'
      : `in an editor, version ${document.version}${document.isDirty ? ', unsaved' : ''}${document.getText() === stored ? ', as stored' : ', other than stored'}`,
  ].join(', ');
}

/** The files whose editors do not show what is stored. */
export const unlikeStored = (folder: SoakFolder): string[] =>
  promptDocuments(folder)
    .filter((document) => document.isDirty || isBehind(folder, document))
    .map((document) => nameOf(folder, document));

const promptDocuments = ({ root }: SoakFolder): TextDocument[] =>
  workspace.textDocuments.filter(
    ({ uri, isClosed }) =>
      !isClosed && uri.scheme === 'file' && fileTypeOf(uri.path) && uri.fsPath.startsWith(root + path.sep),
  );

const nameOf = ({ root }: SoakFolder, { uri }: TextDocument): string => path.relative(root, uri.fsPath);

function isBehind(folder: SoakFolder, document: TextDocument): boolean {
  const name = nameOf(folder, document);
  return !document.isDirty && existsSync(folder.at(name)) && document.getText() !== folder.read(name);
}
