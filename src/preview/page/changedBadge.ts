import * as l10n from '@vscode/l10n';

/** The word at a text or a hash that is another than before. */
export function changedBadge(): string {
  return l10n.t({
    message: 'changed',
    comment: ['Stands beside a text or a hash that is another than before'],
  });
}
