import * as l10n from '@vscode/l10n';
import { excerpt } from '../../../core/text/quote.js';

/** The longest text that a title shows. */
const MAX_LENGTH = 40;

/** A text in the title of a fix: on one line, cut when it is long. */
export function shown(text: string): string {
  return l10n.t('“{0}”', excerpt(text.replaceAll(/\s+/g, ' '), MAX_LENGTH));
}
