import { commands, l10n, Range, Uri, workspace, type Event, WorkspaceEdit } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { counted } from '../../core/text/quote.js';
import { encodeUtf8 } from '../../core/text/utf8.js';
import {
  BASELINE_FILE,
  changeBaseline,
  isBaselineFile,
  type LanguageFiles,
  type NewBaseline,
  type PromptLanguage,
} from '../../language/index.js';
import { showError, showInformation } from '../output/messages.js';
import { choose } from '../output/questions.js';
import { fileExists } from '../workspace/fileExists.js';

/** What is asked of the files of the workspace, and of what keeps their problems. */
interface BaselineServices {
  readonly files: Pick<LanguageFiles, 'scopeOf' | 'scopes'> & {
    readonly settled: () => Promise<void>;
    readonly include: (file: Uri) => Promise<unknown>;
    readonly includeSnapshots: (root: Uri) => Promise<void>;
    readonly scopeKey: (file: Uri) => string;
  };
  readonly language: Pick<PromptLanguage, 'countFindings'>;
  readonly diagnostics: { readonly isChecked: () => boolean; readonly onDidCheck: Event<void> };
}

/** The path of a baseline from its root. */
const NAME = BASELINE_FILE.join('/');

/**
 * Writes the baseline of a root anew: all that is found in its files and stops no render is counted, and not shown as long as
 * there is no more of it. The root is that of a file, of the active one, or one that is chosen.
 */
export async function updateBaseline(services: BaselineServices, file: Uri | undefined): Promise<void> {
  const { files } = services;
  await files.settled();
  const root = await rootOf(services, file && isOfRoot(file) ? file : undefined);
  if (!root) return;
  await files.includeSnapshots(root);
  await checked(services);
  const place = Uri.joinPath(root, ...BASELINE_FILE);
  const after = await newBaseline(services, place);
  if (!(await write(place, after.text))) {
    void showError(l10n.t('{0} could not be changed.', NAME));
    return;
  }
  // At once, not when the file system tells of it.
  await files.includeSnapshots(root);
  const removed = after.removed.reduce((sum, one) => sum + one.before - one.after, 0);
  const open = l10n.t('Open Baseline');
  const answer = await showInformation(updatedText(after, removed), open);
  if (answer === open) await commands.executeCommand('vscode.open', place);
}

/** True for a file that says by itself which root is meant. */
function isOfRoot({ path }: Uri): boolean {
  return fileTypeOf(path) !== undefined || isBaselineFile(path);
}

async function rootOf({ files }: BaselineServices, file: Uri | undefined): Promise<Uri | undefined> {
  if (file) {
    await files.include(file);
    if (files.scopeOf(file.toString()).surroundings.alone?.() === undefined)
      return Uri.parse(files.scopeKey(file));
    void showInformation(l10n.t('This file is left out, so no baseline counts what is found in it.'));
    return undefined;
  }
  const roots = [...files.scopes()].flatMap(([root, scope]) =>
    scope.files().next().done === true || scope.surroundings.alone?.() !== undefined ? [] : [root],
  );
  if (roots.length === 0) void showInformation(l10n.t('There are no prompt files to check.'));
  const items = roots.map((root) => ({ label: workspace.asRelativePath(Uri.parse(root), true), root }));
  const chosen =
    items.length > 1 ? await choose(items, l10n.t('Folder whose problems are to be known')) : items[0];
  return chosen && Uri.parse(chosen.root);
}

/** Settles when nothing is left to check: what is in prompts is known then. */
function checked({ diagnostics }: BaselineServices): Promise<void> {
  return new Promise((resolve) => {
    if (diagnostics.isChecked()) {
      resolve();
      return;
    }
    const subscription = diagnostics.onDidCheck(() => {
      subscription.dispose();
      resolve();
    });
  });
}

async function newBaseline({ files, language }: BaselineServices, place: Uri): Promise<NewBaseline> {
  const key = place.toString();
  const scope = files.scopeOf(key);
  const stored = [...scope.files()].filter((file) => Uri.parse(file).scheme !== 'untitled');
  const pathOf = (file: string): string => scope.baseline.pathOf(file, key);
  const counts = await language.countFindings(stored);
  const paths = new Set(stored.map(pathOf));
  return changeBaseline(scope.baseline.file, {
    checked: new Map([...counts].map(([file, ofFile]) => [pathOf(file), ofFile])),
    isThere: (path) => paths.has(path),
    takesIn: true,
  });
}

/** What an editor shows of it counts. It is saved, unless there was something unsaved in it. */
async function write(place: Uri, text: string): Promise<boolean> {
  const edit = new WorkspaceEdit();
  if (!(await fileExists(place))) {
    edit.createFile(place, { contents: encodeUtf8(text) });
    return workspace.applyEdit(edit);
  }
  const document = await workspace.openTextDocument(place);
  const given = document.getText();
  if (given === text) return true;
  const wasDirty = document.isDirty;
  edit.replace(place, new Range(document.positionAt(0), document.positionAt(given.length)), text);
  return (await workspace.applyEdit(edit)) && (wasDirty || (await document.save()));
}

/** What the baseline holds now, and how many problems are added and removed. */
function updatedText({ findings, files, added }: NewBaseline, removed: number): string {
  const [more, less] = [counted(added), counted(removed)];
  if (findings === 1 && files === 1)
    return l10n.t('The baseline has 1 problem in 1 file: {0} added, {1} removed.', more, less);
  if (files === 1)
    return l10n.t(
      'The baseline has {0} problems in 1 file: {1} added, {2} removed.',
      counted(findings),
      more,
      less,
    );
  // Each file has one at least.
  return l10n.t(
    'The baseline has {0} problems in {1} files: {2} added, {3} removed.',
    counted(findings),
    counted(files),
    more,
    less,
  );
}
