import type { Severity, TextRange } from '../../model/findings.js';
import type { ConstraintKey, Constraints } from '../constraints.js';
import type { ConstraintCode, ConstraintFinding } from '../finding.js';
import type { Prose } from '../prose/prose.js';

/** What a text is: its author can change a prompt, and reads of an answer what the model did. */
export type CheckedKind = 'prompt' | 'answer';

/** A text to check, and what one reading of it has found. */
export interface Subject {
  readonly text: string;
  readonly kind: CheckedKind;
  readonly constraints: Constraints;
  /** Ranges that are one word each; the text's placeholders if absent. */
  readonly opaque: readonly TextRange[] | undefined;
  /** Ranges that a render filled in; none if absent. */
  readonly filled: readonly TextRange[] | undefined;
  readonly prose: Prose;
  /** Start, end and index of the token of each occurrence of a forbidden token, by turns. */
  readonly tokens: readonly number[];
}

/** Constraints and a text that breaks them, or keeps to them. */
export interface Example {
  readonly constraints: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** One rule: a constraint, what it is called, and how a text is held to it. */
export interface Rule {
  readonly code: ConstraintCode;
  readonly constraint: ConstraintKey;
  /** A short name, for lists. */
  readonly title: string;
  /** How much it matters if no setting says otherwise. */
  readonly severity: Severity;
  /** What the rule looks at and why, in Markdown; the examples show a text that breaks it and one that does not. */
  readonly documentation: { readonly text: string; readonly bad: Example; readonly good: Example };
  /** Which parts of a reading it needs: the blocks and sentences of prose, or the text alone. */
  readonly reads: 'prose' | 'text';
  /** Whether the constraints ask for it at all. */
  applies(constraints: Constraints): boolean;
  /** The places where the text breaks it, in order. */
  check(subject: Subject): ConstraintFinding[];
}
