import { Range, Uri, workspace, WorkspaceEdit } from 'vscode';
import { isLabelName, LABEL_RULE } from '../../core/model/labelName.js';
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
    void showInformation(`${name.id} has no labels.`);
    return;
  }
  const choices = labels.map(({ label, version }) => ({ icon: 'tag', label, description: version }));
  const chosen = await choose(choices, `Which label of ${name.id} is to go?`);
  if (chosen) await write(files, labelled, { bundle: name.id, label: chosen.label, version: undefined });
}

/** The bundle that a file says it is, with what is published of it at this moment; a label is as much as a version to who uses it. */
async function labelledAt(files: LabelledFiles, file: Uri | undefined): Promise<Labelled | undefined> {
  if (!isTrusted('Labels can be changed only in a trusted workspace.')) return undefined;
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
  void showInformation('Open a bundle first: labels are for its published versions.');
  return undefined;
}

/** The version of the file where it is published, else one that is chosen. */
async function publishedVersion(scope: ScopeIndex, { id, semver }: Reference): Promise<string | undefined> {
  const versions = [...scope.published.versions(id)].reverse();
  if (versions.includes(semver)) return semver;
  if (versions.length === 0) {
    void showInformation(`No version of ${id} is published. Only published versions can be labelled.`);
    return undefined;
  }
  const choices = versions.map((label) => ({
    label,
    description: scope.labels.of({ id, semver: label }).join(', '),
  }));
  return (await choose(choices, `${semver} is not published. Which version of ${id} is to be labelled?`))
    ?.label;
}

async function chooseLabel(scope: ScopeIndex, { id, semver }: Reference): Promise<string | undefined> {
  const { labels } = scope;
  const own = labels.named(id).map(({ label }) => label);
  const others = labels.bundles().flatMap((bundle) => labels.named(bundle).map(({ label }) => label));
  const names = [...new Set([...own, ...others.sort(), ...USUAL_LABELS])];
  const choices = names.map((label) => {
    const before = labels.versionOf(id, label);
    const description = before === semver ? `${semver} already` : before ? `${before} → ${semver}` : '';
    return { icon: 'tag', label, description };
  });
  const another = { icon: 'add', label: 'New Label…' };
  const chosen = await choose([...choices, another], `Label for ${id} ${semver}`);
  if (chosen !== another) return chosen?.label;
  return askForText({
    title: `Label for ${id} ${semver}`,
    prompt: 'Where this version is in use, such as production.',
    validateInput: (value) => (isLabelName(value) ? undefined : `${LABEL_RULE}.`),
  });
}

/** What an editor shows of the labels counts. They are saved, unless there was something unsaved in it. */
async function write(files: LabelledFiles, { root, scope }: Labelled, change: LabelChange): Promise<void> {
  const { bundle, label, version } = change;
  const before = scope.labels.versionOf(bundle, label);
  const file = Uri.joinPath(root, ...LABELS_FILE);
  const edit = new WorkspaceEdit();
  const document = (await fileExists(file)) ? await workspace.openTextDocument(file) : undefined;
  const wasDirty = document?.isDirty ?? false;
  const given = document?.getText();
  const text = changeLabel(given, change);
  if (text === undefined) {
    void showError(`${LABELS_FILE.join('/')} has errors. Fix them first.`);
    return;
  }
  if (!document) edit.createFile(file, { contents: encodeUtf8(text) });
  else if (text !== given)
    edit.replace(file, new Range(document.positionAt(0), document.positionAt(given?.length ?? 0)), text);
  const isWritten = (await workspace.applyEdit(edit)) && (!document || wasDirty || (await document.save()));
  // At once, not when the file system tells of it.
  if (isWritten) await files.includeSnapshots(root);
  if (!isWritten) void showError(`${LABELS_FILE.join('/')} could not be changed.`);
  else if (version === undefined) showInStatusBar('check', `${label} of ${bundle} is removed`, 6);
  else showInStatusBar('check', `${label} of ${bundle}: ${before ? `${before} → ` : ''}${version}`, 6);
}
