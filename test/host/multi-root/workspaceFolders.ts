import { workspace, type Uri } from 'vscode';
import { becomes } from '../support.js';

type Folder = Readonly<{ uri: Uri; name: string }>;

/** How many folders the window is opened with. */
const OPENED = 2;

/** Puts folders behind those that the window was opened with, in place of what is there, and waits until that is told. */
export const setFolders = (...folders: readonly Folder[]): Promise<void> =>
  replaceFolders(OPENED, ...folders);

/** Keeps the first folders of the window, and puts others in place of all that follow. */
export async function replaceFolders(kept: number, ...folders: readonly Folder[]): Promise<void> {
  const replaced = (workspace.workspaceFolders ?? []).slice(kept);
  const key = (list: readonly Folder[]): string => JSON.stringify(list.map(({ uri }) => uri.toString()));
  if (key(replaced) === key(folders)) return;
  let isTold = false;
  const subscription = workspace.onDidChangeWorkspaceFolders(() => (isTold = true));
  try {
    // VS Code refuses as long as it has an earlier change to tell of.
    const replace = (): boolean => workspace.updateWorkspaceFolders(kept, replaced.length, ...folders);
    await becomes('That folders can be set', replace, true);
    await becomes('That VS Code tells of the folders', () => isTold, true);
  } finally {
    subscription.dispose();
  }
}
