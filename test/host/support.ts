import {
  commands,
  DiagnosticSeverity,
  env,
  extensions,
  languages,
  Range,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type CodeLens,
  type Extension,
  type TextDocument,
} from 'vscode';
import type { ServiceRender } from '../serviceRender.js';

// What tests in an extension host share. Nothing here needs Node: the tests in the web worker use it too.

/** How long a slow machine may take to show something. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 20;
/** How long VS Code may take to tell of a new folder. */
const FOLDER_PATIENCE_MS = 1000;
/** How often it is looked whether VS Code told of a file before that is written once more. */
const LOOKS_A_TRY = 50;

/** Waits until `look` gives what is expected; fails with what it gave last. */
export async function becomes<T>(what: string, look: () => T | PromiseLike<T>, expected: T): Promise<void> {
  const wanted = JSON.stringify(expected, null, 1);
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = JSON.stringify(await look(), null, 1);
    if (found === wanted) return;
    if (Date.now() > end) throw new Error(`${what} should become\n${wanted}\nbut stayed\n${found}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** JSON with all that is invisible written as escapes. */
const json = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[^\x20-\x7E\p{L}\p{N}\p{P}\p{S}]/gu, (character) =>
    Array.from(character, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  );

/** Fails where two values are not the same; texts are shown with all that is invisible in them. */
export function same(what: string, found: unknown, expected: unknown): void {
  const [a, b] = [json(found), json(expected)];
  if (a === b) return;
  // Long texts differ somewhere: show that place.
  let start = 0;
  while (a[start] === b[start]) start++;
  const shown = (text: string): string =>
    start > 200 ? `…${text.slice(start - 40, start + 200)}` : text.slice(0, start + 400);
  throw new Error(`${what} is\n${shown(a)}\ninstead of\n${shown(b)}`);
}

/** The workspace folder, the first unless another is named. */
export function folder(name?: string): Uri {
  const folders = workspace.workspaceFolders ?? [];
  const found = name === undefined ? folders[0] : folders.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`No folder ${name ?? ''} is open.`);
  return found.uri;
}

/** A file of the workspace by its path in the folder. */
export const at = (path: string, root: Uri = folder()): Uri => Uri.joinPath(root, path);

/** Writes a file; folders for it are made first. */
export async function write(uri: Uri, text: string): Promise<Uri> {
  await makeFolder(Uri.joinPath(uri, '..'));
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/**
 * Makes a folder, and those it lies in. VS Code watches a new folder from when it tells of it: of a folder that comes into
 * one before that, and of all that happens in it later, it would tell nothing.
 */
async function makeFolder(uri: Uri): Promise<void> {
  if (uri.scheme !== 'file' || (await exists(uri))) return;
  await makeFolder(Uri.joinPath(uri, '..'));
  if (!workspace.getWorkspaceFolder(uri)) return;
  const watcher = workspace.createFileSystemWatcher('**');
  const told = new Promise<void>((resolve) => {
    const look = (told: Uri): void => {
      if (told.toString() === uri.toString()) resolve();
    };
    watcher.onDidCreate(look);
    // One that was deleted a moment before is told to have changed.
    watcher.onDidChange(look);
  });
  const patience = new Promise<void>((resolve) => setTimeout(resolve, FOLDER_PATIENCE_MS));
  try {
    await workspace.fs.createDirectory(uri);
    // A folder may be one that VS Code was told not to watch.
    await Promise.race([told, patience]);
  } finally {
    watcher.dispose();
  }
}

export async function read(uri: Uri): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await workspace.fs.readFile(uri));
}

export const exists = (uri: Uri): Promise<boolean> =>
  Promise.resolve(workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );

/** Opens a file without showing it. */
export const open = (uri: Uri): Thenable<TextDocument> => workspace.openTextDocument(uri);

/** Puts other text into an open document, which stays unsaved. */
export async function retype(document: TextDocument, text: string): Promise<void> {
  // VS Code makes a replacement smaller where it can, and cuts pairs of surrogates in doing so: hence two steps.
  const hasPairs = /[\uD800-\uDFFF]/.test(document.getText() + text);
  for (const part of hasPairs ? ['', text] : [text]) {
    const edit = new WorkspaceEdit();
    edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), part);
    if (!(await workspace.applyEdit(edit))) throw new Error(`${document.uri.path} cannot be edited.`);
  }
  same(`The text typed into ${document.uri.path}`, document.getText(), text);
}

/** Throws away what is not saved, and closes the document's editor. */
export async function revert(document: TextDocument): Promise<void> {
  await window.showTextDocument(document, { preview: false });
  await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

let markers = 0;
/**
 * Settles when VS Code has told of all that was done to files so far, by a file in a folder of the test's own that is done last: again
 * and again, since VS Code's watcher may miss what comes into a folder that is new.
 */
export async function toldOfFiles(folder: Uri): Promise<void> {
  const name = `told-${++markers}.txt`;
  let isTold = false;
  const tell = (): void => void (isTold = true);
  const watcher = workspace.createFileSystemWatcher(`**/${name}`);
  watcher.onDidCreate(tell);
  watcher.onDidChange(tell);
  let looks = 0;
  const look = async (): Promise<boolean> => {
    if (!isTold && looks % LOOKS_A_TRY === 0) await write(at(name, folder), `Told: ${looks}.`);
    looks++;
    return isTold;
  };
  try {
    await becomes('That the last file is told of', look, true);
  } finally {
    watcher.dispose();
  }
}

/** Leaves the workspace as the next test expects it: nothing unsaved, no editor, none of the test's own files. */
export async function tidyUp(...files: readonly Uri[]): Promise<void> {
  for (const document of workspace.textDocuments) if (document.isDirty) await revert(document);
  await commands.executeCommand('workbench.action.closeAllEditors');
  for (const file of files) if (await exists(file)) await workspace.fs.delete(file, { recursive: true });
}

const SEVERITIES = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'information',
  [DiagnosticSeverity.Hint]: 'hint',
};

const rangeText = ({ start, end }: Range): string =>
  `${start.line}:${start.character}-${end.line}:${end.character}`;

/** The problems that Prompt Bundles shows for a file, each as `severity code start-end message (related places)`. */
export function problems(uri: Uri): string[] {
  return languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'Prompt Bundles')
    .map(({ severity, code, range, message, relatedInformation = [] }) => {
      const related = relatedInformation.map(
        ({ location, message: why }) =>
          ` (${why} ${location.uri.path.split('/').at(-1) ?? ''} ${rangeText(location.range)})`,
      );
      const name = typeof code === 'object' ? code.value : (code ?? 'no code');
      return `${SEVERITIES[severity]} ${name} ${rangeText(range)} ${message}${related.join('')}`;
    });
}

export const problemsBecome = (uri: Uri, expected: readonly string[]): Promise<void> =>
  becomes(`The problems of ${uri.path.split('/').at(-1) ?? ''}`, () => problems(uri), [...expected]);

/** Takes the marks « and » out of a text and gives the ranges between them, in order of their starts. */
export function unmark(marked: string): { text: string; ranges: string[] } {
  let [text, line, character] = ['', 0, 0];
  const ranges: { start: string; end: string }[] = [];
  const open: number[] = [];
  for (const unit of marked) {
    const place = `${line}:${character}`;
    if (unit === '«') open.push(ranges.push({ start: place, end: '' }) - 1);
    else if (unit === '»') ranges[open.pop() ?? 0]!.end = place;
    else {
      text += unit;
      [line, character] = unit === '\n' ? [line + 1, 0] : [line, character + unit.length];
    }
  }
  return { text, ranges: ranges.map(({ start, end }) => `${start}-${end}`) };
}

/** The titles of the lenses over a file, in order; of hashes their names alone. */
export async function lensTitles(uri: Uri): Promise<string[]> {
  await open(uri);
  const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 20);
  return lenses.map(({ command }) => (command?.title ?? '').replace(/^(\w+_hash) [0-9a-f]{8}$/, '$1'));
}

/** The extension under test. */
export function extension(): Extension<unknown> {
  const found = extensions.getExtension('prompt-bundles.prompt-bundles');
  if (!found) throw new Error('The extension is not installed.');
  return found;
}

/** Test vectors that can be files, where a template has some text: all made by hand, and each third of the random ones. */
export async function serviceRenders(): Promise<ServiceRender[]> {
  const all = JSON.parse(
    await read(at('test/vectors/render.json', extension().extensionUri)),
  ) as ServiceRender[];
  const some = all.filter(({ name }, i) => !name.startsWith('random') || i % 3 === 0);
  const possible = some.filter(({ parts }) => parts.every((part) => part !== ''));
  if (possible.length < 30) throw new Error(`Only ${possible.length} vectors have text in every part.`);
  return possible;
}

/** The file of a bundle with its templates inline; no line separators, which VS Code offers to take out of shown files. */
export function inlineBundle({
  bundle_id,
  semver,
  parts,
}: Pick<ServiceRender, 'bundle_id' | 'semver' | 'parts'>): string {
  const [system, personality, activity, task] = parts.map((content) => ({ content }));
  const text = JSON.stringify({ bundle_id, semver, templates: { system, personality, activity, task } });
  return text.replaceAll('\u2028', '\\u2028');
}

/** What Copy Rendered Prompt puts on the clipboard, or says instead. */
export async function copied(file: Uri): Promise<string> {
  await env.clipboard.writeText('nothing was copied');
  const said = await answering('showErrorMessage', undefined, () =>
    commands.executeCommand('promptBundles.copyRenderedPrompt', file),
  );
  return said.length > 0 ? said.join('\n') : env.clipboard.readText();
}

/** One line of an audit log. */
export interface LoggedRecord extends Record<string, unknown> {
  readonly created_at: string;
  readonly event: string;
  readonly bundle_id: string;
  readonly prompt_hash: string;
  readonly rendered_prompt: string;
  readonly previous: string | null;
}

/** The lines of all audit logs of a folder, file after file. */
export async function auditLines(root: Uri = folder()): Promise<string[]> {
  const logs = at('.prompt-bundles/audit', root);
  if (!(await exists(logs))) return [];
  const names = (await workspace.fs.readDirectory(logs)).map(([name]) => name).sort();
  const texts = names.filter((name) => name.endsWith('.jsonl')).map((name) => read(at(name, logs)));
  return (await Promise.all(texts)).flatMap((text) => {
    if (!text.endsWith('\n')) throw new Error('An audit log does not end with a line break.');
    return text.slice(0, -1).split('\n');
  });
}

export const auditRecords = async (root?: Uri): Promise<LoggedRecord[]> =>
  (await auditLines(root))
    .map((line) => JSON.parse(line) as LoggedRecord)
    .sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));

/** Does something while one of the window's messages is answered by `answer`, and gives what it said. */
export async function answering(
  kind: 'showErrorMessage' | 'showInformationMessage' | 'showWarningMessage',
  answer: string | undefined,
  act: () => PromiseLike<unknown>,
): Promise<string[]> {
  const said: string[] = [];
  const original = window[kind];
  const stub = (message: string): Promise<string | undefined> => {
    said.push(message);
    return Promise.resolve(answer);
  };
  Object.assign(window, { [kind]: stub });
  try {
    await act();
  } finally {
    Object.assign(window, { [kind]: original });
  }
  return said;
}
