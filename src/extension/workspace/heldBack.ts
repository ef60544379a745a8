import { l10n, Uri } from 'vscode';
import { fileName } from './fileName.js';

/** Why a file whose text is held back cannot be published or compared. */
export function whyHeldBack(file: string, purpose: 'publish' | 'compare'): string {
  const name = fileName(Uri.parse(file));
  return purpose === 'publish'
    ? l10n.t(
        'Save {0} to publish: as `promptBundles.run` is `onSave`, what is not saved is not checked.',
        name,
      )
    : l10n.t(
        'Save {0} to compare it: as `promptBundles.run` is `onSave`, what is not saved is not checked.',
        name,
      );
}
