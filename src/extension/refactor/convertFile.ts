import { l10n, Range, Uri, workspace, WorkspaceEdit } from 'vscode';
import type { FileSyntax } from '../../core/documents/fileKinds.js';
import { counted } from '../../core/text/quote.js';
import { fileOf, textOf } from '../fixes/arguments.js';
import { openFile } from '../fixes/openFile.js';
import type { FixServices } from '../fixes/services.js';
import { askInDialog, showError } from '../output/messages.js';
import { choose } from '../output/questions.js';
import { fileExists } from '../workspace/fileExists.js';
import { fileName } from '../workspace/fileName.js';
import { convert, isRefused, nameIn, otherSyntaxes } from '../../language/index.js';
import { readerOf } from './readerOf.js';

const NAMES: Readonly<Record<FileSyntax, string>> = { yaml: 'YAML', json: 'JSON', markdown: 'Markdown' };

/**
 * Writes a file in another syntax, under the name that goes with it, in one edit: `{ file, syntax }`, a file's URI, or the active
 * editor's; asks for the syntax when it is not given. No hash changes.
 */
export async function convertFile(services: FixServices, argument: unknown): Promise<void> {
  const uri = fileOf(argument);
  if (uri) await services.files.include(uri);
  const open = uri && (await openFile(services, uri));
  if (!open) {
    void showError(l10n.t('Open a template, a bundle or an input to convert it.'));
    return;
  }
  const { subject } = open;
  const syntax = await chooseSyntax(otherSyntaxes(subject.type), textOf(argument, 'syntax'));
  if (!syntax) return;
  const converted = convert(subject, syntax, readerOf(services));
  if (isRefused(converted)) {
    void showError(`${fileName(uri)}: ${converted.reason}`);
    return;
  }
  const target = Uri.joinPath(uri, '..', nameIn(syntax, fileName(uri)));
  if (await fileExists(target)) {
    void showError(l10n.t('There is a file {0} already, so nothing was converted.', fileName(target)));
    return;
  }
  if (converted.lostComments > 0 && !(await mayLose(converted.lostComments, uri, syntax))) return;
  await replaceFile(uri, target, converted.text);
}

async function chooseSyntax(
  syntaxes: readonly FileSyntax[],
  given: string | undefined,
): Promise<FileSyntax | undefined> {
  const known = syntaxes.find((syntax) => syntax === given);
  if (known ?? syntaxes.length === 1) return known ?? syntaxes[0];
  const entries = syntaxes.map((syntax) => ({ label: NAMES[syntax], syntax }));
  return (await choose(entries, l10n.t('Format to convert to')))?.syntax;
}

async function mayLose(count: number, uri: Uri, syntax: FileSyntax): Promise<boolean> {
  const format = NAMES[syntax];
  const yes = l10n.t({ message: 'Convert', comment: ['An answer, what to do'] });
  const answer = await askInDialog('warning', {
    message: l10n.t('Convert {0} to {1} without its comments?', fileName(uri), format),
    detail: [
      count === 1
        ? l10n.t('{0} has no place for 1 comment.', format)
        : l10n.t('{0} has no place for {1} comments.', format, counted(count)),
    ],
    answers: [yes],
  });
  return answer === yes;
}

/** The file under another name with another text, saved; version control and open editors see a rename. */
async function replaceFile(from: Uri, to: Uri, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.renameFile(from, to);
  edit.replace(to, new Range(0, 0, Number.MAX_SAFE_INTEGER, 0), text);
  if (!(await workspace.applyEdit(edit))) {
    void showError(l10n.t('{0} could not be converted.', fileName(from)));
    return;
  }
  await (await workspace.openTextDocument(to)).save();
}
