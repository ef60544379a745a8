import { l10n, Uri, window } from 'vscode';
import { compareSemver } from '../../core/model/semver.js';
import { formatReference } from '../../core/model/reference.js';
import { namedBundle, type ScopeIndex } from '../../language/index.js';
import type { Selection } from '../../preview/protocol.js';
import { showInformation } from '../output/messages.js';
import { choose, type Choice } from '../output/questions.js';
import { inputChoices, modelChoices } from '../preview/previewChoices.js';
import { isAlone } from '../selection/bundleFor.js';
import { selectionFor, selectionInForce } from '../selection/inForce.js';
import { readInput } from '../selection/readInput.js';
import { fileName } from '../workspace/fileName.js';
import type { CommandServices } from './commandServices.js';

// What is in force where a prompt is rendered: which bundle, with which input, for which model.

/** Chooses the bundle that a template or an input is shown with; where a bundle has the focus, the chosen one is opened. */
export async function chooseBundle(services: CommandServices): Promise<void> {
  const { files, memory, previews } = services;
  await files.settled();
  const uri = window.activeTextEditor?.document.uri;
  const preview = previews.visible();
  const standing = standingOf(services, uri);
  const place = standing?.bundle ?? uri?.toString();
  const scope = place === undefined ? undefined : files.scopeOf(place);
  const summary = uri && scope?.get(uri.toString());
  const users = summary?.kind === 'template' && summary.identity ? scope?.usersOf(summary.identity.name) : [];
  const offered = users && users.length > 0 ? users : scope ? bundlesIn(scope) : [];
  const chosen = await pick(services, offered, l10n.t('Choose a bundle'), standing?.bundle);
  if (chosen === undefined) return;
  const selection = selectionFor(files, memory, chosen);
  if (preview) await preview.select(selection);
  else memory.remember(files.scopeKey(Uri.parse(chosen)), selection);
  if (summary?.kind === 'bundle') await window.showTextDocument(Uri.parse(chosen));
}

/** Opens a bundle of some that are given, or of all that there are. */
export async function openBundle(services: CommandServices, argument: unknown): Promise<void> {
  const { files } = services;
  await files.settled();
  const given = Array.isArray(argument) ? argument.filter((file) => typeof file === 'string') : undefined;
  const offered = given ?? [...files.scopes().values()].flatMap(bundlesIn);
  const chosen = await pick(services, offered, l10n.t('Choose a bundle'));
  if (chosen !== undefined) await window.showTextDocument(Uri.parse(chosen));
}

/**
 * Chooses the input of the preview in sight, and of the next ones in its folder; where an input has the focus and no preview
 * is in sight, the chosen one is opened. Takes an input's URI to skip the list.
 */
export async function chooseInput(
  services: CommandServices,
  argument: unknown,
  ask: () => Promise<Selection | undefined>,
): Promise<void> {
  const { files, drafts, memory, previews } = services;
  const uri = window.activeTextEditor?.document.uri;
  const preview = previews.visible();
  await files.settled(uri ? [uri] : []);
  const selection = standingOf(services, uri) ?? (await ask());
  if (!selection) return;
  const shown = Uri.parse(selection.bundle);
  const folder = files.scopeKey(shown);
  const scope = files.scopeOf(shown.toString());
  const { options } = inputChoices(scope, folder, selection.input, drafts.list(folder), Infinity);
  if (argument instanceof Uri) await files.include(argument);
  const given = argument instanceof Uri ? argument.toString() : undefined;
  const title = l10n.t('Input for {0}', fileName(shown));
  const input = given ?? (await choose(marked(options, selection.input), title))?.value;
  if (input === undefined) return;
  if (preview) await preview.select({ input });
  else memory.remember(folder, { ...selection, input });
  const isInput = uri !== undefined && scope.get(uri.toString())?.kind === 'input';
  if (isInput && !preview && given === undefined && scope.get(input))
    await window.showTextDocument(Uri.parse(input));
}

/** Chooses the model that the bundle in force is rendered for. */
export async function chooseModel(
  services: CommandServices,
  ask: () => Promise<Selection | undefined>,
): Promise<void> {
  const { files, memory, previews } = services;
  const uri = window.activeTextEditor?.document.uri;
  const preview = previews.visible();
  await files.settled(uri ? [uri] : []);
  const standing = standingOf(services, uri);
  const isOfBundle = standing && !isAlone(files.scopeOf(standing.bundle), standing.bundle);
  const selection = isOfBundle ? standing : await ask();
  if (!selection) return;
  const folder = files.scopeKey(Uri.parse(selection.bundle));
  const scope = files.scopeOf(selection.bundle);
  const own = (await readInput(services, folder, selection.input))?.model?.model_type;
  const { options } = modelChoices(scope, selection, own);
  const title = l10n.t('Model for {0}', fileName(Uri.parse(selection.bundle)));
  const model = (await choose(marked(options, selection.model), title))?.value;
  if (model === undefined) return;
  if (preview) await preview.select({ model });
  else memory.remember(folder, { ...selection, model });
}

/** What the preview in sight shows, or what is in force for the active file. */
function standingOf(
  { files, memory, previews }: CommandServices,
  uri: Uri | undefined,
): Selection | undefined {
  const shown = previews.visible()?.selection;
  if (shown && shown.bundle !== '') return shown;
  const standing = uri && selectionInForce(files, memory, uri);
  return standing?.bundle === '' ? undefined : standing;
}

/** Every bundle of a folder in a file, by id, the newest version of each first. */
function bundlesIn(scope: ScopeIndex): readonly string[] {
  return scope.ids('bundle').flatMap((id) =>
    [...scope.versions('bundle', id)]
      .sort(compareSemver)
      .reverse()
      .flatMap((semver) => scope.definitions('bundle', { id, semver })),
  );
}

async function pick(
  { files }: CommandServices,
  bundles: readonly string[],
  title: string,
  chosen?: string,
): Promise<string | undefined> {
  if (bundles.length === 0) {
    void showInformation(l10n.t('There is no bundle in this workspace yet.'));
    return undefined;
  }
  const options = bundles.map((bundle) => {
    const scope = files.scopeOf(bundle);
    const identity = namedBundle(scope, bundle)?.identity;
    const name = scope.nameOf(bundle);
    return { value: bundle, label: identity ? formatReference(identity) : name, detail: name };
  });
  return (await choose(marked(options, chosen), title))?.value;
}

function marked<Option extends Choice & { readonly value: string }>(
  options: readonly Option[],
  chosen: string | undefined,
): readonly Option[] {
  return options.map((option) =>
    option.value === chosen ? { ...option, description: l10n.t('Chosen') } : option,
  );
}
