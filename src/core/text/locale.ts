import * as l10n from '@vscode/l10n';

/** The BCP 47 name of the language that texts are in: a translation says its own. Numbers in texts are written as it writes them. */
export function textLocale(): string {
  return l10n.t('en-US');
}
