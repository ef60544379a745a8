import { Uri, workspace } from 'vscode';

/** The root that a file belongs to: its workspace folder, or the folder that a file outside of all of them lies in. */
export function rootOf(uri: Uri): Uri {
  return workspace.getWorkspaceFolder(uri)?.uri ?? Uri.joinPath(uri, '..');
}
