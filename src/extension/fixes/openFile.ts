import type { Uri } from 'vscode';
import { workspace, WorkspaceEdit } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import type { PromptFile } from '../../core/documents/promptFile.js';
import { FixSubject, furtherConstraints, furtherPlaces, type TextEdit } from '../../language/index.js';
import { toRange } from '../problems/diagnostic.js';
import { fileName } from '../workspace/fileName.js';
import type { FixServices, OpenFile } from './services.js';

/** Reads a file of ours, or an answer of the model, with what it is held to. */
export async function openFile(
  { files, diagnostics, language, answers }: FixServices,
  uri: Uri,
): Promise<OpenFile | undefined> {
  const file = uri.toString();
  const answer = answers.get(file);
  if (answer) return answer();
  const type = fileTypeOf(uri.path);
  const parsed = await files.read(file);
  if (!type || !parsed) return undefined;
  const problems = diagnostics.problems(file);
  const findings = problems.map(({ finding }) => finding);
  const others = new Map<string, PromptFile | undefined>();
  for (const place of furtherPlaces(file, findings)) others.set(place.file, await files.read(place.file));
  const further = furtherConstraints(file, findings, (other) => others.get(other));
  const read = language.rereadAs(file, type, further, files.cache);
  return { uri, problems, subject: new FixSubject(type, parsed, read, fileName(uri)) };
}

/** Edits of a file's text as VS Code makes them. */
export function workspaceEdit({ uri, subject }: OpenFile, edits: readonly TextEdit[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const { start, end, text } of edits) edit.replace(uri, toRange(subject.file, { start, end }), text);
  return edit;
}

/** Makes edits. False when the file cannot be edited. */
export async function applyTo(file: OpenFile, edits: readonly TextEdit[]): Promise<boolean> {
  return workspace.applyEdit(workspaceEdit(file, edits));
}
