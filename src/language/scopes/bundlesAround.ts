import type { ScopeIndex } from './scopeIndex.js';

/** The bundles whose prompts a file is part of, a bundle itself among them. */
export function bundlesAround(scope: ScopeIndex, file: string): readonly string[] {
  const summary = scope.get(file);
  if (!summary) return [];
  if (summary.kind === 'bundle') return [file];
  if (summary.kind === 'input') return scope.bundlesFor(file);
  return summary.identity ? scope.usersOf(summary.identity.name) : [];
}
