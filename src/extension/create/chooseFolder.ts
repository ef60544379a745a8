import { l10n, Uri, window, workspace } from 'vscode';
import { showError } from '../output/messages.js';
import { textOf } from '../fixes/arguments.js';
import type { ScopeIndex } from '../../language/index.js';
import type { FixServices } from '../fixes/services.js';

/** Where new files go. */
export interface Target {
  /** The folder that was asked for, or that of the workspace. */
  readonly folder: Uri;
  /** True where files go to that folder itself, and not to where others of their kind are. */
  readonly isChosen: boolean;
  readonly scope: ScopeIndex;
}

/** A folder's URI as it is given, itself or as `{ folder }`, else the workspace's folder, or the one of several that the user picks. */
export async function chooseFolder(
  { files }: { readonly files: Pick<FixServices['files'], 'settled' | 'scopeOf'> },
  argument: unknown,
): Promise<Target | undefined> {
  const given = argument instanceof Uri ? argument.toString() : textOf(argument, 'folder');
  const folder = given === undefined ? await pickFolder() : Uri.parse(given);
  if (!folder) return undefined;
  await files.settled();
  return {
    folder,
    isChosen: given !== undefined,
    scope: files.scopeOf(Uri.joinPath(folder, 'new').toString()),
  };
}

async function pickFolder(): Promise<Uri | undefined> {
  const { workspaceFolders = [] } = workspace;
  const [first, ...others] = workspaceFolders;
  if (!first) void showError(l10n.t('No folder is open. Open the folder that the new file belongs to.'));
  if (others.length === 0) return first?.uri;
  return (await window.showWorkspaceFolderPick({ placeHolder: l10n.t('Folder of the new file') }))?.uri;
}
