import * as translated from '@vscode/l10n';
import { changedStretches } from '../text/changedStretches.js';
import { countCodePoints } from '../text/codePoints.js';
import type { Texts } from '../text/english.js';
import { countedIn } from '../text/quote.js';
import { wordsOf } from '../text/words.js';

/** How many words or tokens were added and removed. */
export interface CountChange {
  readonly added: number;
  readonly removed: number;
}

/** How the size of a text changed. */
export interface SizeChange {
  readonly words: CountChange;
  /** In words, before and after. */
  readonly totals: readonly [before: number, after: number];
  /** In code points, before and after. */
  readonly characters: readonly [before: number, after: number];
}

/** With more differing words than this, all between the equal beginning and end count as removed and added. */
const MAX_EDITS = 1000;

/** How many words were added and removed from one text to the other, and how long both are. */
export function sizeChange(before: string, after: string): SizeChange {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  return {
    words: countChange(a, b),
    totals: [a.length, b.length],
    characters: [countCodePoints(before), countCodePoints(after)],
  };
}

/** How many words or tokens were added and removed from one text to the other. */
export function countChange<T extends string | number>(
  before: readonly T[],
  after: readonly T[],
): CountChange {
  let [added, removed] = [0, 0];
  for (const [fromA, toA, fromB, toB] of changedStretches(before, after, MAX_EDITS)) {
    removed += toA - fromA;
    added += toB - fromB;
  }
  return { added, removed };
}

/** What changed in a sentence. */
export function describeSizeChange({ words, totals }: SizeChange, l10n: Texts = translated): string {
  const [was = '', is = ''] = totals.map((total) => countedIn(l10n, total));
  const { added, removed } = words;
  if (added + removed === 0) return l10n.t('Only white space or punctuation changed.');
  return l10n.t(
    '{0} added, {1} removed ({2} → {3} words).',
    wordCount(added, l10n),
    wordCount(removed, l10n),
    was,
    is,
  );
}

function wordCount(words: number, l10n: Texts): string {
  return words === 1 ? l10n.t('1 word') : l10n.t('{0} words', countedIn(l10n, words));
}
