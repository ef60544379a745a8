import type { Reference } from '../../core/model/reference.js';
import { compareSemver, isPreRelease } from '../../core/model/semver.js';
import type { DefiningKind, ScopeIndex } from '../scopes/scopeIndex.js';

/**
 * The newest version of a bundle or template, where it is newer than the one that is referred to. A pre-release is only
 * told to whoever refers to one.
 */
export function newerVersion(
  scope: ScopeIndex,
  kind: DefiningKind,
  { id, semver }: Reference,
): string | undefined {
  const newest = scope
    .versions(kind, id)
    .findLast((version) => !isPreRelease(version) || isPreRelease(semver));
  return newest !== undefined && compareSemver(newest, semver) > 0 ? newest : undefined;
}
