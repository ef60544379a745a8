import { renameSync } from 'node:fs';
import path from 'node:path';
import { ConfigurationTarget, Position, Range, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import type { TextDocument } from 'vscode';
import { mutate } from '../fuzz/mutate.js';
import type { Random } from '../fuzz/random.js';
import { documentOf, openEditor, replaceChanged, run } from './editors.js';
import type { SoakFolder } from './soakFolder.js';

/** What an action may use. */
export interface Scene {
  readonly random: Random;
  readonly folder: SoakFolder;
}

/** Does something a person or a program would do, and says what. */
export type Action = (scene: Scene) => Promise<string> | string;

/** Of these, what a file can hold and an editor shows as it is: halves of pairs, marks of byte order and lone returns are neither. */
function ordinary(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\r\0\ufeff\u2028\u2029\ufffd]/g, '')
    .slice(0, 20_000);
}

function changed(text: string, { random, folder }: Scene): string {
  return ordinary(mutate(text, random, () => folder.read(random.pick(folder.promptFiles()))));
}

const anyFile = ({ random, folder }: Scene): string => random.pick(folder.promptFiles());
const uriOf = ({ folder }: Scene, name: string): Uri => Uri.file(folder.at(name));
const dirtyDocuments = (): TextDocument[] => workspace.textDocuments.filter(({ isDirty }) => isDirty);
const nameOf = ({ folder }: Scene, document: TextDocument): string =>
  path.relative(folder.root, document.uri.fsPath);

async function type(scene: Scene): Promise<string> {
  const { random, folder } = scene;
  const name = anyFile(scene);
  const uri = uriOf(scene, name);
  if (random.chance(0.6)) await openEditor(uri, random);
  const edits = 1 + random.below(4);
  for (let i = 0; i < edits; i++) {
    const document = documentOf(uri);
    const before = document?.getText() ?? folder.read(name);
    const after = changed(before, scene);
    const edit = new WorkspaceEdit();
    if (document) replaceChanged(edit, document, after);
    else edit.replace(uri, new Range(0, 0, before.length, 0), after);
    await workspace.applyEdit(edit);
  }
  return `type into ${name} ${edits} times`;
}

async function undo(scene: Scene): Promise<string> {
  const times = 1 + scene.random.below(4);
  const command = scene.random.chance(0.7) ? 'undo' : 'redo';
  for (let i = 0; i < times; i++) await run(command);
  return `${command} ${times} times`;
}

async function save(scene: Scene): Promise<string> {
  const dirty = dirtyDocuments();
  if (dirty.length === 0) return 'save nothing';
  const document = scene.random.pick(dirty);
  await document.save();
  return `save ${nameOf(scene, document)}`;
}

async function revert(scene: Scene): Promise<string> {
  const dirty = dirtyDocuments();
  if (dirty.length === 0) return 'revert nothing';
  const document = scene.random.pick(dirty);
  await window.showTextDocument(document);
  await run('workbench.action.files.revert');
  return `revert ${nameOf(scene, document)}`;
}

function writeOutside(scene: Scene): string {
  const name = anyFile(scene);
  scene.folder.write(name, changed(scene.folder.read(name), scene));
  return `write ${name} from outside`;
}

/** Another name for a file, of its kind, in one of the folders. */
function otherName(scene: Scene, name: string): string {
  const { random, folder } = scene;
  const ending = /\.prompt-.*$/.exec(name)?.[0] ?? '';
  const stem = random.chance(0.3) ? path.basename(name, ending) : `moved-${random.below(1000)}`;
  const target = random.chance(0.5) ? path.dirname(name) : random.pick(folder.folders());
  return path.join(target, `${stem}${ending}`);
}

async function rename(scene: Scene): Promise<string> {
  const name = anyFile(scene);
  const other = otherName(scene, name);
  if (scene.folder.promptFiles().includes(other)) return 'rename nothing';
  if (scene.random.chance(0.5)) {
    renameSync(scene.folder.at(name), scene.folder.at(other));
    return `rename ${name} to ${other} from outside`;
  }
  const edit = new WorkspaceEdit();
  edit.renameFile(uriOf(scene, name), uriOf(scene, other));
  await workspace.applyEdit(edit);
  return `rename ${name} to ${other}`;
}

async function moveFolder(scene: Scene): Promise<string> {
  const { random, folder } = scene;
  const from = random.pick(folder.folders());
  const to = folder.newName();
  if (random.chance(0.5)) renameSync(folder.at(from), folder.at(to));
  else {
    const edit = new WorkspaceEdit();
    edit.renameFile(uriOf(scene, from), uriOf(scene, to));
    await workspace.applyEdit(edit);
  }
  return `move the folder ${from} to ${to}`;
}

async function remove(scene: Scene): Promise<string> {
  const files = scene.folder.promptFiles();
  if (files.length < 8) return 'remove nothing';
  const name = scene.random.pick(files);
  if (scene.random.chance(0.5)) scene.folder.remove(name);
  else await workspace.fs.delete(uriOf(scene, name));
  return `remove ${name}`;
}

