import { CodeAction, CodeActionKind, Uri, WorkspaceEdit } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import {
  FixSubject,
  nextVersionFix,
  restoreVersion,
  versionChoices,
  type FileEdit,
  type FixFolder,
  type NextVersion,
} from '../../language/fixes/index.js';
import { toRange } from '../diagnostic.js';
import type { OpenFile } from './openFile.js';
import type { FixServices } from './services.js';

const CODE = 'published-version-changed';

/** What can be done about a published version that changed: its next versions, the advised one first; what is published. */
export async function versionActions(
  services: FixServices,
  { uri, subject, problems }: OpenFile,
): Promise<CodeAction[]> {
  const diagnostics = problems
    .filter(({ finding }) => finding.code === CODE)
    .map(({ diagnostic }) => diagnostic);
  if (diagnostics.length === 0) return [];
  const folder = folderOf(services, uri);
  const actions: CodeAction[] = [];
  for (const { level, reason } of versionChoices(folder.scope, subject.file)) {
    const fix = await nextVersionFix(folder, uri.toString(), level);
    if (!fix) continue;
    const action = new CodeAction(`Create next version ${summary(fix, level)}`, CodeActionKind.QuickFix);
    action.edit = editOf(fix.files);
    action.isPreferred = reason !== undefined;
    actions.push(action);
  }
  const restoring = restoreVersion(folder.scope, subject);
  if (restoring) {
    const action = new CodeAction(restoring.title, CodeActionKind.QuickFix);
    action.edit = editOf([{ file: uri.toString(), subject, edits: restoring.edits }]);
    actions.push(action);
  }
  for (const action of actions) action.diagnostics = diagnostics;
  return actions;
}

/** The version, and that bundles follow it, in a few words. */
export function summary({ next, files }: NextVersion, level: string): string {
  const followers = files.length - 1;
  const note = followers === 0 ? '' : ` and update ${followers} ${followers === 1 ? 'bundle' : 'bundles'}`;
  return `${next} (${level})${note}`;
}

/** The files of a folder as fixes see them. */
export function folderOf({ files, rereadAs }: FixServices, uri: Uri): FixFolder {
  return {
    scope: files.scopeOf(uri.toString()),
    subject: async (file) => {
      const type = fileTypeOf(Uri.parse(file).path);
      const parsed = await files.read(file);
      return type && parsed && new FixSubject(type, parsed, rereadAs(file, type, new Map(), files.cache));
    },
  };
}

/** One edit of all files, so that one undo takes it back. */
export function editOf(files: readonly FileEdit[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const { file, subject, edits } of files)
    for (const { start, end, text } of edits)
      edit.replace(Uri.parse(file), toRange(subject.file, { start, end }), text);
  return edit;
}
