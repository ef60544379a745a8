import type { Severity } from '../../core/model/findings.js';

/** Something that is wrong, at its place; lines and columns count from 1. */
export interface Problem {
  /** From the root, with `/` between. */
  readonly file: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
  readonly severity: Severity;
  readonly message: string;
  /** None in an audit log, which no rule is about. */
  readonly code?: string;
}

/** One of the things that `ci` checks, and what came of it. */
export interface Check {
  readonly name: 'files' | 'tests' | 'published' | 'labels' | 'audit';
  readonly isPassed: boolean;
  /** What was looked at, and what was found, in a sentence. */
  readonly summary: string;
  readonly problems: readonly Problem[];
}

/** What was found, in words. */
export function foundText(problems: readonly Pick<Problem, 'severity'>[]): string {
  const parts = (['error', 'warning'] as const).flatMap((severity) => {
    const number = problems.filter((one) => one.severity === severity).length;
    return number === 0 ? [] : [`${number} ${severity}${number === 1 ? '' : 's'}`];
  });
  return parts.length === 0 ? 'no errors or warnings' : parts.join(', ');
}
