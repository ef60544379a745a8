import { window, workspace } from 'vscode';
import { restoreVersion } from '../../language/fixes/index.js';
import { changedVersion } from '../../language/publishedFindings.js';
import { fileName } from '../fileName.js';
import { fileOf } from './arguments.js';
import type { FixServices } from './services.js';
import { editOf, folderOf } from './versionActions.js';

/** Gives a template or a bundle the content again that its version was published with: a file's URI. */
export async function restorePublished(services: FixServices, argument: unknown): Promise<void> {
  const uri = fileOf(argument);
  if (uri) await services.files.include(uri);
  const folder = uri && folderOf(services, uri);
  const subject = uri && (await folder?.subject(uri.toString()));
  if (!uri || !folder || !subject) {
    void window.showErrorMessage('Open a template or a bundle to restore what is published of it.');
    return;
  }
  if (!changedVersion(folder.scope, subject.file)) {
    void window.showInformationMessage(
      `${fileName(uri)} says nothing else than what is published of its version.`,
    );
    return;
  }
  const fix = restoreVersion(folder.scope, subject);
  if (fix && (await workspace.applyEdit(editOf([{ file: uri.toString(), subject, edits: fix.edits }])))) {
    window.setStatusBarMessage(`$(check) ${fileName(uri)} says again what is published`, 6000);
    return;
  }
  void window.showErrorMessage(
    `The published content cannot be written into ${fileName(uri)} as it is. Compare the two, and copy what you need.`,
  );
}
