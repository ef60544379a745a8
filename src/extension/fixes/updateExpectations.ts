import { l10n } from 'vscode';
import { updateExpectations as updatedExpectations } from '../../language/index.js';
import { showError, showInformation } from '../output/messages.js';
import { fileName } from '../workspace/fileName.js';
import { fileOf, numberOf, textOf } from './arguments.js';
import { applyTo, openFile } from './openFile.js';
import type { FixServices } from './services.js';

/**
 * Has an input expect what its prompts have: a file's URI, or `{ file, version, index }`, where a version, and one of the
 * things that are expected of it, may be meant alone. The active editor's without any.
 */
export async function updateExpectations(services: FixServices, argument: unknown): Promise<void> {
  const { files, language } = services;
  const uri = fileOf(argument);
  if (!uri) return;
  await files.include(uri);
  await language.compareExpectations(uri.toString());
  const results = language.expectationResults(uri.toString());
  const file = await openFile(services, uri);
  const [version, index] = [textOf(argument, 'version'), numberOf(argument, 'index')];
  const meant = (results?.versions ?? [])
    .filter(({ name }) => version === undefined || name === version)
    .map(({ name, expectations }) => ({
      name,
      expectations: expectations.filter((_one, at) => index === undefined || at === index),
    }));
  const { edit } = file ? updatedExpectations(file.subject, meant) : {};
  if (!file || !edit) {
    const isFailing = meant.some(({ expectations }) => expectations.some(({ failure }) => failure));
    void showInformation(
      isFailing
        ? l10n.t(
            'Nothing was updated. A text that has to occur, or must not, has no value to take over: change it in the input.',
          )
        : l10n.t(
            'Nothing was updated: what is expected of a prompt here holds, or its version cannot be rendered.',
          ),
    );
    return;
  }
  if (!(await applyTo(file, [edit]))) void showError(l10n.t('{0} could not be edited.', fileName(uri)));
}