function copy(scene: Scene): string {
  const name = anyFile(scene);
  const other = otherName(scene, name);
  scene.folder.write(other, scene.folder.read(name));
  return `copy ${name} to ${other}`;
}

function checkOut({ random, folder }: Scene): string {
  folder.commit();
  const commit = random.pick(folder.commits);
  folder.git('checkout', '-q', '--force', commit);
  return `check out state ${folder.commits.indexOf(commit)} of ${folder.commits.length}`;
}

function ignore({ random, folder }: Scene): string {
  const lines = [random.pick(folder.folders()), '*.json', 'moved-*', '!moved-1*'].filter(() =>
    random.chance(0.4),
  );
  folder.write('.gitignore', lines.map((line) => `${line}\n`).join(''));
  return `ignore ${lines.join(', ')}`;
}

const SETTINGS: Readonly<Record<string, readonly unknown[]>> = {
  enable: [false, true],
  run: ['onSave', 'onType'],
  rules: [{ emoji: 'off', 'forbidden-token': 'error' }, { 'unknown-placeholder': 'information' }, {}],
  exclude: [['**/more'], ['templates/**'], []],
  useGitignore: [false, true],
  waitAtCursor: [false, true],
  maxNumberOfProblems: [1, 3, 100],
  'codeLens.enabled': [false, true],
  'inlayHints.enabled': [false, true],
};

async function set({ random }: Scene): Promise<string> {
  const name = random.pick(Object.keys(SETTINGS));
  const value = random.pick(SETTINGS[name] ?? []);
  await workspace.getConfiguration('promptBundles').update(name, value, ConfigurationTarget.Global);
  return `set ${name} to ${JSON.stringify(value)}`;
}

/** Every setting as it is by default, but for how many problems are shown. */
export async function setDefaults(): Promise<void> {
  const configuration = workspace.getConfiguration('promptBundles');
  for (const name of Object.keys(SETTINGS))
    await configuration.update(
      name,
      name === 'maxNumberOfProblems' ? 10_000 : undefined,
      ConfigurationTarget.Global,
    );
}

async function preview(scene: Scene): Promise<string> {
  const name = anyFile(scene);
  const command = scene.random.pick(['openPreview', 'openPreviewToSide', 'openRenderedPrompt']);
  await run(`promptBundles.${command}`, uriOf(scene, name));
  return `${command} ${name}`;
}

async function hide(scene: Scene): Promise<string> {
  const command = scene.random.pick(['nextEditor', 'previousEditor', 'focusNextGroup', 'closeActiveEditor']);
  // What is not saved is asked about.
  if (command === 'closeActiveEditor' && window.activeTextEditor?.document.isDirty) return 'close nothing';
  await run(`workbench.action.${command}`);
  return command;
}

async function ask(scene: Scene): Promise<string> {
  const name = anyFile(scene);
  const document = await openEditor(uriOf(scene, name), scene.random);
  if (!document) return `ask for nothing in ${name}`;
  const position = document.positionAt(scene.random.below(document.getText().length + 1));
  const [question, ...more] = scene.random.pick<[string, ...unknown[]]>([
    ['HoverProvider', position],
    ['CompletionItemProvider', position],
    ['DefinitionProvider', position],
    ['ReferenceProvider', position],
    ['DocumentSymbolProvider'],
    ['CodeLensProvider', 20],
    ['CodeActionProvider', new Range(new Position(0, 0), document.positionAt(document.getText().length))],
  ]);
  await run(`vscode.execute${question}`, document.uri, ...more);
  return `ask for ${question} in ${name}`;
}

async function refresh(): Promise<string> {
  await run('promptBundles.refresh');
  return 'refresh';
}

async function show({ random }: Scene): Promise<string> {
  const command = random.pick([
    'promptBundles.showBundles',
    'promptBundles.showAuditLog',
    'workbench.view.explorer',
    'workbench.action.toggleSidebarVisibility',
    'workbench.actions.view.problems',
  ]);
  await run(command);
  return command;
}

/** Every action, with how often it is taken. */
const WEIGHTS: readonly (readonly [weight: number, action: Action])[] = [
  [8, type],
  [3, undo],
  [4, save],
  [1, revert],
  [4, writeOutside],
  [3, rename],
  [2, moveFolder],
  [2, remove],
  [2, copy],
  [2, checkOut],
  [1, ignore],
  [2, set],
  [4, preview],
  [3, hide],
  [4, ask],
  [1, show],
  [1, refresh],
];

/** Each action once. */
export const ALL_ACTIONS: readonly Action[] = WEIGHTS.map(([, action]) => action);

export function anyAction(random: Random): Action {
  let left = random.below(WEIGHTS.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, action] of WEIGHTS) {
    if (left < weight) return action;
    left -= weight;
  }
  return type;
}
