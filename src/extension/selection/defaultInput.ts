import { l10n } from 'vscode';
import { namedBundle, type ScopeIndex } from '../../language/index.js';
import type { Selection } from '../../preview/protocol.js';
import { isAlone } from './bundleFor.js';
import { baseOf, isDraft } from './draftNames.js';
import { formatReference } from '../../core/model/reference.js';
import { counted, excerpt } from '../../core/text/quote.js';

// Which input a bundle is shown with as long as nobody has chosen one.

/** The most models that a sentence names. */
const NAMED_MODELS = 3;

/**
 * Whether a bundle serves the model that an input, or the base of an edited one, asks for; true of no input, and of a template
 * that stands alone.
 */
export function servesInput(scope: ScopeIndex, bundle: string, input: string): boolean {
  if (isAlone(scope, bundle)) return true;
  const file = isDraft(input) ? baseOf(input) : input;
  const model = scope.get(file)?.modelType?.name;
  return model === undefined || (namedBundle(scope, bundle)?.tags.includes(model) ?? false);
}

/**
 * The first input, by name, that is made for a bundle: without errors, for a model that it serves, and expecting something
 * of this version, or else of none in particular. An empty text when there is none.
 */
export function defaultInput(scope: ScopeIndex, bundle: string): string {
  return ownInput(scope, bundle) ?? servedInputs(scope, bundle)[0] ?? '';
}

/** The same, but no input that expects something of other versions alone. */
export function ownInput(scope: ScopeIndex, bundle: string): string | undefined {
  const identity = namedBundle(scope, bundle)?.identity;
  const name = identity && formatReference(identity);
  return servedInputs(scope, bundle).find((input) => {
    const { expected = [] } = scope.get(input) ?? {};
    return expected.length === 0 || (name !== undefined && expected.includes(name));
  });
}

/** Says why no input is chosen, where there are some: none of them is for the bundle. Empty when somebody chose so. */
export function inputNote(scope: ScopeIndex, { bundle, input }: Selection): string {
  if (input !== '' || scope.inputs().length === 0 || servesAny(scope, bundle)) return '';
  const tags = namedBundle(scope, bundle)?.tags ?? [];
  if (tags.length === 0)
    return l10n.t(
      'Each input of this folder is for a model, and this bundle serves none by name. The default values are shown.',
    );
  const named = tags
    .slice(0, NAMED_MODELS)
    .map((tag) => excerpt(tag))
    .join(', ');
  const more = tags.length - NAMED_MODELS;
  return l10n.t(
    'No input of this folder is for a model of this bundle ({0}). The default values are shown.',
    more > 0 ? l10n.t('{0}, {1} more', named, counted(more)) : named,
  );
}

function servesAny(scope: ScopeIndex, bundle: string): boolean {
  return scope.inputs().some((input) => scope.get(input)?.isValid && servesInput(scope, bundle, input));
}

function servedInputs(scope: ScopeIndex, bundle: string): readonly string[] {
  return scope.inputs().filter((input) => scope.get(input)?.isValid && servesInput(scope, bundle, input));
}
