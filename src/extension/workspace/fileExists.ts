import { workspace, type Uri } from 'vscode';

/** Whether there is a file or folder of that name. */
export async function fileExists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
