import { commands, l10n } from 'vscode';
import { counted } from '../../core/text/quote.js';
import { textOf } from '../fixes/arguments.js';
import type { FixServices } from '../fixes/services.js';
import { choose } from '../output/questions.js';
import { chooseFolder } from './chooseFolder.js';
import { newId } from './newId.js';
import { newInput as makeInput } from '../../language/index.js';
import { showNewFile, writeFiles } from './writeFiles.js';

/** The most characters of a name: systems allow 255 bytes for that of a file. */
const MAX_NAME = 64;

/**
 * Writes an input and shows it with the preview of a bundle that it serves: a folder's URI, or `{ id, model }`, the name of its
 * file before the ending and its model, empty for none; asks for what it is not given.
 */
export async function newInput(services: FixServices, argument: unknown): Promise<void> {
  const target = await chooseFolder(services, argument);
  if (!target) return;
  const name = await newId(argument, {
    title: l10n.t('New prompt input'),
    prompt: l10n.t('Name of the input, which becomes that of its file.'),
    value: 'my-input',
    problem: problemWith,
  });
  if (name === undefined) return;
  const model = textOf(argument, 'model') ?? (await chooseModel(target.scope.models()));
  if (model === undefined) return;
  const input = makeInput(target.scope, name, model === '' ? undefined : model);
  const [file] = await writeFiles(target, [input]);
  if (!file) return;
  await showNewFile(services, file);
  if (target.scope.ids('bundle').length > 0)
    await commands.executeCommand('promptBundles.openPreviewToSide', file);
}

/** Why a name cannot be one of a file, if so. */
function problemWith(name: string): string | undefined {
  if (name.trim() === '') return l10n.t('Enter a name, such as calm-customer.');
  if (/[\\/:*?"<>|\p{C}]|^\.+$/u.test(name.trim()))
    return l10n.t('Use letters, digits, - and _: the name becomes that of a file.');
  return name.trim().length > MAX_NAME ? l10n.t('Use at most {0} characters.', counted(MAX_NAME)) : undefined;
}

/** One of the models that bundles serve; empty for none. */
async function chooseModel(models: readonly string[]): Promise<string | undefined> {
  if (models.length === 0) return '';
  const entries = [
    {
      label: l10n.t('Any model'),
      detail: l10n.t('The input names none, so every bundle takes it.'),
      model: '',
    },
    ...models.map((model) => ({ label: model, model })),
  ];
  return (await choose(entries, l10n.t('Model that the input is for')))?.model;
}
