import { counted } from '../../core/text/quote.js';

/** How many problems there are of the severities that a row tells. */
export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
}

/** No problem at all. */
export const NO_PROBLEMS: ProblemCounts = { errors: 0, warnings: 0 };

/** The problems of two files together. */
export function addCounts(one: ProblemCounts, other: ProblemCounts): ProblemCounts {
  return {
    errors: one.errors + other.errors,
    warnings: one.warnings + other.warnings,
  };
}

/** The problems in words. */
export function problemsText({ errors, warnings }: ProblemCounts): readonly string[] {
  return [...amount(errors, 'error'), ...amount(warnings, 'warning')];
}

function amount(count: number, noun: string): readonly string[] {
  if (count === 0) return [];
  return [count === 1 ? `1 ${noun}` : `${counted(count)} ${noun}s`];
}
