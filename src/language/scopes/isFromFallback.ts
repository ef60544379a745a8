import type { Reference } from '../../core/model/reference.js';
import type { ScopeIndex } from './scopeIndex.js';

/** True for a version of a template that no file and no published version of a scope answers, and that the fallback has. */
export function isFromFallback(scope: ScopeIndex, template: Reference): boolean {
  return (
    scope.definitions('template', template).length === 0 &&
    scope.published.templates(template).length === 0 &&
    scope.fallback.get(template) !== undefined
  );
}
