import { l10n, window, workspace, WorkspaceEdit, type Uri } from 'vscode';
import { formatReference } from '../../core/model/reference.js';
import { counted } from '../../core/text/quote.js';
import { encodeUtf8 } from '../../core/text/utf8.js';
import { missingTemplates, neighbourOf, newTemplate, olderVersion } from '../../language/index.js';
import { showInStatusBar } from '../output/editors.js';
import { showError } from '../output/messages.js';
import { folderOfFile, freeName } from '../create/freeName.js';
import { fileOf, textOf } from './arguments.js';
import type { FixServices } from './services.js';
import { folderOf } from './versionActions.js';

/**
 * Writes files for the templates that a bundle refers to and that are nowhere: a bundle's URI, or `{ file, reference }` for
 * one of them. One edit, which an undo takes back; overwrites nothing.
 */
export async function createTemplates(services: FixServices, argument: unknown): Promise<void> {
  const uri = fileOf(argument);
  if (uri) await services.files.include(uri);
  const only = textOf(argument, 'reference');
  const made = uri ? await write(services, uri, only) : [];
  const [first, ...others] = made;
  if (!first) {
    void showError(
      l10n.t('Nothing was created. Open a bundle that refers to a template which no file defines.'),
    );
    return;
  }
  // Of one, its text is what comes next; of several, the rest of the bundle.
  if (others.length === 0) await window.showTextDocument(first, { preview: false });
  else showInStatusBar('check', l10n.t('{0} templates created', counted(made.length)), 6);
}

async function write(services: FixServices, bundle: Uri, only: string | undefined): Promise<Uri[]> {
  await services.files.settled();
  const folder = folderOf(services, bundle);
  const beside = neighbourOf(folder.scope, bundle.toString());
  const edit = new WorkspaceEdit();
  const made: Uri[] = [];
  for (const missing of missingTemplates(folder.scope, bundle.toString())) {
    if (only !== undefined && formatReference(missing.reference) !== only) continue;
    const older = olderVersion(folder.scope, missing.reference);
    const { names, text } = newTemplate(
      missing,
      older === undefined ? undefined : await folder.subject(older),
    );
    const file = await freeName(folderOfFile(older ?? beside), names, made);
    if (!file) continue;
    made.push(file);
    edit.createFile(file, { contents: encodeUtf8(text) });
  }
  return made.length > 0 && (await workspace.applyEdit(edit)) ? made : [];
}
