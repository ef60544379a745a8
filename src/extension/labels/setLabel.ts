import { l10n, Range, Uri, workspace, WorkspaceEdit } from 'vscode';
import { isLabelName, labelRule } from '../../core/model/labelName.js';
import type { Reference } from '../../core/model/reference.js';
import { encodeUtf8 } from '../../core/text/utf8.js';
import {
  changeLabel,
  LABELS_FILE,
  USUAL_LABELS,
  type LabelChange,
  type ScopeIndex,
} from '../../language/index.js';
import { showInStatusBar } from '../output/editors.js';
import { showError, showInformation } from '../output/messages.js';
import { askForText, choose } from '../output/questions.js';
import { fileExists } from '../workspace/fileExists.js';
import { isTrusted } from '../workspace/trust.js';

/** What is asked of the files of the workspace. */
interface LabelledFiles {
  readonly include: (file: Uri) => Promise<unknown>;
  readonly includeSnapshots: (root: Uri) => Promise<void>;
  readonly scopeOf: (file: string) => ScopeIndex;
  readonly scopeKey: (file: Uri) => string;
}

interface Labelled {
  readonly root: Uri;
  readonly scope: ScopeIndex;
  readonly name: Reference;
}

/** Asks for a label of a published version, and sets it there: of the bundle's own file, or of a version that is chosen. */
export async function setLabel(files: LabelledFiles, file: Uri | undefined): Promise<void> {
  const labelled = await labelledAt(files, file);
  if (!labelled) return;
  const { scope, name } = labelled;
  const version = await publishedVersion(scope, name);
  if (version === undefined) return;
  const label = await chooseLabel(scope, { id: name.id, semver: version });
  if (label !== undefined) await write(files, labelled, { bundle: name.id, label, version });
}

/** Asks which label of a bundle goes, and removes it. */
export async function removeLabel(files: LabelledFiles, file: Uri | undefined): Promise<void> {
  const labelled = await labelledAt(files, file);
  if (!labelled) return;
  const { scope, name } = labelled;
  const labels = scope.labels.named(name.id);
  if (labels.length === 0) {
    void showInformation(l10n.t('{0} has no labels.', name.id));
    return;
  }
  const choices = labels.map(({ label, version }) => ({ icon: 'tag', label, description: version }));
  const chosen = await choose(choices, l10n.t('Which label of {0} is to go?', name.id));
  if (chosen) await write(files, labelled, { bundle: name.id, label: chosen.label, version: undefined });
}

/** The bundle that a file says it is, with what is published of it at this moment; a label is as much as a version to who uses it. */
async function labelledAt(files: LabelledFiles, file: Uri | undefined): Promise<Labelled | undefined> {
  if (!isTrusted(l10n.t('Labels can be changed only in a trusted workspace.'))) return undefined;
  if (file) {
    await files.include(file);
    const key = file.toString();
    const scope = files.scopeOf(key);
    const { kind, identity } = scope.get(key) ?? {};
    const name = kind === 'bundle' ? identity?.name : scope.published.get(key)?.identity;
    const root = Uri.parse(files.scopeKey(file));
    if (name) {
      await files.includeSnapshots(root);
      return { root, scope, name };
    }
  }
  void showInformation(l10n.t('Open a bundle first: labels are for its published versions.'));
  return undefined;
}

/** The version of the file where it is published, else one that is chosen. */
async function publishedVersion(scope: ScopeIndex, { id, semver }: Reference): Promise<string | undefined> {
  const versions = [...scope.published.versions(id)].reverse();
  if (versions.includes(semver)) return semver;
  if (versions.length === 0) {
    void showInformation(
      l10n.t('No version of {0} is published. Only published versions can be labelled.', id),
    );
    return undefined;
  }
  const choices = versions.map((label) => ({
    label,
    description: scope.labels.of({ id, semver: label }).join(', '),
  }));
  const question = l10n.t('{0} is not published. Which version of {1} is to be labelled?', semver, id);
  return (await choose(choices, question))?.label;
}

async function chooseLabel(scope: ScopeIndex, { id, semver }: Reference): Promise<string | undefined> {
  const { labels } = scope;
  const own = labels.named(id).map(({ label }) => label);
  const others = labels.bundles().flatMap((bundle) => labels.named(bundle).map(({ label }) => label));
  const names = [...new Set([...own, ...others.sort(), ...USUAL_LABELS])];
  const choices = names.map((label) => {
    const before = labels.versionOf(id, label);
    const description =
      before === semver ? l10n.t('{0} already', semver) : before ? `${before} → ${semver}` : '';
    return { icon: 'tag', label, description };
  });
  const another = { icon: 'add', label: l10n.t('New Label…') };
  const title = l10n.t('Label for {0} {1}', id, semver);
  const chosen = await choose([...choices, another], title);
  if (chosen !== another) return chosen?.label;
  return askForText({
    title,
    prompt: l10n.t('Where this version is in use, such as production.'),
    validateInput: (value) => (isLabelName(value) ? undefined : labelRule()),
  });
}

/** What an editor shows of the labels counts. They are saved, unless there was something unsaved in it. */
async function write(files: LabelledFiles, { root, scope }: Labelled, change: LabelChange): Promise<void> {
  const before = scope.labels.versionOf(change.bundle, change.label);
  const file = Uri.joinPath(root, ...LABELS_FILE);
  const edit = new WorkspaceEdit();
  const document = (await fileExists(file)) ? await workspace.openTextDocument(file) : undefined;
  const wasDirty = document?.isDirty ?? false;
  const given = document?.getText();
  const text = changeLabel(given, change);
  if (text === undefined) {
    void showError(l10n.t('{0} has errors. Fix them first.', LABELS_FILE.join('/')));
    return;
  }
  if (!document) edit.createFile(file, { contents: encodeUtf8(text) });
  else if (text !== given)
    edit.replace(file, new Range(document.positionAt(0), document.positionAt(given?.length ?? 0)), text);
  const isWritten = (await workspace.applyEdit(edit)) && (!document || wasDirty || (await document.save()));
  // At once, not when the file system tells of it.
  if (isWritten) await files.includeSnapshots(root);
  if (isWritten) showInStatusBar('check', changedText(change, before), 6);
  else void showError(l10n.t('{0} could not be changed.', LABELS_FILE.join('/')));
}

/** What became of a label that was at a version before, or at none. */
function changedText({ bundle, label, version }: LabelChange, before: string | undefined): string {
  if (version === undefined) return l10n.t('{0} of {1} is removed', label, bundle);
  return before
    ? l10n.t('{0} of {1}: {2} → {3}', label, bundle, before, version)
    : l10n.t('{0} of {1}: {2}', label, bundle, version);
}
