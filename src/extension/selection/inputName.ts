import { l10n, Uri } from 'vscode';
import { fileName } from '../workspace/fileName.js';
import { baseOf, isDraft } from './draftNames.js';

/** The name of an input for people: its file's own, an edited one's with a word that says so. */
export function inputName(input: string): string {
  if (!isDraft(input)) return fileName(Uri.parse(input));
  return baseOf(input) === ''
    ? l10n.t('Edited input')
    : l10n.t('{0} (edited)', fileName(Uri.parse(baseOf(input))));
}
