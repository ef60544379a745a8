import type { Uri, ViewColumn } from 'vscode';
import { l10n, window, workspace, WorkspaceEdit } from 'vscode';
import { encodeUtf8 } from '../../core/text/utf8.js';
import type { FixServices } from '../fixes/services.js';
import { showError } from '../output/messages.js';
import { toRange } from '../problems/diagnostic.js';
import type { Target } from './chooseFolder.js';
import { type NewFile, writingStart } from '../../language/index.js';
import { folderOfFile, freeName } from './freeName.js';

/** Writes new files in one edit, which one undo takes back; gives where they are. Overwrites nothing. */
export async function writeFiles(
  { folder, isChosen }: Target,
  files: readonly NewFile[],
): Promise<readonly Uri[]> {
  const edit = new WorkspaceEdit();
  const made: Uri[] = [];
  for (const { names, text, beside } of files) {
    const place = isChosen || beside === undefined ? folder : folderOfFile(beside);
    const file = await freeName(place, names, made);
    if (!file) {
      void showError(
        l10n.t('There are files {0} already, so nothing was written. Choose another name.', names.join(', ')),
      );
      return [];
    }
    made.push(file);
    edit.createFile(file, { contents: encodeUtf8(text) });
  }
  if (await workspace.applyEdit(edit)) return made;
  void showError(l10n.t('The new file could not be written here.'));
  return [];
}

/** Shows a new file with the text selected that is there to be replaced: in the active group, or in the one that is named. */
export async function showNewFile(
  { files }: { readonly files: Pick<FixServices['files'], 'include' | 'read'> },
  file: Uri,
  viewColumn?: ViewColumn,
): Promise<void> {
  await files.include(file);
  const parsed = await files.read(file.toString());
  await window.showTextDocument(file, {
    preview: false,
    ...(viewColumn !== undefined && { viewColumn }),
    ...(parsed && { selection: toRange(parsed, writingStart(parsed)) }),
  });
}
