import { estimateAssertiveness } from '../assertiveness/estimate.js';
import { trimWhiteSpace } from '../../text/whiteSpace.js';
import type { Rule } from './rule.js';

/** How far the estimate may be off, and what rounding may add to it. */
const TOLERANCE = 0.25 + 1e-9;

/** `ASSERTIVENESS_LEVEL`: how firmly the text speaks, from 0 (all doubt) to 1 (no doubt). */
export const assertiveness: Rule = {
  code: 'assertiveness',
  constraint: 'ASSERTIVENESS_LEVEL',
  title: 'Assertiveness off its level',
  severity: 'information',
  reads: 'text',
  documentation: {
    text:
      'The text sounds more, or less, assertive than `ASSERTIVENESS_LEVEL` says, by more than 0.25. This is an estimate: ' +
      'the share of boosters (`must`, `always`, `certainly`) among boosters and hedges (`may`, `perhaps`, `rather`), counted ' +
      'from published word lists, and only made where a text has at least three of either. The message names what was counted.',
    bad: {
      constraints: { ASSERTIVENESS_LEVEL: 0.9 },
      text: 'You might perhaps answer, and possibly explain.',
    },
    good: {
      constraints: { ASSERTIVENESS_LEVEL: 0.9 },
      text: 'You must always answer, and never guess wildly. Certainly explain.',
    },
  },
  applies: ({ assertivenessLevel }) => assertivenessLevel !== undefined,
  check({ text, kind, constraints, opaque, filled }) {
    const { assertivenessLevel: wanted = NaN } = constraints;
    const estimate = estimateAssertiveness(text, opaque, filled);
    if (!estimate || !(Math.abs(estimate.level - wanted) > TOLERANCE)) return [];
    const { level, boosters, hedges } = estimate;
    const start = text.length - trimWhiteSpace(`${text}.`).length + 1;
    const message =
      `The ${kind === 'answer' ? 'answer' : 'text'} seems ${level > wanted ? 'more' : 'less'} assertive (about ${level.toFixed(2)}) than ASSERTIVENESS_LEVEL ` +
      `${wanted} asks for. Counted: ${list('booster', boosters)}; ${list('hedge', hedges)}.`;
    return [
      {
        code: this.code,
        severity: this.severity,
        constraint: this.constraint,
        start,
        end: start + trimWhiteSpace(text).length,
        message,
      },
    ];
  },
};

/** `2 hedges (may × 2)`. */
function list(kind: string, counts: ReadonlyMap<string, number>): string {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const words = [...counts].map(([word, count]) => (count > 1 ? `${word} × ${count}` : word));
  const named = words.length > 0 ? ` (${words.join(', ')})` : '';
  return `${total === 0 ? 'no' : total} ${kind}${total === 1 ? '' : 's'}${named}`;
}
