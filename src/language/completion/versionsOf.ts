import { compareSemver, isSemver } from '../../core/model/semver.js';
import type { DefiningKind, ScopeIndex } from '../scopes/scopeIndex.js';

/** Every version of a bundle or a template that there is, in a file or published, in SemVer order. */
export function versionsOf(scope: ScopeIndex, kind: DefiningKind, id: string): string[] {
  const published = kind === 'bundle' ? scope.published.versions(id) : scope.published.templateVersions(id);
  const written = scope.versions(kind, id).filter(isSemver);
  return published.length === 0 ? written : [...new Set([...written, ...published])].sort(compareSemver);
}
