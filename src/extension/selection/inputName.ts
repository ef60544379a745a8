import { l10n as translated, Uri } from 'vscode';
import type { Texts } from '../../core/text/english.js';
import { fileName } from '../workspace/fileName.js';
import { baseOf, isDraft } from './draftNames.js';

/** The name of an input for people: its file's own, an edited one's with a word that says so. */
export function inputName(input: string, l10n: Texts = translated): string {
  if (!isDraft(input)) return fileName(Uri.parse(input));
  return baseOf(input) === ''
    ? l10n.t('Edited input')
    : l10n.t('{0} (edited)', fileName(Uri.parse(baseOf(input))));
}
