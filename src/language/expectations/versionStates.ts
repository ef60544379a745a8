import type { Reference } from '../../core/model/reference.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';

/**
 * The states of all that a bundle version is rendered from, files and snapshots, each a new object with every edit: as
 * long as they are the same, so is the prompt with one input.
 */
export function versionStates(scope: ScopeIndex, reference: Reference): readonly object[] {
  const bundles = scope.definitions('bundle', reference).flatMap((file) => scope.get(file) ?? []);
  if (bundles.length === 0) {
    const published = scope.published.bundle(reference);
    return present(published && scope.published.get(published.file));
  }
  const templates = bundles
    .flatMap(({ references }) => references)
    .flatMap(({ name }): object[] => {
      const files = scope.definitions('template', name);
      if (files.length > 0) return files.flatMap((file) => scope.get(file) ?? []);
      return scope.published.templates(name).flatMap(({ file }) => scope.published.get(file) ?? []);
    });
  return [...bundles, ...templates];
}

function present<State extends object>(state: State | undefined): State[] {
  return state ? [state] : [];
}

/** True for the same states in the same order. */
export function areSame(one: readonly object[], other: readonly object[]): boolean {
  return one.length === other.length && one.every((state, index) => state === other[index]);
}
