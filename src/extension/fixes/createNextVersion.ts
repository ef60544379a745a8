import { l10n, workspace, type Uri } from 'vscode';
import { formatReference } from '../../core/model/reference.js';
import { counted } from '../../core/text/quote.js';
import {
  nextVersionFix,
  type NextVersion,
  versionChoices,
  type ChosenLevel,
  type FixFolder,
} from '../../language/index.js';
import { fileName } from '../workspace/fileName.js';
import { showInStatusBar } from '../output/editors.js';
import { choose } from '../output/questions.js';
import { fileOf, textOf } from './arguments.js';
import { askToRename, renamesOf } from './renames.js';
import type { FixServices } from './services.js';
import { areCurrent, editOf, folderOf, readOnlyAmong } from './versionActions.js';
import { showError } from '../output/messages.js';

/**
 * Gives a template or a bundle its next version, and the bundles that refer to it with it: a file's URI or `{ file, level }`;
 * asks for the level when it is not given, and
 * whether files whose names hold the old version are renamed in the same edit.
 */
export async function createNextVersion(services: FixServices, argument: unknown): Promise<void> {
  const uri = fileOf(argument);
  if (uri) await services.files.include(uri);
  const folder = uri && folderOf(services, uri);
  const parsed = uri && (await folder?.subject(uri.toString()))?.file;
  const choices = folder && parsed ? versionChoices(folder.scope, parsed) : [];
  if (!uri || !folder || choices.length === 0) {
    void showError(l10n.t('Open a template or a bundle that has a version, to create the next one.'));
    return;
  }
  const given = textOf(argument, 'level');
  const known = (['patch', 'minor', 'major'] as const).find((level) => level === given);
  const level = known ?? (await chooseLevel(nameOf(folder, uri), choices));
  if (level !== undefined) await apply(services, folder, uri, level);
}

/** What a file calls itself, or else its own name. */
function nameOf({ scope }: FixFolder, uri: Uri): string {
  const identity = scope.get(uri.toString())?.identity;
  return identity ? formatReference(identity.name) : fileName(uri);
}

async function chooseLevel(
  name: string,
  choices: ReturnType<typeof versionChoices>,
): Promise<ChosenLevel | undefined> {
  const items = choices.map(({ level, next, reason }) => ({
    label: next,
    description: level,
    ...(reason !== undefined && { detail: l10n.t('Advised: {0}.', reason) }),
    level,
  }));
  return (await choose(items, l10n.t('Next version of {0}', name)))?.level;
}

/** The edits for the texts as they are: the author may go on typing while the files are read. */
async function currentFix(
  { files }: FixServices,
  folder: FixFolder,
  file: string,
  level: ChosenLevel,
): Promise<NextVersion | undefined> {
  for (;;) {
    await files.settled();
    const fix = await nextVersionFix(folder, file, level);
    if (!fix || (await areCurrent(files, fix.files))) return fix;
  }
}

async function apply(services: FixServices, folder: FixFolder, uri: Uri, level: ChosenLevel): Promise<void> {
  const first = await currentFix(services, folder, uri.toString(), level);
  const readOnly = first && (await readOnlyAmong(services, first.files));
  if (readOnly) {
    void showError(
      l10n.t(
        '{0} is read-only and would have to change as well, so nothing was changed.',
        fileName(readOnly),
      ),
    );
    return;
  }
  const renames = first ? await askToRename(await renamesOf(first.files)) : [];
  if (!renames) return;
  // The author may have gone on typing while asked.
  const fix = renames.length > 0 ? await currentFix(services, folder, uri.toString(), level) : first;
  if (!fix || !(await workspace.applyEdit(editOf(fix.files, renames)))) {
    void showError(
      l10n.t('{0} could not be given its next version. Change semver in the file.', fileName(uri)),
    );
    return;
  }
  const { reference, next, files } = fix;
  showInStatusBar('check', doneText(reference.id, next, files.length - 1), 6);
}

/** Says that a version is the next one now, with so many bundles following. */
function doneText(id: string, next: string, followers: number): string {
  if (followers === 0) return l10n.t('{0} is {1} now', id, next);
  return followers === 1
    ? l10n.t('{0} is {1} now, with 1 bundle following', id, next)
    : l10n.t('{0} is {1} now, with {2} bundles following', id, next, counted(followers));
}
