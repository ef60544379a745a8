import { formatReference } from '../../core/model/reference.js';
import type { ScopeIndex } from '../scopeIndex.js';

/** The most inputs one bundle is checked with; what is left out is told. */
export const MAX_INPUTS_PER_BUNDLE = 50;

/** The inputs a bundle is checked with. */
export interface InputPairs {
  readonly inputs: readonly string[];
  readonly truncated: boolean;
}

/**
 * The inputs that are meant for a bundle: those with an expectation of it; and, for the newest version of each bundle,
 * those without any expectations whose model it serves.
 */
export function inputsFor(scope: ScopeIndex, bundle: string): InputPairs {
  const summary = scope.get(bundle);
  const identity = summary?.identity?.name;
  if (!summary || !identity) return { inputs: [], truncated: false };
  const name = formatReference(identity);
  const isNewest = scope.versions('bundle', identity.id).at(-1) === identity.semver;
  const fits = (input: string): boolean => {
    const { expected = [], modelType } = scope.get(input) ?? {};
    if (expected.length > 0) return expected.includes(name);
    return isNewest && (modelType === undefined || summary.tags.includes(modelType.name));
  };
  const inputs = scope.inputs().filter(fits);
  return { inputs: inputs.slice(0, MAX_INPUTS_PER_BUNDLE), truncated: inputs.length > MAX_INPUTS_PER_BUNDLE };
}
