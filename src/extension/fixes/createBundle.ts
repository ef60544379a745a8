import { commands, Uri, window, workspace } from 'vscode';
import { encodeUtf8 } from '../../core/text/utf8.js';
import { starterFile, wholeFile } from '../../language/index.js';
import { fileName } from '../workspace/fileName.js';
import { showError } from '../output/messages.js';
import { askForText } from '../output/questions.js';
import { fileExists } from '../workspace/fileExists.js';
import { textOf } from './arguments.js';
import type { FixServices } from './services.js';

const ENDING = '.prompt-bundle.yaml';

/**
 * Writes a bundle that renders, under a name that the user chooses, and shows it with its preview: `{ name }`, or the URI of
 * a folder. Never overwrites a file.
 */
export async function createBundle(services: FixServices, argument: unknown): Promise<void> {
  const folder = argument instanceof Uri ? argument : await chosenFolder(services);
  const file = folder ? await namedFile(folder, textOf(argument, 'name')) : await savedFile();
  if (!file) return;
  if (await fileExists(file)) {
    void showError(`There is a file ${fileName(file)} already, so nothing was written. Choose another name.`);
    return;
  }
  const text = wholeFile({ kind: 'bundle', syntax: 'yaml' }, starterFile('bundle', fileName(file)));
  await workspace.fs.writeFile(file, encodeUtf8(text));
  await window.showTextDocument(file, { preview: false });
  await commands.executeCommand('promptBundles.openPreviewToSide', file);
}

/** Where the bundles of a folder are: beside the first that is known, else in the folder itself. */
async function chosenFolder({ files }: FixServices): Promise<Uri | undefined> {
  const { workspaceFolders = [] } = workspace;
  const [only] = workspaceFolders;
  const chosen =
    workspaceFolders.length > 1
      ? await window.showWorkspaceFolderPick({ placeHolder: 'Folder of the bundle' })
      : only;
  if (!chosen) return undefined;
  await files.settled();
  const scope = files.scopeOf(Uri.joinPath(chosen.uri, 'new').toString());
  const [id = ''] = scope.ids('bundle');
  const [known] = scope.definitions('bundle', { id, semver: scope.versions('bundle', id).at(-1) ?? '' });
  return known === undefined ? chosen.uri : Uri.joinPath(Uri.parse(known), '..');
}

async function namedFile(folder: Uri, given: string | undefined): Promise<Uri | undefined> {
  const name =
    given ??
    (await askForText({
      title: 'Create bundle',
      prompt: `Name of the bundle. It is written to ${fileName(folder)}.`,
      value: 'my-bundle',
      validateInput: problemWith,
    }));
  return name === undefined || problemWith(name) !== undefined
    ? undefined
    : Uri.joinPath(folder, `${name.trim()}${ENDING}`);
}

/** Why a name cannot be one of a file, if so. */
function problemWith(name: string): string | undefined {
  if (name.trim() === '') return 'Enter a name, such as support-agent.';
  if (/[\\/:*?"<>|\p{C}]|^\.+$/u.test(name.trim()))
    return 'Use letters, digits, - and _: the name becomes that of a file.';
  return name.trim().length > MAX_NAME ? `Use at most ${MAX_NAME} characters.` : undefined;
}

/** The most characters of a name: systems allow 255 bytes for that of a file. */
const MAX_NAME = 64;

/** Without a folder, wherever the user says. */
async function savedFile(): Promise<Uri | undefined> {
  const chosen = await window.showSaveDialog({ title: 'Create bundle', saveLabel: 'Create bundle' });
  if (!chosen) return undefined;
  const stem = chosen.path.replace(/(?:\.prompt-bundle)?\.(?:ya?ml|json)$/, '');
  return chosen.with({ path: `${stem}${ENDING}` });
}
