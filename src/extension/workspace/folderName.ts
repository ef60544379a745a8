import { Uri, workspace } from 'vscode';

/** What people call a root, given by its URI: the name of its workspace folder, or its path in that. */
export function folderName(root: string): string {
  const uri = Uri.parse(root);
  const folder = workspace.getWorkspaceFolder(uri);
  return folder?.uri.toString() === root ? folder.name : workspace.asRelativePath(uri);
}
