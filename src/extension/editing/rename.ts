import { l10n, Uri, WorkspaceEdit, type Position, type Range, type TextDocument } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { quote } from '../../core/text/quote.js';
import { prepareRename as startRename, rename, type RenamedFile } from '../../language/index.js';
import { possibleRename, type Rename } from '../fixes/renames.js';
import { changeTitle, refusal } from '../output/symbols.js';
import { toRange } from '../problems/diagnostic.js';
import { fileName } from '../workspace/fileName.js';
import { isWithinReach } from '../workspace/ownFiles.js';
import { isReadOnly } from '../workspace/readOnly.js';
import { languageContext, offsetAt } from './languageContext.js';
import type { EditingServices } from './services.js';

/**
 * What is to be renamed at a position. Rejects, with a reason for the user, where it cannot be; in Markdown, where VS Code
 * renames headings and links itself, nothing else is refused.
 */
export async function prepareRename(
  services: EditingServices,
  document: TextDocument,
  position: Position,
): Promise<{ readonly range: Range; readonly placeholder: string } | undefined> {
  const { files, platform } = services;
  await files.settled();
  const file = document.uri.toString();
  const parsed = await files.read(file);
  const offset = await offsetAt(services, document, position);
  const start = offset === undefined ? undefined : await startRename(languageContext(services), file, offset);
  if (!start && document.languageId === 'markdown') return undefined;
  if (!parsed || !start)
    throw refusal(l10n.t('Only the id or the version of a template or a bundle can be renamed.'));
  if (!isWithinReach(document.uri) || (await isReadOnly(document.uri, platform)))
    throw refusal(l10n.t('{0} is read-only.', quote(fileName(document.uri))));
  if (start.refused !== undefined) throw refusal(start.refused);
  return { range: toRange(parsed, start.range), placeholder: start.name };
}

/** The edits of a rename, in all files and of their names: one step to undo. */
export async function provideRenameEdits(
  services: EditingServices,
  document: TextDocument,
  position: Position,
  newName: string,
): Promise<WorkspaceEdit | undefined> {
  const { files, context, platform } = services;
  if (!(await prepareRename(services, document, position))) return undefined;
  const offset = (await offsetAt(services, document, position)) ?? 0;
  const done = await rename(languageContext(services), document.uri.toString(), offset, newName, (file) => {
    const type = fileTypeOf(Uri.parse(file).path);
    if (!type) throw new TypeError(`${file} is no prompt file.`);
    return context.rereadAs(file, type, new Map(), files.cache);
  });
  if (!done) throw refusal(l10n.t('The file has changed. Try again.'));
  if (done.refused !== undefined) throw refusal(done.refused);
  for (const { file } of done.files) {
    const uri = Uri.parse(file);
    if (await isReadOnly(uri, platform))
      throw refusal(l10n.t('{0} is read-only and would have to change as well.', quote(fileName(uri))));
  }
  return editOf(done.title, done.files, await fileRenames(done.files));
}

/** New names that no file has yet. */
async function fileRenames(renamed: readonly RenamedFile[]): Promise<readonly Rename[]> {
  const renames = new Map<string, Rename>();
  for (const { file, fileName: name } of renamed) {
    const possible = name === undefined ? undefined : await possibleRename(Uri.parse(file), name);
    if (possible && !renames.has(possible.to.toString())) renames.set(possible.to.toString(), possible);
  }
  return [...renames.values()];
}

function editOf(title: string, renamed: readonly RenamedFile[], renames: readonly Rename[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  const metadata = changeTitle(title);
  // First, so that what is undone last are the names: a document whose name changes loses what came before.
  for (const { from, to } of renames) edit.renameFile(from, to, undefined, metadata);
  for (const { file, subject, edits } of renamed) {
    const { to = Uri.parse(file) } = renames.find(({ from }) => from.toString() === file) ?? {};
    for (const { start, end, text } of edits)
      edit.replace(to, toRange(subject.file, { start, end }), text, metadata);
  }
  return edit;
}
