import type { TextRange } from '../model/findings.js';
import { addAll } from '../text/addAll.js';
import { changedStretches } from '../text/changedStretches.js';
import { likePairs, type LinePair } from './likeLines.js';
import { wordTokens, type WordChange } from './wordDiff.js';

/** What differs between two long texts, for somebody who reads the one and looks for what is new in it. */
export interface TextChanges {
  /** In order; they never touch. */
  readonly changes: readonly WordChange[];
  /** Whether somewhere so much differs that whole lines stand for the words. */
  readonly isRough: boolean;
}

/** With more differing lines than this, all between the equal beginning and end is compared at once. */
const MAX_LINE_EDITS = 1000;
/** With more differing words than this, a passage is one change. */
const MAX_WORD_EDITS = 800;
/** Among more pairs of lines than this, it is not looked for those that are like each other. */
const MAX_LINE_PAIRS = 900;
/** Changes that keep to lines read more easily, even where they mark so many times as much. */
const LINES_MAY_MARK = 1.25;
/** What all passages together may take, in steps of the comparison: their number grows with the square of the edits. */
const BUDGET = 3_000_000;

/**
 * What differs between two texts: the lines that differ first, and in them the words. Takes about as long as the texts are
 * long, whatever differs: where that is too much, whole passages are one change.
 */
export function textChanges(before: string, after: string): TextChanges {
  const [a, b] = [new Tokens(lines(before)), new Tokens(lines(after))];
  const comparison = new WordComparison();
  for (const [a1, a2, b1, b2] of changedStretches(a.texts, b.texts, MAX_LINE_EDITS))
    comparison.compare(a.from(a1, a2), b.from(b1, b2));
  return { changes: readable(comparison.changes, after), isRough: comparison.isRough };
}

/**
 * Changes after an edit of the later text that put another stretch in the place of the one from `start` to `end`, and made the
 * text longer by `by`: those it touched are left out.
 */
export function movedChanges(
  changes: readonly WordChange[],
  start: number,
  end: number,
  by: number,
): readonly WordChange[] {
  return changes.flatMap(({ before, after }) => {
    if (after.end < start) return [{ before, after }];
    return after.start > end ? [{ before, after: { start: after.start + by, end: after.end + by } }] : [];
  });
}

/** Some tokens of a text, with where they stand in it. */
class Tokens {
  readonly #starts: readonly [number, ...number[]];

  constructor(
    readonly texts: readonly string[],
    start = 0,
  ) {
    let at = start;
    this.#starts = [start, ...texts.map((text) => (at += text.length))];
  }

  get range(): TextRange {
    return { start: this.#starts[0], end: this.#starts.at(-1) ?? this.#starts[0] };
  }

  /** Those from one token to before another. */
  from(first: number, end: number): Tokens {
    return new Tokens(this.texts.slice(first, end), this.#starts[first]);
  }

  words(): Tokens {
    return new Tokens(wordTokens(this.texts.join('')).flatMap(byLine), this.#starts[0]);
  }
}

class WordComparison {
  readonly changes: WordChange[] = [];
  isRough = false;
  #left = BUDGET;

  /** Compares lines word by word, or by pairs of like lines where that marks no more; if it is too much, as whole lines. */
  compare(before: Tokens, after: Tokens): void {
    const [a, b] = [before.words(), after.words()];
    const words = this.#wordChanges(a, b);
    const pairs = this.#pairs(before, after);
    const lines = pairs && this.#lineChanges(pairs, before, after);
    if (lines && (!words || sizeOfAll(lines) <= LINES_MAY_MARK * sizeOfAll(words)))
      addAll(this.changes, lines);
    else if (words) addAll(this.changes, words);
    else {
      this.isRough = true;
      this.changes.push(wholeChange(before, after));
    }
  }

  /** The words that differ; `undefined` when they are too many. */
  #wordChanges(a: Tokens, b: Tokens): readonly WordChange[] | undefined {
    if (a.texts.length === 0 || b.texts.length === 0) return [wholeChange(a, b)];
    const most = Math.min(MAX_WORD_EDITS, Math.floor(Math.sqrt(this.#left)));
    const stretches = changedStretches(a.texts, b.texts, most);
    const edits = stretches.reduce((sum, [a1, a2, b1, b2]) => sum + (a2 - a1) + (b2 - b1), 0);
    this.#left -= Math.min(edits, most) ** 2;
    if (edits > most) return undefined;
    return stretches.map(([a1, a2, b1, b2]) => wholeChange(a.from(a1, a2), b.from(b1, b2)));
  }

  /** Which line became which: by likeness among a few, one by one among as many of both; else `undefined`. */
  #pairs({ texts: a }: Tokens, { texts: b }: Tokens): readonly LinePair[] | undefined {
    if (a.length + b.length <= 2) return undefined;
    if (a.length * b.length <= MAX_LINE_PAIRS) return likePairs(a, b);
    return a.length === b.length ? a.map((_line, i) => [i, i]) : undefined;
  }

  #lineChanges(pairs: readonly LinePair[], before: Tokens, after: Tokens): readonly WordChange[] {
    const found: WordChange[] = [];
    let [a, b] = [0, 0];
    const whole = (toA: number, toB: number): void => {
      if (a < toA || b < toB) found.push(wholeChange(before.from(a, toA), after.from(b, toB)));
    };
    for (const [i, j] of pairs) {
      whole(i, j);
      const [was, is] = [before.from(i, i + 1), after.from(j, j + 1)];
      if (was.texts[0] !== is.texts[0]) {
        const words = this.#wordChanges(was.words(), is.words());
        this.isRough ||= words === undefined;
        addAll(found, words ?? [wholeChange(was, is)]);
      }
      [a, b] = [i + 1, j + 1];
    }
    whole(before.texts.length, after.texts.length);
    return found;
  }
}

/** All of the one became all of the other. */
function wholeChange(before: Tokens, after: Tokens): WordChange {
  return { before: before.range, after: after.range };
}

function sizeOfAll(changes: readonly WordChange[]): number {
  return changes.reduce(
    (sum, { before, after }) => sum + (before.end - before.start) + (after.end - after.start),
    0,
  );
}

/** Blanks up to each line break, so that an added line is not another stretch of blanks. */
function byLine(token: string): readonly string[] {
  return token.includes('\n') ? lines(token) : [token];
}

function lines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/**
 * Changes of one line with no more between them than blanks, or less than they change, read as one: a word that happens to
 * stand in both texts makes nothing clearer.
 */
function readable(changes: readonly WordChange[], after: string): readonly WordChange[] {
  const result: WordChange[] = [];
  for (const change of changes) {
    const last = result.at(-1);
    const between = last && after.slice(last.after.end, change.after.start);
    if (last && between !== undefined && isNoise(between, last, change))
      result[result.length - 1] = {
        before: { start: last.before.start, end: change.before.end },
        after: { start: last.after.start, end: change.after.end },
      };
    else result.push(change);
  }
  return result;
}

function isNoise(between: string, left: WordChange, right: WordChange): boolean {
  if (between === '') return true;
  if (between.includes('\n')) return false;
  return between.trim() === '' || between.length <= Math.min(sizeOf(left), sizeOf(right));
}

/** Units of the larger side; none where something was only added or taken away. */
function sizeOf({ before, after }: WordChange): number {
  const [was, is] = [before.end - before.start, after.end - after.start];
  return was === 0 || is === 0 ? 0 : Math.max(was, is);
}
