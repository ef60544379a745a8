import type { Reference } from '../../core/model/reference.js';
import type { DefiningKind, ScopeIndex } from './scopeIndex.js';

/** True for a version that some file defines, or that is published. */
export function isVersionKnown(scope: ScopeIndex, kind: DefiningKind, reference: Reference): boolean {
  const { published } = scope;
  return (
    scope.definitions(kind, reference).length > 0 ||
    (kind === 'template'
      ? published.templates(reference).length > 0
      : published.bundle(reference) !== undefined)
  );
}
