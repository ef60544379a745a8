import { commands, l10n, Uri, window, workspace } from 'vscode';
import { encodeUtf8 } from '../../core/text/utf8.js';
import { textOf } from '../fixes/arguments.js';
import type { FixServices } from '../fixes/services.js';
import { showError } from '../output/messages.js';
import { choose } from '../output/questions.js';
import { fileExists } from '../workspace/fileExists.js';
import { fileName } from '../workspace/fileName.js';
import { savedPlace } from '../workspace/savedPlace.js';
import { chooseFolder } from './chooseFolder.js';
import { chooseSlot } from './chooseSlot.js';
import { folderOfFile } from './freeName.js';
import { newId } from './newId.js';
import {
  FIRST_VERSION,
  newBundle as makeBundle,
  newBundleWith,
  type ScopeIndex,
  slotIn,
  starterFile,
  type TemplatesIn,
  wholeFile,
  whyNotNamed,
} from '../../language/index.js';
import { showNewFile, writeFiles } from './writeFiles.js';

const ENDING = '.prompt-bundle.yaml';

/**
 * Writes a bundle that renders, with its templates in it or in four files, and shows it with its preview: a folder's URI, or
 * `{ id, templates }` with `bundle` or `files`; asks for what it is not given. Without a folder the bundle is saved wherever
 * the user says. `{ template, id, slot }` makes one of a template that is there, whose preview shows it then.
 */
export async function newBundle(services: FixServices, argument: unknown): Promise<void> {
  const template = textOf(argument, 'template');
  if (template !== undefined) {
    await newBundleWithTemplate(services, Uri.parse(template), argument);
    return;
  }
  if (!workspace.workspaceFolders?.length && textOf(argument, 'id') === undefined) {
    await saveBundle(services);
    return;
  }
  const target = await chooseFolder(services, argument);
  if (!target) return;
  const { scope } = target;
  const id = await askForId(scope, argument);
  if (id === undefined) return;
  const templatesIn = await chooseTemplates(textOf(argument, 'templates'));
  if (!templatesIn) return;
  const { bundle, templates } = makeBundle(scope, { id, semver: FIRST_VERSION }, templatesIn);
  const [file, first] = await writeFiles(target, [bundle, ...templates]);
  if (!file) return;
  if (first) await window.showTextDocument(file, { preview: false });
  await showNewFile(services, first ?? file);
  await commands.executeCommand('promptBundles.openPreviewToSide', file);
}

/** Writes a bundle of which one part is a template that is there, and shows it where the template is shown. */
async function newBundleWithTemplate(services: FixServices, template: Uri, argument: unknown): Promise<void> {
  const { files } = services;
  await files.include(template);
  const scope = files.scopeOf(template.toString());
  const name = scope.get(template.toString())?.identity?.name;
  if (!name) {
    void showError(
      l10n.t(
        '{0} does not say which version it defines, so no bundle can refer to it yet.',
        fileName(template),
      ),
    );
    return;
  }
  const slot = await chooseSlot(textOf(argument, 'slot'), slotIn(name.id));
  if (!slot) return;
  const id = await askForId(scope, argument);
  if (id === undefined) return;
  const target = { folder: folderOfFile(savedPlace(template).toString()), isChosen: false, scope };
  const bundle = newBundleWith(scope, { id, semver: FIRST_VERSION }, slot, name);
  const [file] = await writeFiles(target, [bundle]);
  if (!file) return;
  const shown = window.visibleTextEditors.find(({ document }) => isSame(document.uri, template));
  await showNewFile(services, file, shown?.viewColumn);
}

const isSame = (one: Uri, other: Uri): boolean => one.toString() === other.toString();

function askForId(scope: ScopeIndex, argument: unknown): Promise<string | undefined> {
  return newId(argument, {
    title: l10n.t('New prompt bundle'),
    prompt: l10n.t('Id of the bundle. Inputs and the service call it by this.'),
    value: 'my-bundle',
    problem: (given) => whyNotNamed(scope, 'bundle', { id: given, semver: FIRST_VERSION }),
  });
}

async function chooseTemplates(given: string | undefined): Promise<TemplatesIn | undefined> {
  if (given === 'bundle' || given === 'files') return given;
  const entries = [
    {
      icon: 'file',
      label: l10n.t('In the bundle'),
      detail: l10n.t('One file to begin with. Extract Template moves one out later.'),
      templatesIn: 'bundle',
    },
    {
      icon: 'files',
      label: l10n.t('In four files'),
      detail: l10n.t('Each with a version of its own, for other bundles to use as well.'),
      templatesIn: 'files',
    },
  ] as const;
  return (await choose(entries, l10n.t('Where the four templates are')))?.templatesIn;
}

/** Without a folder, wherever the user says. */
async function saveBundle(services: FixServices): Promise<void> {
  const chosen = await window.showSaveDialog({
    title: l10n.t('New prompt bundle'),
    saveLabel: l10n.t('Create'),
  });
  if (!chosen) return;
  const stem = chosen.path.replace(/(?:\.prompt-bundle)?\.(?:ya?ml|json)$/, '');
  const file: Uri = chosen.with({ path: `${stem}${ENDING}` });
  if (await fileExists(file)) {
    void showError(
      l10n.t('There is a file {0} already, so nothing was written. Choose another name.', fileName(file)),
    );
    return;
  }
  const text = wholeFile({ kind: 'bundle', syntax: 'yaml' }, starterFile('bundle', fileName(file)));
  await workspace.fs.writeFile(file, encodeUtf8(text));
  await showNewFile(services, file);
  await commands.executeCommand('promptBundles.openPreviewToSide', file);
}
