import { commands, Uri, window, workspace } from 'vscode';
import { decodeUtf8, encodeUtf8 } from '../core/text/utf8.js';
import { fileExists } from './workspace/fileExists.js';
import { tellError, tellInformation } from './output/messages.js';

/** Copies the sample workspace into a folder: the given one, or one that the user chooses. Never overwrites a file. */
export async function createSample(extension: Uri, target?: Uri): Promise<void> {
  const folder = target ?? (await chooseFolder());
  if (!folder) return;
  const files = await readSample(extension);
  const existing = await Promise.all(
    files.map(async ([path]) => ((await fileExists(Uri.joinPath(folder, path))) ? [path] : [])),
  );
  const [first] = existing.flat();
  if (first !== undefined) {
    void tellError(`The folder holds ${first} already, so nothing was written. Choose another folder.`);
    return;
  }
  for (const [path, text] of files)
    await workspace.fs.writeFile(Uri.joinPath(folder, path), encodeUtf8(text));
  if (!target) await offerToOpen(folder);
}

/** The sample's files, made into one while building: path from its folder, and text. */
async function readSample(extension: Uri): Promise<readonly (readonly [path: string, text: string])[]> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(extension, 'dist', 'sample.json'));
  return JSON.parse(decodeUtf8(bytes).text) as [string, string][];
}

async function chooseFolder(): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: false,
    openLabel: 'Create sample here',
    title: 'Folder for the sample',
  });
  return chosen?.[0];
}

async function offerToOpen(folder: Uri): Promise<void> {
  if (workspace.getWorkspaceFolder(folder)) {
    void tellInformation('The sample is in your workspace now.');
    return;
  }
  const open = await tellInformation('The sample is ready.', 'Open Folder');
  if (open) await commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}
