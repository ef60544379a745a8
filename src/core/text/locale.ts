import * as translated from '@vscode/l10n';
import type { Texts } from './english.js';

/** The BCP 47 name of the language that texts are in: a translation says its own. Numbers in texts are written as it writes them. */
export function textLocale(l10n: Texts = translated): string {
  return l10n.t('en-US');
}
