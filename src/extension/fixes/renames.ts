import { l10n, Uri, workspace } from 'vscode';
import { counted } from '../../core/text/quote.js';
import { versionedName, type FileEdit } from '../../language/index.js';
import { fileName } from '../workspace/fileName.js';
import { choose } from '../output/questions.js';
import { fileExists } from '../workspace/fileExists.js';

/** A file that gets another name, in its folder. */
export interface Rename {
  readonly from: Uri;
  readonly to: Uri;
}

/** How many new names are listed; the rest is counted. */
const LISTED = 3;

/** The files of a next version whose names hold the old one, with names that no file has yet. */
export async function renamesOf(edits: readonly FileEdit[]): Promise<readonly Rename[]> {
  const renames = new Map<string, Rename>();
  for (const { file, versions } of edits) {
    const from = Uri.parse(file);
    const [before, after] = versions ?? [];
    if (before === undefined || after === undefined) continue;
    const name = versionedName(from.path.split('/').at(-1) ?? '', before, after);
    if (name === undefined) continue;
    const possible = await possibleRename(from, name);
    if (possible && !renames.has(possible.to.toString())) renames.set(possible.to.toString(), possible);
  }
  return [...renames.values()];
}

/** A file with another name in its folder; `undefined` where it is nowhere yet, or another file has that name. */
export async function possibleRename(from: Uri, name: string): Promise<Rename | undefined> {
  const to = Uri.joinPath(from, '..', name);
  const canBe = workspace.fs.isWritableFileSystem(from.scheme) === true;
  if (!canBe || !(await fileExists(from)) || (await fileExists(to))) return undefined;
  // What VS Code may remember of a file that was deleted and made anew would fail an edit of its name and text together.
  await workspace.openTextDocument(from);
  return { from, to };
}

/** Asks whether files whose names hold the old version get new ones; the renames to make, `undefined` when it is given up. */
export async function askToRename(renames: readonly Rename[]): Promise<readonly Rename[] | undefined> {
  if (renames.length === 0) return [];
  const names = renames
    .slice(0, LISTED)
    .map(({ from, to }) => `${fileName(from)} → ${fileName(to)}`)
    .join(', ');
  const more = renames.length - LISTED;
  const isOne = renames.length === 1;
  const entries = [
    {
      icon: 'edit',
      label: isOne ? l10n.t('Rename the file') : l10n.t('Rename {0} files', counted(renames.length)),
      detail: more > 0 ? l10n.t('{0}, {1} more', names, counted(more)) : names,
      renames,
    },
    { icon: 'file', label: isOne ? l10n.t('Keep the name') : l10n.t('Keep the names'), renames: [] },
  ];
  const question = isOne
    ? l10n.t('The name of the file holds the old version')
    : l10n.t('Names of files hold the old version');
  return (await choose(entries, question))?.renames;
}
