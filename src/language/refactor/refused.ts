import * as l10n from '@vscode/l10n';

/** Why something is not done, in words for the user. */
export interface Refused {
  readonly reason: string;
}

/** That there is no way to write something into a bundle. */
export function notEditable(): Refused {
  return { reason: l10n.t('The bundle cannot be edited here. Fix its errors, and try again.') };
}

export function isRefused(outcome: object): outcome is Refused {
  return 'reason' in outcome;
}
