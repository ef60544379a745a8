import { compareCodePoints } from '../text/codePointOrder.js';

/** How many neighbours in alphabetical order are near, on each side. */
const NEIGHBOURS = 16;
/** The most names that are kept of those that one letter less makes the same. */
const MAX_ALIKE = 8;
/** Longer names have no index by letters: they would take memory by the square of their length. */
const MAX_INDEXED = 128;

/**
 * Finds the names that a word may be a misspelling of without comparing it with all of them: a mistake leaves what stands
 * before it, or behind it, as it is, so the name meant is often a neighbour in alphabetical order, from the front or from the back;
 * and a word and a name that are one mistake apart become the same when each loses a letter.
 */
export class NameIndex {
  /** In lower case, in order, and where in the list each is. */
  readonly #forward: readonly Spelling[];
  readonly #backward: readonly Spelling[];
  /** Hash of a name, or of a name less one letter, to where in the list those are. */
  readonly #alike = new Map<number, number[]>();

  constructor(private readonly names: readonly string[]) {
    const spellings = names.map((name, index): Spelling => ({ text: name.toLowerCase(), index }));
    this.#forward = [...spellings].sort(byText);
    this.#backward = spellings.map(({ text, index }) => ({ text: reversed(text), index })).sort(byText);
    for (const { text, index } of spellings)
      for (const hash of hashes(text)) {
        const alike = this.#alike.get(hash);
        if (!alike) this.#alike.set(hash, [index]);
        else if (alike.length < MAX_ALIKE) alike.push(index);
      }
  }

  /** The names near a word in lower case, in the order of the list. */
  near(word: string): string[] {
    const found = new Set<number>();
    for (const hash of hashes(word)) for (const index of this.#alike.get(hash) ?? []) found.add(index);
    for (const index of neighbours(this.#forward, word)) found.add(index);
    for (const index of neighbours(this.#backward, reversed(word))) found.add(index);
    return [...found].sort((a, b) => a - b).map((index) => this.names[index] ?? '');
  }
}

interface Spelling {
  readonly text: string;
  readonly index: number;
}

function byText(a: Spelling, b: Spelling): number {
  return compareCodePoints(a.text, b.text);
}

function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}

function neighbours(spellings: readonly Spelling[], text: string): number[] {
  let [low, high] = [0, spellings.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareCodePoints(spellings[middle]?.text ?? '', text) < 0) low = middle + 1;
    else high = middle;
  }
  return spellings.slice(Math.max(0, low - NEIGHBOURS), low + NEIGHBOURS).map(({ index }) => index);
}

const BASE = 0x01000193;

/** Polynomial hashes of a text, and of the text less each of its letters. */
function* hashes(text: string): Generator<number> {
  if (text.length > MAX_INDEXED) return;
  const behind = new Int32Array(text.length + 1);
  const power = new Int32Array(text.length + 1).fill(1);
  for (let i = 1; i <= text.length; i++) power[i] = Math.imul(power[i - 1] ?? 1, BASE);
  for (let i = text.length - 1; i >= 0; i--)
    behind[i] = (Math.imul(text.charCodeAt(i), power[text.length - 1 - i] ?? 1) + (behind[i + 1] ?? 0)) | 0;
  yield behind[0] ?? 0;
  let before = 0;
  for (let i = 0; i < text.length; i++) {
    yield (Math.imul(before, power[text.length - 1 - i] ?? 1) + (behind[i + 1] ?? 0)) | 0;
    before = (Math.imul(before, BASE) + text.charCodeAt(i)) | 0;
  }
}
