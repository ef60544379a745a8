import { l10n, workspace } from 'vscode';
import { encodeUtf8 } from '../../core/text/utf8.js';
import { newId } from '../create/newId.js';
import { folderOfFile, freeName } from '../create/freeName.js';
import { showNewFile } from '../create/writeFiles.js';
import type { FixServices } from '../fixes/services.js';
import { editOf } from '../fixes/versionActions.js';
import { showError } from '../output/messages.js';
import { readerOf } from './readerOf.js';
import { extract, isRefused, neighbourOf, proposedReference, whyNotNamed } from '../../language/index.js';
import { chosenSlot } from './chosenSlot.js';

/**
 * Moves a template that is written in a bundle into a file of its own, in one edit: `{ file, slot, id }`, a bundle's URI, or the
 * slot the cursor is in; asks for what it is not given. The prompt stays the same.
 */
export async function extractTemplate(services: FixServices, argument: unknown): Promise<void> {
  const chosen = await chosenSlot(services, argument, 'inline');
  if (!chosen) return;
  const { uri, folder, slot } = chosen;
  const { scope } = folder;
  const { id: value, semver } = proposedReference(scope, chosen.bundle, slot);
  const id = await newId(argument, {
    title: l10n.t('Extract the {0} template', slot),
    prompt: l10n.t('Id of the template. The bundle refers to it by this and its version.'),
    value,
    problem: (given) => whyNotNamed(scope, 'template', { id: given, semver }),
  });
  if (id === undefined) return;
  // The author may have gone on typing while asked.
  const bundle = await folder.subject(uri.toString());
  const extracted = bundle && extract(scope, bundle, { slot, reference: { id, semver } }, readerOf(services));
  if (!extracted || isRefused(extracted)) {
    void showError(extracted?.reason ?? l10n.t('The bundle was deleted.'));
    return;
  }
  const file = await freeName(folderOfFile(neighbourOf(scope, uri.toString())), extracted.names);
  if (!file) {
    void showError(l10n.t('There are files {0} already. Choose another id.', extracted.names.join(', ')));
    return;
  }
  const edit = editOf([{ file: uri.toString(), subject: bundle, edits: extracted.edits }]);
  edit.createFile(file, { contents: encodeUtf8(extracted.text) });
  if (await workspace.applyEdit(edit)) await showNewFile(services, file);
  else void showError(l10n.t('The template could not be written to a file here.'));
}
