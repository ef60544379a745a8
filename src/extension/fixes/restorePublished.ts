import { l10n, workspace } from 'vscode';
import { restoreVersion, changedVersion } from '../../language/index.js';
import { fileName } from '../workspace/fileName.js';
import { showInStatusBar } from '../output/editors.js';
import { fileOf } from './arguments.js';
import type { FixServices } from './services.js';
import { editOf, folderOf } from './versionActions.js';
import { showError, showInformation } from '../output/messages.js';

/** Gives a template or a bundle the content again that its version was published with: a file's URI. */
export async function restorePublished(services: FixServices, argument: unknown): Promise<void> {
  const uri = fileOf(argument);
  if (uri) await services.files.include(uri);
  const folder = uri && folderOf(services, uri);
  const subject = uri && (await folder?.subject(uri.toString()));
  if (!uri || !folder || !subject) {
    void showError(l10n.t('Open a published template or bundle to restore its content.'));
    return;
  }
  if (!subject.file.model) {
    void showError(l10n.t('{0} has errors. Fix them to restore what is published.', fileName(uri)));
    return;
  }
  if (!changedVersion(folder.scope, subject.file)) {
    void showInformation(l10n.t('{0} has no change to restore.', fileName(uri)));
    return;
  }
  const fix = restoreVersion(folder.scope, subject);
  if (fix && (await workspace.applyEdit(editOf([{ file: uri.toString(), subject, edits: fix.edits }])))) {
    showInStatusBar('check', l10n.t('{0} has its published content again', fileName(uri)), 6);
    return;
  }
  void showError(
    l10n.t(
      'The published content cannot be written to {0}. Compare the two, and copy what you need.',
      fileName(uri),
    ),
  );
}
