import { changedStretches, type Stretch } from '../text/changedStretches.js';
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

/** Some tokens of a text, with where they stand in it. */
class Tokens {
  readonly #starts: readonly number[];

  constructor(
    readonly texts: readonly string[],
    start = 0,
  ) {
    let at = start;
    this.#starts = [start, ...texts.map((text) => (at += text.length))];
  }

  /** Where a token starts, or where the last one ends. */
  startOf(index: number): number {
    return this.#starts[index] ?? 0;
  }

  from(first: number, end: number): Tokens {
    return new Tokens(this.texts.slice(first, end), this.startOf(first));
  }

  words(): Tokens {
    return new Tokens(wordTokens(this.texts.join('')), this.startOf(0));
  }
}

class WordComparison {
  readonly changes: WordChange[] = [];
  isRough = false;
  #left = BUDGET;

  /** Compares lines word by word; if that is too much, line by line where there are as many of both. */
  compare(before: Tokens, after: Tokens): void {
    const [a, b] = [before.words(), after.words()];
    const stretches = this.#stretches(a.texts, b.texts);
    if (stretches) this.#add(stretches, a, b);
    else if (before.texts.length === after.texts.length && before.texts.length > 1)
      for (let i = 0; i < before.texts.length; i++) this.compare(before.from(i, i + 1), after.from(i, i + 1));
    else {
      this.isRough = true;
      this.#add([[0, a.texts.length, 0, b.texts.length]], a, b);
    }
  }

  /** The words that differ; `undefined` when they are too many. */
  #stretches(a: readonly string[], b: readonly string[]): readonly Stretch[] | undefined {
    if (a.length === 0 || b.length === 0) return [[0, a.length, 0, b.length]];
    const most = Math.min(MAX_WORD_EDITS, Math.floor(Math.sqrt(this.#left)));
    const stretches = changedStretches(a, b, most);
    const edits = stretches.reduce((sum, [a1, a2, b1, b2]) => sum + (a2 - a1) + (b2 - b1), 0);
    this.#left -= Math.min(edits, most) ** 2;
    return edits > most ? undefined : stretches;
  }

  #add(stretches: readonly Stretch[], a: Tokens, b: Tokens): void {
    for (const [a1, a2, b1, b2] of stretches)
      if (a1 < a2 || b1 < b2)
        this.changes.push({
          before: { start: a.startOf(a1), end: a.startOf(a2) },
          after: { start: b.startOf(b1), end: b.startOf(b2) },
        });
  }
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

/** Units of the smaller side; of the one there is, where something was only added or taken away. */
function sizeOf({ before, after }: WordChange): number {
  const [was, is] = [before.end - before.start, after.end - after.start];
  return was === 0 || is === 0 ? 0 : Math.max(was, is);
}
