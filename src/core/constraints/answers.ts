import { SLOTS, type BySlot } from '../model/slots.js';
import { check } from './check.js';
import type { CompiledConstraints } from './compiledConstraints.js';
import { freezeConstraints, type Constraints } from './constraints.js';
import type { ConstraintFinding } from './finding.js';
import { uniteConstraints } from './unite.js';

/**
 * What an answer of the model is held to (spec, section 4.3): the union that every part is held to, the smallest limit on
 * paragraphs of all templates, and the assertiveness of the personality, else of the first template in order that has one.
 */
export function constraintsOfAnswers(templates: BySlot<Constraints>): Constraints {
  const inOrder = SLOTS.map((slot) => templates[slot]);
  const limits = inOrder.flatMap(({ maxParagraphs }) => maxParagraphs ?? []);
  const level = [templates.personality, ...inOrder].find((one) => one.assertivenessLevel !== undefined);
  return freezeConstraints({
    ...uniteConstraints(inOrder),
    ...(limits.length > 0 && { maxParagraphs: limits.reduce((least, limit) => Math.min(least, limit)) }),
    ...(level?.assertivenessLevel !== undefined && { assertivenessLevel: level.assertivenessLevel }),
  });
}

/** The places where an answer of the model breaks its constraints; placeholders have no meaning in it. See {@link check}. */
export function checkAnswer(answer: string, compiled: CompiledConstraints): ConstraintFinding[] {
  return check(answer, compiled, { opaque: [], kind: 'answer' });
}
