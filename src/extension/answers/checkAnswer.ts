import { l10n, Uri, window, workspace } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { formatReference } from '../../core/model/reference.js';
import { namedBundle } from '../../language/index.js';
import { selectionOf } from '../commands/commandSelection.js';
import type { CommandServices } from '../commands/commandServices.js';
import { showError } from '../output/messages.js';
import { pickBundle } from '../preview/chooseBundle.js';
import { includeBundles } from '../workspace/includeBundles.js';
import type { AnsweredBundle } from './answerCheck.js';
import { canBeAnswer, chooseAnswer } from './chooseAnswer.js';

/**
 * “Check Answer…”: holds an answer of the model to the constraints of a bundle, for as long as its document is open. Called on
 * a prompt file or a preview, its bundle is meant; called on another document, that is the answer.
 */
export async function checkAnswer(services: CommandServices, argument: unknown): Promise<void> {
  const given = argument instanceof Uri && canBeAnswer(argument) ? argument : undefined;
  const bundle = await chooseBundle(services, given ? 'of-a-document' : argument);
  if (!bundle) return;
  const document = given
    ? await workspace.openTextDocument(given)
    : await chooseAnswer(formatReference(bundle.reference));
  if (!document) return;
  await window.showTextDocument(document, { preview: false });
  await services.answerChecks.start(document, bundle);
}

async function chooseBundle(
  services: CommandServices,
  argument: unknown,
): Promise<AnsweredBundle | undefined> {
  const { files, previews } = services;
  const placeHolder = l10n.t('Choose the bundle that was answered');
  const called = argument instanceof Uri ? argument : window.activeTextEditor?.document.uri;
  const isOfPrompt = (called && fileTypeOf(called.path)) ?? previews.active();
  const file =
    argument !== 'of-a-document' && isOfPrompt
      ? (await selectionOf(services, argument, placeHolder))?.bundle
      : await pickBundle(files, placeHolder, argument === 'of-a-document' ? 'always' : 'several');
  if (file === undefined || file === '') return undefined;
  await includeBundles(files, [file], '');
  const reference = namedBundle(files.scopeOf(file), file)?.identity;
  if (reference) return { file, reference };
  void showError(l10n.t('The answer cannot be checked: its bundle has no valid id and version.'));
  return undefined;
}
