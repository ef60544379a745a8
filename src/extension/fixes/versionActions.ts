import { CodeActionKind, l10n, Uri, WorkspaceEdit, type CodeAction } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { counted } from '../../core/text/quote.js';
import {
  FixSubject,
  followersOf,
  nextVersionFix,
  restoreVersion,
  versionChoices,
  type ChosenLevel,
  type FileEdit,
  type FixFolder,
} from '../../language/index.js';
import { toRange } from '../problems/diagnostic.js';
import { fileName } from '../workspace/fileName.js';
import { TitledAction } from '../output/editors.js';
import { isReadOnly } from '../workspace/readOnly.js';
import type { OpenFile } from './services.js';
import { renamesOf, type Rename } from './renames.js';
import type { FixServices } from './services.js';

const CODE = 'published-version-changed';
const NEXT_VERSION = 'promptBundles.createNextVersion';

/** Looks for the edits of all files when it is chosen: many bundles may follow a template. */
export class NextVersionAction extends TitledAction {
  constructor(
    readonly uri: Uri,
    readonly level: ChosenLevel,
    title: string,
  ) {
    super(title, CodeActionKind.QuickFix);
  }

  async resolve(services: FixServices): Promise<void> {
    const fix = await nextVersionFix(folderOf(services, this.uri), this.uri.toString(), this.level);
    const isPossible = fix && (await readOnlyAmong(services, fix.files)) === undefined;
    const isCurrent = isPossible === true && (await areCurrent(services.files, fix.files));
    if (isCurrent && (await renamesOf(fix.files)).length === 0) this.edit = editOf(fix.files);
    // The command asks about names of files, or says why there is no edit.
    else {
      const argument = { file: this.uri.toString(), level: this.level };
      this.command = { title: this.title, command: NEXT_VERSION, arguments: [argument] };
    }
  }
}

/** What can be done about a published version that changed: its next versions, the advised one first; what is published. */
export function versionActions(services: FixServices, { uri, subject, problems }: OpenFile): CodeAction[] {
  const diagnostics = problems
    .filter(({ finding }) => finding.code === CODE)
    .map(({ diagnostic }) => diagnostic);
  if (diagnostics.length === 0) return [];
  const { scope } = folderOf(services, uri);
  const identity = scope.get(uri.toString())?.identity?.name;
  const followers = identity && subject.file.kind === 'template' ? followersOf(scope, identity).length : 0;
  const actions: CodeAction[] = versionChoices(scope, subject.file).map(({ level, next, reason }) => {
    const action = new NextVersionAction(uri, level, titleOf(next, level, followers));
    action.isPreferred = reason !== undefined;
    return action;
  });
  const restoring = restoreVersion(scope, subject);
  if (restoring) {
    const action = new TitledAction(restoring.title, CodeActionKind.QuickFix);
    action.edit = editOf([{ file: uri.toString(), subject, edits: restoring.edits }]);
    actions.push(action);
  }
  for (const action of actions) action.diagnostics = diagnostics;
  return actions;
}

/** The first of the files that cannot be changed, if there is one. */
export async function readOnlyAmong(
  { platform }: FixServices,
  edits: readonly FileEdit[],
): Promise<Uri | undefined> {
  for (const uri of edits.map(({ file }) => Uri.parse(file))) if (await isReadOnly(uri, platform)) return uri;
  return undefined;
}

/** True when the files still say what the edits were made for. */
export async function areCurrent(files: FixServices['files'], edits: readonly FileEdit[]): Promise<boolean> {
  const texts = await Promise.all(edits.map(async ({ file }) => (await files.read(file))?.source.text));
  return edits.every(({ subject }, i) => subject.text === texts[i]);
}

/** What an action is called that creates a next version, with so many bundles following it. */
function titleOf(next: string, level: ChosenLevel, followers: number): string {
  if (followers === 0) return l10n.t('Create next version {0} ({1})', next, level);
  return followers === 1
    ? l10n.t('Create next version {0} ({1}) and update 1 bundle', next, level)
    : l10n.t('Create next version {0} ({1}) and update {2} bundles', next, level, counted(followers));
}

/** The files of a folder as fixes see them. */
export function folderOf({ files, language }: FixServices, uri: Uri): FixFolder {
  return {
    scope: files.scopeOf(uri.toString()),
    subject: async (file) => {
      const type = fileTypeOf(Uri.parse(file).path);
      const parsed = await files.read(file);
      return (
        type &&
        parsed &&
        new FixSubject(
          type,
          parsed,
          language.rereadAs(file, type, new Map(), files.cache),
          fileName(Uri.parse(file)),
        )
      );
    },
  };
}

/** One edit of all files, and of the names of some of them, so that one undo takes it back. */
export function editOf(files: readonly FileEdit[], renames: readonly Rename[] = []): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  // First, so that what is undone last are the names: a document whose name changes loses what came before.
  for (const { from, to } of renames) edit.renameFile(from, to);
  for (const { file, subject, edits } of files) {
    const uri = Uri.parse(file);
    const { to = uri } = renames.find(({ from }) => from.toString() === uri.toString()) ?? {};
    for (const { start, end, text } of edits) edit.replace(to, toRange(subject.file, { start, end }), text);
  }
  return edit;
}
