import { ExcludeGlobs } from '../belonging/excludeGlobs.js';
import type { Budget, BundleBudget } from './configuration.js';

/** What gives the budget of a bundle, by its id: of the budgets that name it the last one counts, limit by limit. */
export function budgetsOf(budgets: readonly BundleBudget[]): (bundle: string) => Budget {
  const named = budgets.map(({ bundles, ...budget }) => ({
    ids: new Set(bundles),
    globs: new ExcludeGlobs([{ by: '', globs: bundles }]),
    budget,
  }));
  return (bundle) => {
    let found: Budget = { maxTokens: {} };
    for (const { ids, globs, budget } of named)
      if (ids.has(bundle) || globs.matchesName(bundle))
        found = {
          maxCharacters: budget.maxCharacters ?? found.maxCharacters,
          maxTokens: { ...found.maxTokens, ...budget.maxTokens },
        };
    return found;
  };
}
