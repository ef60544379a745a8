import * as l10n from '@vscode/l10n';
import { estimateAssertiveness } from '../assertiveness/estimate.js';
import { textLocale } from '../../text/locale.js';
import { sentences } from '../../text/sentences.js';
import { trimWhiteSpace } from '../../text/whiteSpace.js';
import type { CheckedKind, Rule } from './rule.js';

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
    const { boosters, hedges } = estimate;
    const start = text.length - trimWhiteSpace(`${text}.`).length + 1;
    const message = sentences(
      verdict(kind, estimate.level, wanted),
      l10n.t('Counted: {0}; {1}.', boosterText(boosters), hedgeText(hedges)),
    );
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

function verdict(kind: CheckedKind, level: number, wanted: number): string {
  const about = rounded(level);
  if (kind === 'answer')
    return level > wanted
      ? l10n.t(
          'The answer seems more assertive (about {0}) than ASSERTIVENESS_LEVEL {1} asks for.',
          about,
          wanted,
        )
      : l10n.t(
          'The answer seems less assertive (about {0}) than ASSERTIVENESS_LEVEL {1} asks for.',
          about,
          wanted,
        );
  return level > wanted
    ? l10n.t(
        'The text seems more assertive (about {0}) than ASSERTIVENESS_LEVEL {1} asks for.',
        about,
        wanted,
      )
    : l10n.t(
        'The text seems less assertive (about {0}) than ASSERTIVENESS_LEVEL {1} asks for.',
        about,
        wanted,
      );
}

/** Two digits behind the point, whatever the language has for one. */
function rounded(level: number): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return Number(level.toFixed(2)).toLocaleString(textLocale(), digits);
}

type Counts = ReadonlyMap<string, number>;

function boosterText(counts: Counts): string {
  const total = totalOf(counts);
  if (total === 0) return l10n.t('no boosters');
  return total === 1
    ? l10n.t('1 booster ({0})', wordsOf(counts))
    : l10n.t('{0} boosters ({1})', total, wordsOf(counts));
}

function hedgeText(counts: Counts): string {
  const total = totalOf(counts);
  if (total === 0) return l10n.t('no hedges');
  return total === 1
    ? l10n.t('1 hedge ({0})', wordsOf(counts))
    : l10n.t('{0} hedges ({1})', total, wordsOf(counts));
}

function totalOf(counts: Counts): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** `may × 2, perhaps` */
function wordsOf(counts: Counts): string {
  return [...counts].map(([word, count]) => (count > 1 ? `${word} × ${count}` : word)).join(', ');
}
