import type { ConstraintCode } from './finding.js';
import { assertiveness } from './rules/assertiveness.js';
import { emoji } from './rules/emoji.js';
import { forbiddenToken } from './rules/forbiddenToken.js';
import type { Rule } from './rules/rule.js';
import { sentenceTooLong } from './rules/sentenceTooLong.js';
import { tooManyParagraphs } from './rules/tooManyParagraphs.js';

/** Every rule, in the order in which the spec has their constraints. A new rule is a file in `rules/` and a line here. */
export const RULES: readonly Rule[] = Object.freeze([
  forbiddenToken,
  sentenceTooLong,
  tooManyParagraphs,
  emoji,
  assertiveness,
]);

/** The rule that gives findings of that code. */
export function ruleOf(code: ConstraintCode): Rule {
  const rule = RULES.find((candidate) => candidate.code === code);
  if (!rule) throw new RangeError(`No rule has the code ${code}.`);
  return rule;
}
