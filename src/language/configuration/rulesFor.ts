import type { RuleSeverities } from '../../core/model/findings.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';

/** The severities that hold for a file: by the configuration of its root, and where that is silent, by whoever asks. */
export function rulesFor(scope: ScopeIndex, file: string, personal: RuleSeverities): RuleSeverities {
  const configuration = scope.surroundings.configuration?.();
  return configuration ? configuration.rulesFor(scope.nameOf(file), personal) : personal;
}
