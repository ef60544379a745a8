import { l10n, workspace } from 'vscode';
import { formatReference } from '../../core/model/reference.js';
import type { FixServices } from '../fixes/services.js';
import { editOf } from '../fixes/versionActions.js';
import { showInStatusBar } from '../output/editors.js';
import { showError } from '../output/messages.js';
import { inline, type InlineSource, isRefused, slotContent } from '../../language/index.js';
import { chosenSlot, type ChosenSlot } from './chosenSlot.js';

/**
 * Writes a template that a bundle refers to into the bundle: `{ file, slot }`, a bundle's URI, or the slot the cursor is in. Its
 * file stays, and so does the prompt.
 */
export async function inlineTemplate(services: FixServices, argument: unknown): Promise<void> {
  const chosen = await chosenSlot(services, argument, 'reference');
  if (!chosen) return;
  const { uri, folder, bundle, slot } = chosen;
  const inlined = inline(folder.scope, bundle, slot, await sourceOf(services, chosen));
  if (isRefused(inlined)) {
    void showError(inlined.reason);
    return;
  }
  const edit = editOf([{ file: uri.toString(), subject: bundle, edits: inlined.edits }]);
  if (!(await workspace.applyEdit(edit))) {
    void showError(l10n.t('The bundle could not be edited.'));
    return;
  }
  const content = slotContent(bundle.file, slot);
  const name = content?.kind === 'reference' ? formatReference(content.reference) : slot;
  showInStatusBar('check', l10n.t('{0} is written into the bundle; its file stays', name), 6);
}

/** The one file that defines the template, or what is published, or in the fallback, where none does. */
async function sourceOf(
  { files }: FixServices,
  { folder: { scope }, bundle, slot }: ChosenSlot,
): Promise<InlineSource | undefined> {
  const content = slotContent(bundle.file, slot);
  if (content?.kind !== 'reference') return undefined;
  const [defined, ...others] = scope.definitions('template', content.reference);
  if (others.length > 0) return undefined;
  const file = defined === undefined ? undefined : await files.read(defined);
  if (file) return { file };
  const [published = scope.fallback.get(content.reference)] = scope.published.templates(content.reference);
  return published && { published: published.template };
}
