import * as l10n from '@vscode/l10n';
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
  return [
    ...(errors === 0 ? [] : [errors === 1 ? l10n.t('1 error') : l10n.t('{0} errors', counted(errors))]),
    ...(warnings === 0
      ? []
      : [warnings === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', counted(warnings))]),
  ];
}
