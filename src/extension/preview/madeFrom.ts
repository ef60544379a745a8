import type { Reference } from '../../core/model/reference.js';
import type { ScopeIndex } from '../../language/index.js';
import type { Selection } from '../../preview/protocol.js';
import { usersOf } from '../selection/bundleFor.js';
import { baseOf, isDraft } from '../selection/draftNames.js';

/** What a preview shows, as far as files decide it. */
export interface ShownPrompt {
  readonly selection: Selection;
  /** What the bundle is called, or was. */
  readonly identity: Reference | undefined;
  /** The file of the version that changes are counted from, where it is one. */
  readonly baseline: string | undefined;
}

/** The input of a selection as a file: of an edited one, that which it was made from. */
export function inputFileOf({ input }: Pick<Selection, 'input'>): string {
  return isDraft(input) ? baseOf(input) : input;
}

/**
 * The states of all that a prompt is made from: its bundle, its templates wherever they are answered, its input, and what
 * keeps it from being rendered. Each time a file is taken in it has another state, so that prompts are made from the same
 * as long as all states are the same.
 */
export function madeFrom(
  scope: ScopeIndex,
  { selection, identity, baseline }: ShownPrompt,
): readonly unknown[] {
  const { bundle } = selection;
  return [
    scope,
    ...statesOfBundle(scope, bundle),
    ...(identity ? statesOfVersion(scope, identity) : []),
    ...(baseline === undefined ? [] : statesOfBundle(scope, baseline)),
    scope.get(inputFileOf(selection)),
  ];
}

/** The files of what a prompt is made from, as the index knows them. */
export function filesOfPrompt(scope: ScopeIndex, { selection, baseline }: ShownPrompt): ReadonlySet<string> {
  const bundles = [selection.bundle, ...(baseline === undefined ? [] : [baseline])];
  const templates = bundles.flatMap((bundle) =>
    (scope.get(bundle)?.references ?? []).flatMap(({ name }) => [...scope.definitions('template', name)]),
  );
  return new Set([...bundles, ...templates, inputFileOf(selection)]);
}

export function areSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((state, i) => state === other[i]);
}

/** Of a template that is shown by itself, these are the bundles that use it by now. */
function statesOfBundle(scope: ScopeIndex, bundle: string): unknown[] {
  const summary = scope.get(bundle);
  return [
    summary,
    scope.published.get(bundle),
    ...usersOf(scope, bundle),
    ...(summary?.references ?? []).flatMap(({ name }) => statesOfTemplate(scope, name)),
  ];
}

function statesOfTemplate(scope: ScopeIndex, name: Reference): unknown[] {
  const files = [...scope.definitions('template', name), ...scope.claims('template', name)];
  const others = [scope.fallback.get(name), ...scope.published.templates(name)];
  return [...files.flatMap((file) => [file, scope.get(file)]), ...others];
}

/** Where several files define a version none is rendered; where none does, one may be found that has it now. */
function statesOfVersion(scope: ScopeIndex, version: Reference): unknown[] {
  const files = scope.definitions('bundle', version);
  return [...files.flatMap((file) => [file, scope.get(file)]), scope.published.versions(version.id)];
}
