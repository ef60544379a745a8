import { window, workspace, type Uri } from 'vscode';
import {
  nextVersionFix,
  versionChoices,
  type ChosenLevel,
  type FixFolder,
} from '../../language/fixes/index.js';
import { fileName } from '../fileName.js';
import { fileOf, textOf } from './arguments.js';
import type { FixServices } from './services.js';
import { bundles, editOf, folderOf } from './versionActions.js';

/**
 * Gives a template or a bundle its next version, and the bundles that refer to it with it: a file's URI or `{ file, level }`;
 * asks for the level when it is not given.
 */
export async function createNextVersion(services: FixServices, argument: unknown): Promise<void> {
  const uri = fileOf(argument);
  if (uri) await services.files.include(uri);
  const folder = uri && folderOf(services, uri);
  const parsed = uri && (await folder?.subject(uri.toString()))?.file;
  const choices = folder && parsed ? versionChoices(folder.scope, parsed) : [];
  if (!uri || !folder || choices.length === 0) {
    void window.showErrorMessage(
      'Open a template or a bundle that says its version, to create the next one.',
    );
    return;
  }
  const given = textOf(argument, 'level');
  const known = (['patch', 'minor', 'major'] as const).find((level) => level === given);
  const level = known ?? (await chooseLevel(uri, choices));
  if (level !== undefined) await apply(services, folder, uri, level);
}

async function chooseLevel(
  uri: Uri,
  choices: ReturnType<typeof versionChoices>,
): Promise<ChosenLevel | undefined> {
  const items = choices.map(({ level, next, reason }) => ({
    label: next,
    description: level,
    ...(reason !== undefined && { detail: `Advised: ${reason}.` }),
    level,
  }));
  return (await window.showQuickPick(items, { placeHolder: `Next version of ${fileName(uri)}` }))?.level;
}

async function apply(services: FixServices, folder: FixFolder, uri: Uri, level: ChosenLevel): Promise<void> {
  // The author may have gone on typing meanwhile.
  await services.files.settled();
  const fix = await nextVersionFix(folder, uri.toString(), level);
  if (!fix || !(await workspace.applyEdit(editOf(fix.files)))) {
    void window.showErrorMessage(
      `${fileName(uri)} could not get its next version. Change \`semver\` in the file.`,
    );
    return;
  }
  const { reference, next, files } = fix;
  const followers = files.length - 1;
  const note = followers === 0 ? '' : `, with ${bundles(followers)} following`;
  window.setStatusBarMessage(`$(check) ${reference.id} is ${next} now${note}`, 6000);
}
