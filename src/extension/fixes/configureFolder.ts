import { l10n, Range, Uri, workspace, WorkspaceEdit } from 'vscode';
import type { FindingCode, Severity } from '../../core/model/findings.js';
import { encodeUtf8 } from '../../core/text/utf8.js';
import {
  CONFIGURATION_FILE,
  configureRule,
  NO_CONFIGURATION,
  writeConfiguration,
} from '../../language/index.js';
import { showError } from '../output/messages.js';
import { fileExists } from '../workspace/fileExists.js';

/** Gives findings of a code another severity for everybody who works on the files of a root: in its configuration. */
export async function configureFolder(
  root: Uri,
  code: FindingCode,
  severity: Severity | 'off',
): Promise<void> {
  const file = Uri.joinPath(root, ...CONFIGURATION_FILE);
  const isWritten = (await fileExists(file)) ? change(file, code, severity) : create(file, code, severity);
  if (!(await isWritten)) void showError(l10n.t('{0} could not be changed.', CONFIGURATION_FILE.join('/')));
}

/** What an editor shows of it counts. It is saved, unless there was something unsaved in it. */
async function change(file: Uri, code: FindingCode, severity: Severity | 'off'): Promise<boolean> {
  const document = await workspace.openTextDocument(file);
  const wasDirty = document.isDirty;
  const edit = new WorkspaceEdit();
  for (const { start, end, text } of configureRule(document.getText(), code, severity))
    edit.replace(file, new Range(document.positionAt(start), document.positionAt(end)), text);
  return (await workspace.applyEdit(edit)) && (wasDirty || (await document.save()));
}

async function create(file: Uri, code: FindingCode, severity: Severity | 'off'): Promise<boolean> {
  const edit = new WorkspaceEdit();
  const text = writeConfiguration({ ...NO_CONFIGURATION, rules: { [code]: severity } });
  edit.createFile(file, { contents: encodeUtf8(text) });
  return workspace.applyEdit(edit);
}
