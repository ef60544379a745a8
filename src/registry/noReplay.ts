import * as l10n from '@vscode/l10n';

/** Why a recorded render of a registry cannot be replayed. */
export function whyNoReplay(): string {
  return l10n.t(
    'The registry keeps no input, so this render cannot be replayed. Compare its hashes with those of another render.',
  );
}
