import { check } from './check.js';
import { compileConstraints } from './compiledConstraints.js';
import { constraintsFromObject } from './constraints.js';
import { checkAnswer, constraintsOfAnswers } from './answers.js';
import { bySlot } from '../model/slots.js';
import type { ConstraintCode, ConstraintFinding } from './finding.js';

export { checkAnswer, constraintsOfAnswers } from './answers.js';
export { check, type CheckOptions } from './check.js';
export { CompiledCache, constraintsKey, DEFAULT_CAPACITY } from './compiledCache.js';
export { compileConstraints, type CompiledConstraints } from './compiledConstraints.js';
export { constraintsFromJson, NO_CONSTRAINTS, type ConstraintKey, type Constraints } from './constraints.js';
export { compareConstraintFindings, type ConstraintCode, type ConstraintFinding } from './finding.js';
export { RULES, ruleOf } from './registry.js';
export type { CheckedKind, Example, Rule } from './rules/rule.js';
export { uniteConstraints } from './unite.js';

/** One place where a text breaks a constraint; UTF-16 offsets, half-open. */
export interface TextFinding {
  readonly code: ConstraintCode;
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/**
 * Checks one text against constraints given as a plain object with the keys of the spec (`FORBIDDEN_TOKENS`, ...), as
 * `JSON.parse` gives it. Values of a wrong type or range, and unknown keys, forbid nothing. Compiles anew at each call: for
 * more than one text, compile once and use `check`.
 */
export function checkText(text: string, constraints: Readonly<Record<string, unknown>>): TextFinding[] {
  return textFindings(check(text, compileConstraints(constraintsFromObject(constraints))));
}

/**
 * Checks an answer of the model against the constraints of the four templates of a bundle (spec, section 4.3), in order:
 * system, personality, activity, task; `null` for a template that has none. They are read as {@link checkText} reads them.
 */
export function checkAnswerText(
  answer: string,
  templates: readonly (Readonly<Record<string, unknown>> | null)[],
): TextFinding[] {
  const constraints = bySlot((_slot, index) => constraintsFromObject(templates[index] ?? {}));
  return textFindings(checkAnswer(answer, compileConstraints(constraintsOfAnswers(constraints))));
}

function textFindings(findings: readonly ConstraintFinding[]): TextFinding[] {
  return findings.map(({ code, start, end, message }) => ({ code, start, end, message }));
}
