import type { TextRange } from '../model/findings.js';
import type { CompiledConstraints } from './compiledConstraints.js';
import { compareConstraintFindings, type ConstraintCode, type ConstraintFinding } from './finding.js';
import { readProse, type Prose } from './prose/prose.js';
import { RULES } from './registry.js';
import type { CheckedKind } from './rules/rule.js';

/** How to check a text. */
export interface CheckOptions {
  /**
   * Ranges that count as one word each and whose text holds no tokens, in order and without overlaps; others are passed
   * over. When absent, the placeholders of a template (`{{task}}` and the like) are found and are opaque; `[]` for none.
   * Emoji are looked for in the text as it stands.
   */
  readonly opaque?: readonly TextRange[];
  /** Ranges that a render filled in, in order: where one is JSON it is read as prose, not as code. None if absent. */
  readonly filled?: readonly TextRange[];
  /** The codes of the rules to run; all by default. */
  readonly rules?: readonly ConstraintCode[];
  /** What the messages speak of; the text of a prompt by default. */
  readonly kind?: CheckedKind;
}

const NOTHING_READ: Prose = { longSentences: [], paragraphs: [], visibleEnd: 0 };

/**
 * The places where a text breaks its constraints, in order of start, end and code. The text has LF line ends; offsets are
 * UTF-16 units. Pure, linear in the length of the text, and never throws, whatever the text holds.
 */
export function check(
  text: string,
  compiled: CompiledConstraints,
  options: CheckOptions = {},
): ConstraintFinding[] {
  const { constraints } = compiled;
  const { opaque, filled, rules, kind = 'prompt' } = options;
  const active = RULES.filter((rule) => rule.applies(constraints) && (rules?.includes(rule.code) ?? true));
  const has = (code: ConstraintCode) => active.some((rule) => rule.code === code);
  const matcher = has('forbidden-token') ? compiled.createMatcher(text) : undefined;
  const wordLimit = has('sentence-too-long') ? constraints.maxSentenceLength : undefined;
  const prose = active.some((rule) => rule.reads === 'prose')
    ? readProse(text, { matcher, wordLimit, opaque, filled })
    : NOTHING_READ;
  const subject = { text, kind, constraints, opaque, filled, prose, tokens: matcher?.found ?? [] };
  const findings = active.map((rule) => rule.check(subject)).filter((found) => found.length > 0);
  return findings.length > 1 ? findings.flat().sort(compareConstraintFindings) : (findings[0] ?? []);
}
