import { Uri, workspace } from 'vscode';

/** Where an editor's file is, or will be saved: an untitled one may have its path already. */
export function savedPlace(uri: Uri): Uri {
  if (uri.scheme !== 'untitled' || !uri.path.startsWith('/')) return uri;
  const folders = (workspace.workspaceFolders ?? []).map((folder) => folder.uri);
  const { scheme, authority } =
    folders.find(({ path }) => uri.path.startsWith(`${path.replace(/\/$/, '')}/`)) ??
    folders[0] ??
    Uri.file('/');
  return Uri.from({ scheme, authority, path: uri.path });
}

/** True for a file, or a folder, of a workspace folder, or one that will be saved there. */
export function isInWorkspace(uri: Uri): boolean {
  return workspace.getWorkspaceFolder(savedPlace(uri)) !== undefined;
}
