import { RelativePattern, Uri, workspace, type WorkspaceFolder } from 'vscode';
import { fileTypeOf, SKIPPED_FILES_GLOB, type FileKind } from '../../core/documents/fileKinds.js';
import type { Reference } from '../../core/model/reference.js';
import type { Selection } from '../../preview/protocol.js';
import { isDraft } from '../selection/draftNames.js';
import { ownInput } from '../selection/defaultInput.js';
import { selectionFor } from '../selection/inForce.js';
import type { SelectionMemory } from '../selection/selectionMemory.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { inputFileOf } from './madeFrom.js';

// A preview that is asked for while the files of the workspace are read: its own are read first. Which they are is known of the
// bundle and of a chosen input. A template is looked for by its name, which the names of files mostly hold; the input is the first
// one that is for the bundle, so the first of them are read. What is not found so waits until all files are read.

/** How many files of the names of templates are read, and how many inputs. */
const MAX_TEMPLATES = 64;
const MAX_INPUTS = 512;
const INPUTS_AT_ONCE = 32;
/** Ids that stand for themselves in a pattern. */
const PLAIN = /^[\w.-]+$/;

/** What to show of a bundle as long as not all files are read; `undefined` where that cannot be known, or all are. */
export async function selectionAhead(
  files: PromptWorkspace,
  memory: SelectionMemory,
  file: Uri,
): Promise<Selection | undefined> {
  const folder = folderAhead(files, file);
  if (!folder) return undefined;
  const bundle = file.toString();
  const { input = '' } = memory.recall(files.scopeKey(file));
  // Searched for side by side: each search takes a moment.
  const [isFound, inputs] = await Promise.all([
    takeBundleAhead(files, file),
    input === '' ? findInputs(folder) : undefined,
  ]);
  if (!isFound) return undefined;
  const chosen = input === '' || isDraft(input) ? [] : [Uri.parse(input)];
  await files.takeAhead(chosen);
  // What was chosen for it before is shown, or else the first that is for it.
  const selection = selectionFor(files, memory, bundle);
  if (chosen.length > 0 && selection.input === input) return selection;
  if (isDraft(selection.input)) return selection;
  return (await takeInputsAhead(files, file, inputs ?? (await findInputs(folder))))
    ? selectionFor(files, memory, bundle)
    : undefined;
}

/** Reads the files of a selection first; false where they are not all found once, or all files are read anyway. */
export async function takeSelectionAhead(
  files: PromptWorkspace,
  selection: Pick<Selection, 'bundle' | 'input'>,
): Promise<boolean> {
  const input = inputFileOf(selection);
  const [isFound] = await Promise.all([
    selection.bundle !== '' && takeBundleAhead(files, Uri.parse(selection.bundle)),
    input === '' || files.isWhole ? undefined : files.takeAhead([Uri.parse(input)]),
  ]);
  return isFound;
}

/** The workspace folder of a bundle whose files are read first; `undefined` where all are read, and for other files. */
function folderAhead(files: PromptWorkspace, file: Uri): WorkspaceFolder | undefined {
  const isBundle = fileTypeOf(file.path)?.kind === 'bundle';
  return files.isWhole || !isBundle ? undefined : workspace.getWorkspaceFolder(file);
}

/** Reads a bundle and its templates first. */
async function takeBundleAhead(files: PromptWorkspace, bundle: Uri): Promise<boolean> {
  const folder = folderAhead(files, bundle);
  if (!folder) return false;
  await files.takeAhead([bundle]);
  const key = bundle.toString();
  const summary = files.scopeOf(key).get(key);
  if (!summary?.isValid) return false;
  const names = summary.references.map(({ name }) => name);
  const missing = names.filter((name) => !isFound(files, key, name));
  if (!missing.every(({ id }) => PLAIN.test(id))) return false;
  const ids = [...new Set(missing.map(({ id }) => id))];
  if (ids.length > 0) {
    const some = ids.length > 1 ? `{${ids.join(',')}}` : ids.join();
    const found = await findFiles(folder, 'template', `**/*${some}*.prompt-template.*`);
    await files.takeAhead(likeliest(found, missing).slice(0, MAX_TEMPLATES));
  }
  return names.every((name) => isFound(files, key, name));
}

/** Reads inputs in their order until one is for a bundle; false where there are too many others. */
async function takeInputsAhead(
  files: PromptWorkspace,
  bundle: Uri,
  inputs: readonly string[],
): Promise<boolean> {
  const key = bundle.toString();
  for (let start = 0; start < Math.min(inputs.length, MAX_INPUTS); start += INPUTS_AT_ONCE) {
    const some = inputs.slice(start, start + INPUTS_AT_ONCE);
    await files.takeAhead(some.map((input) => Uri.parse(input)));
    const own = ownInput(files.scopeOf(key), key);
    if (own !== undefined && own <= (some.at(-1) ?? '')) return true;
  }
  return inputs.length <= MAX_INPUTS;
}

/** The inputs of a workspace folder, in their order. */
async function findInputs(folder: WorkspaceFolder): Promise<readonly string[]> {
  const found = await findFiles(folder, 'input', '**/*.prompt-input.*');
  return found.map((uri) => uri.toString()).sort();
}

/** Whether one file alone defines a version, as far as is known. */
function isFound(files: PromptWorkspace, bundle: string, name: Reference): boolean {
  const scope = files.scopeOf(bundle);
  return scope.definitions('template', name).length === 1 && scope.claims('template', name).length === 0;
}

/** Files in the order of how likely their names say that they define one of some versions. */
function likeliest(found: readonly Uri[], names: readonly Reference[]): readonly Uri[] {
  const rank = ({ path }: Uri): number => {
    const file = path.slice(path.lastIndexOf('/') + 1);
    const named = names.filter(({ id }) => holdsWord(file, id));
    if (named.length === 0) return 2;
    return named.some(({ semver }) => file.includes(semver)) ? 0 : 1;
  };
  const ranks = new Map(found.map((uri) => [uri, rank(uri)]));
  return [...found].sort((one, other) => (ranks.get(one) ?? 0) - (ranks.get(other) ?? 0));
}

/** Whether a text holds a word that is no part of a longer one. */
function holdsWord(text: string, word: string): boolean {
  const at = text.indexOf(word);
  const around = `${text[at - 1] ?? ''}${text[at + word.length] ?? ''}`;
  return at >= 0 && !/\w/.test(around);
}

/** The stored files of a pattern, and those of the kind that editors show, whose text counts. */
async function findFiles(folder: WorkspaceFolder, kind: FileKind, pattern: string): Promise<readonly Uri[]> {
  const found = await workspace.findFiles(new RelativePattern(folder, pattern), SKIPPED_FILES_GLOB);
  const shown = workspace.textDocuments
    .map(({ uri }) => uri)
    .filter((uri) => fileTypeOf(uri.path)?.kind === kind && workspace.getWorkspaceFolder(uri) === folder);
  return [...new Map([...shown, ...found].map((uri) => [uri.toString(), uri])).values()];
}
