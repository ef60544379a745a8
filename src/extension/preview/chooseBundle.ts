import { commands, l10n, Uri } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { templateReference } from '../../core/model/template.js';
import { formatReference } from '../../core/model/reference.js';
import { MultiMap } from '../../core/text/multiMap.js';
import type { ScopeIndex } from '../../language/index.js';
import type { Selection } from '../../preview/protocol.js';
import { fileName } from '../workspace/fileName.js';
import { showInformation } from '../output/messages.js';
import { choose } from '../output/questions.js';
import { isWithinReach } from '../workspace/ownFiles.js';
import { refuseCopy } from '../workspace/refuseCopy.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { allBundles, bundleFor, isAlone, newestBundle, usersOf } from '../selection/bundleFor.js';
import { draftOf } from '../selection/draftNames.js';
import { selectionFor } from '../selection/inForce.js';
import type { SelectionMemory } from '../selection/selectionMemory.js';

/** What a choice is made from. */
export interface ChoiceServices {
  readonly files: PromptWorkspace;
  readonly memory: SelectionMemory;
  /** What the open previews show, those in sight first. */
  readonly previewed: () => readonly Selection[];
}

/**
 * What to act on for a file: a bundle itself, or a published version; for a template the newest version of the bundle that
 * uses it, the one that is previewed or one the user picks where several do, or where none does; for an input a bundle it
 * has expectations of, or the one shown last. Without a file of ours, the workspace's one bundle, or one the user picks.
 */
export async function chooseSelection(
  { files, memory, previewed }: ChoiceServices,
  file: Uri | undefined,
  placeHolder = l10n.t('Choose a bundle to preview'),
): Promise<Selection | undefined> {
  if (file && refuseCopy(file)) return undefined;
  await (file ? files.include(file) : files.settled());
  const key = file?.toString() ?? '';
  const scope = file && files.scopeOf(key);
  const summary = scope?.get(key);
  const kind = file && (summary?.kind ?? fileTypeOf(file.path)?.kind);
  // What is not saved is told to nobody while files are checked on save, but it can still be shown.
  if (kind === 'bundle') return selectionFor(files, memory, key);
  if (scope && kind === 'template') {
    const users = usersOf(scope, key);
    const shown = previewed().find(({ bundle }) => users.includes(bundle));
    if (shown) return shown;
    if (users.length > 0) {
      const bundle = await pickUser(scope, users, placeHolder);
      return bundle === undefined ? undefined : selectionFor(files, memory, bundle);
    }
    const bundle = await pickBundle(files, `${whyUnused(files, scope, key)} ${placeHolder}`, 'always');
    return bundle === undefined ? undefined : selectionFor(files, memory, bundle);
  }
  const bundle =
    (scope && bundleFor(scope, key, memory.recall(files.scopeKey(file)).bundle)) ??
    (await pickBundle(files, placeHolder));
  if (bundle === undefined) return undefined;
  const selection = selectionFor(files, memory, bundle);
  return kind === 'input' ? { ...selection, input: key } : selection;
}

/** A template that no bundle uses, to be shown by itself; `undefined` for any other file. */
export async function selectionAlone(
  files: PromptWorkspace,
  memory: SelectionMemory,
  file: Uri,
): Promise<Selection | undefined> {
  if (!isWithinReach(file)) return undefined;
  await files.include(file);
  const key = file.toString();
  return isAlone(files.scopeOf(key), key) ? selectionFor(files, memory, key) : undefined;
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
 * What to show for a file that got the focus while a preview follows: its bundle, a template that no bundle uses by itself, or
 * for an input the same bundle with it; `undefined` when the file is none of ours, or what is shown is made from it already.
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
  if (isMadeFrom(files, shown, key)) return undefined;
  const isSameScope = shown.bundle !== '' && files.scopeOf(shown.bundle) === scope;
  if (summary.kind === 'input' && isSameScope) return { ...shown, input: key };
  const bundle = isAlone(scope, key)
    ? key
    : bundleFor(scope, key, memory.recall(files.scopeKey(file)).bundle);
  return bundle === undefined || bundle === shown.bundle ? undefined : selectionFor(files, memory, bundle);
}

/** Whether what is shown is made from a file: the bundle itself, a template of it, or its input. */
export function isMadeFrom(files: PromptWorkspace, { bundle, input }: Selection, file: string): boolean {
  if (bundle === '') return false;
  if (file === bundle || file === input || draftOf(file) === input) return true;
  const scope = files.scopeOf(bundle);
  const elsewhere = files.fallback.at(file)?.template;
  if (elsewhere) return scope.usersOf(templateReference(elsewhere)).includes(bundle);
  return files.scopeOf(file) === scope && usersOf(scope, file).includes(bundle);
}

/** Why a template leads to no bundle. */
function whyUnused(files: PromptWorkspace, scope: ScopeIndex, template: string): string {
  const name = scope.get(template)?.identity?.name;
  const shown = name ? formatReference(name) : fileName(Uri.parse(template));
  return !name && files.heldBack(scope).includes(template)
    ? l10n.t('{0} is not saved, so no bundle uses it yet.', shown)
    : l10n.t('No bundle uses {0}.', shown);
}

/** The newest version of the one bundle among some files, or of one that the user picks. */
async function pickUser(
  scope: ScopeIndex,
  users: readonly string[],
  placeHolder: string,
): Promise<string | undefined> {
  const byId = new MultiMap<string, string>();
  for (const file of users) byId.add(scope.get(file)?.identity?.name.id ?? fileName(Uri.parse(file)), file);
  const newest = [...byId.keys()].sort().flatMap((id) => {
    const file = newestBundle(scope, [...byId.get(id)]);
    if (file === undefined) return [];
    const description = scope.get(file)?.identity?.name.semver ?? '';
    return [{ label: id, description, detail: fileName(Uri.parse(file)), file }];
  });
  return newest.length < 2 ? newest[0]?.file : (await choose(newest, placeHolder))?.file;
}

/** A bundle that the user picks; where there is one alone it is that one, unless the user is to be asked always. */
export async function pickBundle(
  files: PromptWorkspace,
  placeHolder: string,
  asks: 'several' | 'always' = 'several',
): Promise<string | undefined> {
  const scopes = [...files.scopes()].filter(([, scope]) => scope.ids('bundle').length > 0);
  const newest = scopes.flatMap(([folder, scope]) =>
    scope.ids('bundle').flatMap((id) => {
      const semver = scope.versions('bundle', id).at(-1);
      const file = semver === undefined ? undefined : scope.definitions('bundle', { id, semver })[0];
      if (file === undefined || semver === undefined) return [];
      const inFolder = scope.nameOf(file);
      const detail = scopes.length > 1 ? `${fileName(Uri.parse(folder))}/${inFolder}` : inFolder;
      return [{ label: id, description: semver, detail, file }];
    }),
  );
  const [only, ...others] = newest;
  if (!only) {
    const [create, sample] = [l10n.t('New Prompt Bundle…'), l10n.t('Create Sample')];
    void showInformation(
      l10n.t(
        'There is no bundle in this workspace yet. Create one of your own, or the sample to look around.',
      ),
      create,
      sample,
    ).then((choice) => {
      if (choice !== undefined)
        void commands.executeCommand(`promptBundles.${choice === create ? 'newBundle' : 'createSample'}`);
    });
    return undefined;
  }
  return others.length === 0 && asks !== 'always' ? only.file : (await choose(newest, placeHolder))?.file;
}
