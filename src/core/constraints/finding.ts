import type { Severity, TextRange } from '../model/findings.js';
import { compareCodePoints } from '../text/codePointOrder.js';
import type { ConstraintKey } from './constraints.js';

/** The codes of the findings that breaking a constraint gives. */
export type ConstraintCode =
  'forbidden-token' | 'sentence-too-long' | 'too-many-paragraphs' | 'emoji' | 'assertiveness';

/** One place where a text breaks a constraint: UTF-16 offsets of the offending text, half-open. */
export interface ConstraintFinding extends TextRange {
  readonly code: ConstraintCode;
  readonly severity: Severity;
  /** What is wrong and what to do, for the author. */
  readonly message: string;
  /** The constraint that says so, for a pointer to it. */
  readonly constraint: ConstraintKey;
  /** The forbidden token that occurs, as the constraints spell it first. */
  readonly token?: string;
}

/** Order of findings: start, then end, then code. */
export function compareConstraintFindings(a: ConstraintFinding, b: ConstraintFinding): number {
  return a.start - b.start || a.end - b.end || compareCodePoints(a.code, b.code);
}
