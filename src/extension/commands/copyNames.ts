import { l10n } from 'vscode';
import { formatReference } from '../../core/model/reference.js';
import { contentHashOf } from '../../language/index.js';
import { showInStatusBar } from '../output/editors.js';
import { showInformation } from '../output/messages.js';
import { fileOf } from './commandSelection.js';
import type { CommandServices } from './commandServices.js';

/** Copies what other files name a bundle or a template by: `id@semver`. */
export async function copyReference({ files, actions }: CommandServices, argument: unknown): Promise<void> {
  const uri = fileOf(argument);
  if (!uri) return;
  await files.include(uri);
  const file = uri.toString();
  const scope = files.scopeOf(file);
  const name = scope.get(file)?.identity?.name ?? scope.published.get(file)?.identity;
  if (name) {
    await actions.copyText(formatReference(name));
    showInStatusBar('check', l10n.t('{0} copied', formatReference(name)), 4);
  } else
    void showInformation(
      l10n.t('This file does not say which version it defines, so nothing can refer to it yet.'),
    );
}

/** Copies the hash of all that a bundle is made of. */
export async function copyContentHash(
  { language, actions, files }: CommandServices,
  argument: unknown,
): Promise<void> {
  const uri = fileOf(argument);
  if (!uri) return;
  await files.include(uri);
  const hash = await contentHashOf(language, uri.toString());
  if (hash === undefined) {
    void showInformation(l10n.t('This bundle cannot be rendered, so it has no hash. Fix its errors first.'));
    return;
  }
  await actions.copyText(hash);
  showInStatusBar('check', l10n.t('{0} copied', 'content_hash'), 4);
}
