import { commands, l10n, Uri, window, workspace } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { decodeUtf8, encodeUtf8 } from '../../core/text/utf8.js';
import { fileExists } from '../workspace/fileExists.js';
import { showError, showInformation } from '../output/messages.js';

/** Where the sample goes in a folder that holds a file of one of its names, such as a README. */
const SUBFOLDER = 'prompt-bundles-sample';

/**
 * Copies the sample workspace into a folder, the given one or one that the user chooses, and shows its newest bundle with
 * the preview. Never overwrites a file.
 */
export async function createSample(extension: Uri, target?: Uri): Promise<void> {
  const chosen = target ?? (await chooseFolder());
  if (!chosen) return;
  const files = await readSample(extension);
  const paths = files.map(([path]) => path);
  const folders = [chosen, Uri.joinPath(chosen, SUBFOLDER)];
  const taken = await Promise.all(folders.map((folder) => firstTaken(folder, paths)));
  const folder = folders.find((_, i) => taken[i] === undefined);
  if (!folder) {
    void showError(
      l10n.t(
        'The folder holds {0} and {1} already, so nothing was written. Choose another folder.',
        taken[0] ?? '',
        `${SUBFOLDER}/${taken[1] ?? ''}`,
      ),
    );
    return;
  }
  for (const [path, text] of files)
    await workspace.fs.writeFile(Uri.joinPath(folder, path), encodeUtf8(text));
  if (!workspace.getWorkspaceFolder(folder)) {
    if (!target) await offerToOpen(folder);
    return;
  }
  const bundle = paths
    .filter((path) => fileTypeOf(path)?.kind === 'bundle')
    .sort()
    .at(-1);
  if (bundle !== undefined) await showBundle(Uri.joinPath(folder, bundle));
}

/** The first of the files that a folder holds already. */
async function firstTaken(folder: Uri, paths: readonly string[]): Promise<string | undefined> {
  const exist = await Promise.all(paths.map((path) => fileExists(Uri.joinPath(folder, path))));
  return paths.find((_, i) => exist[i]);
}

async function showBundle(bundle: Uri): Promise<void> {
  await window.showTextDocument(bundle, { preview: false });
  await commands.executeCommand('promptBundles.openPreviewToSide', bundle);
}

/** The sample's files, made into one while building: path from its folder, and text. */
async function readSample(extension: Uri): Promise<readonly (readonly [path: string, text: string])[]> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(extension, 'dist', 'sample.json'));
  return JSON.parse(decodeUtf8(bytes).text) as [string, string][];
}

async function chooseFolder(): Promise<Uri | undefined> {
  const [open] = workspace.workspaceFolders ?? [];
  const chosen = await window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: false,
    ...(open && { defaultUri: open.uri }),
    openLabel: l10n.t('Create sample here'),
    title: l10n.t('Folder for the sample'),
  });
  return chosen?.[0];
}

async function offerToOpen(folder: Uri): Promise<void> {
  const open = await showInformation(l10n.t('The sample is ready.'), l10n.t('Open Folder'));
  if (open) await commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}
