import { commands, window, workspace, type Uri } from 'vscode';
import { encodeUtf8 } from '../../core/text/utf8.js';
import { textOf } from '../fixes/arguments.js';
import type { FixServices } from '../fixes/services.js';
import { showError } from '../output/messages.js';
import { choose } from '../output/questions.js';
import { fileExists } from '../workspace/fileExists.js';
import { fileName } from '../workspace/fileName.js';
import { chooseFolder } from './chooseFolder.js';
import { newId } from './newId.js';
import {
  FIRST_VERSION,
  newBundle as makeBundle,
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
 * the user says.
 */
export async function newBundle(services: FixServices, argument: unknown): Promise<void> {
  if (!workspace.workspaceFolders?.length && textOf(argument, 'id') === undefined) {
    await saveBundle(services);
    return;
  }
  const target = await chooseFolder(services, argument);
  if (!target) return;
  const { scope } = target;
  const id = await newId(argument, {
    title: 'New prompt bundle',
    prompt: 'Id of the bundle. Inputs and the service call it by this.',
    value: 'my-bundle',
    problem: (given) => whyNotNamed(scope, 'bundle', { id: given, semver: FIRST_VERSION }),
  });
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

async function chooseTemplates(given: string | undefined): Promise<TemplatesIn | undefined> {
  if (given === 'bundle' || given === 'files') return given;
  const entries = [
    {
      icon: 'file',
      label: 'In the bundle',
      detail: 'One file to begin with. Extract Template moves one out later.',
      templatesIn: 'bundle',
    },
    {
      icon: 'files',
      label: 'In four files',
      detail: 'Each with a version of its own, for other bundles to use as well.',
      templatesIn: 'files',
    },
  ] as const;
  return (await choose(entries, 'Where the four templates are'))?.templatesIn;
}

/** Without a folder, wherever the user says. */
async function saveBundle(services: FixServices): Promise<void> {
  const chosen = await window.showSaveDialog({ title: 'New prompt bundle', saveLabel: 'Create' });
  if (!chosen) return;
  const stem = chosen.path.replace(/(?:\.prompt-bundle)?\.(?:ya?ml|json)$/, '');
  const file: Uri = chosen.with({ path: `${stem}${ENDING}` });
  if (await fileExists(file)) {
    void showError(`There is a file ${fileName(file)} already, so nothing was written. Choose another name.`);
    return;
  }
  const text = wholeFile({ kind: 'bundle', syntax: 'yaml' }, starterFile('bundle', fileName(file)));
  await workspace.fs.writeFile(file, encodeUtf8(text));
  await showNewFile(services, file);
  await commands.executeCommand('promptBundles.openPreviewToSide', file);
}
