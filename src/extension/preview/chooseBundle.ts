import { commands, Uri } from 'vscode';
import { formatReference } from '../../core/model/reference.js';
import type { ScopeIndex } from '../../language/scopeIndex.js';
import type { Selection } from '../../preview/protocol.js';
import { fileName } from '../fileName.js';
import { tellInformation } from '../output/messages.js';
import { choose } from '../output/questions.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { draftOf, isDraft } from './draftNames.js';
import { newestBundle } from './previewChoices.js';
import type { SelectionMemory } from './selectionMemory.js';

/**
 * What to preview for a file: a bundle itself; for a template the newest bundle that uses it; for an input a bundle it
 * has expectations of, or the one shown last. Without a file of ours, the workspace's one bundle, or one the user picks.
 */
export async function chooseSelection(
  files: PromptWorkspace,
  memory: SelectionMemory,
  file: Uri | undefined,
  placeHolder = 'Bundle to preview',
): Promise<Selection | undefined> {
  await (file ? files.include(file) : files.settled());
  const key = file?.toString() ?? '';
  const scope = file && files.scopeOf(key);
  const kind = scope?.get(key)?.kind;
  const bundle =
    (scope && kind && bundleFor(scope, key, memory.recall(files.scopeKey(file)).bundle)) ??
    (await pickBundle(files, placeHolder));
  if (bundle === undefined) return undefined;
  const selection = selectionFor(files, memory, bundle);
  return kind === 'input' ? { ...selection, input: key } : selection;
}

/** Whether there is any bundle to show. */
export async function hasBundles(files: PromptWorkspace): Promise<boolean> {
  await files.settled();
  return [...files.scopes().values()].some((scope) => scope.ids('bundle').length > 0);
}

/** The newest version of the first bundle there is; `undefined` while there is none. */
export function firstSelection(files: PromptWorkspace, memory: SelectionMemory): Selection | undefined {
  const [bundle] = [...files.scopes().values()].flatMap(
    (scope) => newestBundle(scope, allBundles(scope)) ?? [],
  );
  return bundle === undefined ? undefined : selectionFor(files, memory, bundle);
}

/**
 * What to show for a file that got the focus while a preview follows: its bundle, or for an input the same bundle with
 * it; `undefined` when the file is none of ours, or what is shown is made from it already.
 */
export async function followedSelection(
  files: PromptWorkspace,
  memory: SelectionMemory,
  file: Uri,
  shown: Selection,
): Promise<Selection | undefined> {
  await files.settled();
  const key = file.toString();
  const scope = files.scopeOf(key);
  const summary = scope.get(key);
  if (!summary) return undefined;
  const isSameScope = shown.bundle !== '' && files.scopeOf(shown.bundle) === scope;
  if (summary.kind === 'input' && isSameScope)
    return shown.input === key || shown.input === draftOf(key) ? undefined : { ...shown, input: key };
  const uses =
    summary.kind === 'template' &&
    summary.identity &&
    isSameScope &&
    scope.usersOf(summary.identity.name).includes(shown.bundle);
  const bundle = uses ? shown.bundle : bundleFor(scope, key, memory.recall(files.scopeKey(file)).bundle);
  return bundle === undefined || bundle === shown.bundle ? undefined : selectionFor(files, memory, bundle);
}

/** A bundle with the input and the model that were chosen last in its folder, or the first input there is. */
export function selectionFor(files: PromptWorkspace, memory: SelectionMemory, bundle: string): Selection {
  const recalled = memory.recall(files.scopeKey(Uri.parse(bundle)));
  const inputs = files.scopeOf(bundle).inputs();
  const known =
    recalled.input !== undefined &&
    (recalled.input === '' || isDraft(recalled.input) || inputs.includes(recalled.input));
  return {
    bundle,
    input: known ? (recalled.input ?? '') : (inputs[0] ?? ''),
    model: recalled.bundle === bundle ? (recalled.model ?? '') : '',
  };
}

function bundleFor(scope: ScopeIndex, file: string, recalled: string | undefined): string | undefined {
  const summary = scope.get(file);
  if (summary?.kind === 'bundle') return file;
  const identity = summary?.identity?.name;
  if (summary?.kind === 'template') return identity && newestBundle(scope, scope.usersOf(identity));
  const expected = (summary?.expected ?? []).flatMap((name) => bundleFilesNamed(scope, name));
  if (expected.length > 0) return newestBundle(scope, expected);
  return recalled !== undefined && scope.get(recalled)?.kind === 'bundle' ? recalled : undefined;
}

function bundleFilesNamed(scope: ScopeIndex, name: string): readonly string[] {
  return allBundles(scope).filter((file) => {
    const identity = scope.get(file)?.identity?.name;
    return identity && formatReference(identity) === name;
  });
}

async function pickBundle(files: PromptWorkspace, placeHolder: string): Promise<string | undefined> {
  const newest = [...files.scopes()].flatMap(([folder, scope]) =>
    scope.ids('bundle').flatMap((id) => {
      const semver = scope.versions('bundle', id).at(-1);
      const file = semver === undefined ? undefined : scope.definitions('bundle', { id, semver })[0];
      return file === undefined || semver === undefined
        ? []
        : [{ label: id, description: semver, detail: fileName(Uri.parse(folder)), file }];
    }),
  );
  const [only, ...others] = newest;
  if (!only) {
    void tellInformation(
      'There is no bundle in this workspace yet. Create one of your own, or the sample to look around.',
      'Create Bundle',
      'Create Sample',
    ).then((choice) => {
      if (choice !== undefined)
        void commands.executeCommand(
          `promptBundles.${choice === 'Create Bundle' ? 'createBundle' : 'createSample'}`,
        );
    });
    return undefined;
  }
  return others.length === 0 ? only.file : (await choose(newest, placeHolder))?.file;
}

function allBundles(scope: ScopeIndex): readonly string[] {
  return scope
    .ids('bundle')
    .flatMap((id) =>
      scope.versions('bundle', id).flatMap((semver) => scope.definitions('bundle', { id, semver })),
    );
}
