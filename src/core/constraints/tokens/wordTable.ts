import { foldCase } from '../../text/caseFold.js';
import { classAt, UNIT_FOLD } from '../../text/characterClasses.js';

/** Bytes of the filter for each word, and the least and most there are: a small one stays in the processor's nearest cache. */
const FILTER_SHARE = 16;
const LEAST_FILTER = 1 << 8;
const MOST_FILTER = 1 << 16;

/**
 * A number made of a word's first two units (0 for a second that is not there), its last and its length: enough to dismiss nearly all words of a text, and
 * far less work than a hash of every unit. Units are to be case-folded.
 * A filter takes its low bits.
 */
export function wordKey(first: number, second: number, last: number, length: number): number {
  return Math.imul(first, 2531) ^ Math.imul(second, 419) ^ Math.imul(last, 61) ^ length;
}

/** What a slot of the table takes, and where in it each number is; the hash is the first. */
const SLOT = 4;
const OFFSET = 1;
const LENGTH = 2;
const NUMBER = 3;

/**
 * Words to numbers, without case, looked up in place: no string is cut out of the text that is searched.
 * Open addressing over a hash of the folded units, which are then compared one by one.
 */
export class WordTable {
  /** Nonzero at the {@link wordKey} of each word without characters beyond the basic plane; its length is a power of two. */
  readonly filter: Uint8Array;

  /** All words by their fold; those beyond the basic plane, where folding takes two units, are looked up here alone. */
  readonly #words: ReadonlyMap<string, number>;
  /** All words, one after the other. */
  readonly #pool: string;
  readonly #mask: number;
  /** For each slot by turns: the hash, where the word begins in the pool, its length (0 in an empty slot), its number. */
  readonly #slots: Int32Array;

  /** Takes words that are folded already, with the number (not 0) of each. */
  constructor(words: ReadonlyMap<string, number>) {
    this.#words = words;
    this.filter = new Uint8Array(
      Math.min(Math.max(powerOfTwo(words.size * FILTER_SHARE), LEAST_FILTER), MOST_FILTER),
    );
    const slots = powerOfTwo(words.size * 2 + 1);
    this.#mask = slots - 1;
    this.#slots = new Int32Array(slots * SLOT);
    this.#pool = [...words.keys()].join('');
    let offset = 0;
    for (const [word, number] of words) {
      this.#insert(word, number, offset);
      offset += word.length;
    }
  }

  /** The number of the word that stands at `[start, end)`, 0 if it is none. Its units must have been classified before. */
  find(text: string, start: number, end: number): number {
    let hash = 0;
    for (let i = start; i < end; i++) {
      const unit = text.charCodeAt(i);
      if ((unit & 0xf800) === 0xd800) return this.#words.get(foldCase(text.slice(start, end))) ?? 0;
      hash = Math.imul(hash ^ (UNIT_FOLD[unit] ?? 0), 0x01000193);
    }
    hash ^= hash >>> 15;
    const slots = this.#slots;
    const length = end - start;
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const at = slot * SLOT;
      const known = slots[at + LENGTH] ?? 0;
      if (known === 0) return 0;
      if (
        slots[at] === hash &&
        known === length &&
        this.#equals(slots[at + OFFSET] ?? 0, length, text, start)
      )
        return slots[at + NUMBER] ?? 0;
    }
  }

  #insert(word: string, number: number, offset: number): void {
    let hash = 0;
    for (let i = 0; i < word.length; i++) {
      classAt(word, i);
      const unit = word.charCodeAt(i);
      if ((unit & 0xf800) === 0xd800) return;
      hash = Math.imul(hash ^ unit, 0x01000193);
    }
    hash ^= hash >>> 15;
    let slot = hash & this.#mask;
    while (this.#slots[slot * SLOT + LENGTH] !== 0) slot = (slot + 1) & this.#mask;
    const at = slot * SLOT;
    this.#slots[at] = hash;
    this.#slots[at + OFFSET] = offset;
    this.#slots[at + LENGTH] = word.length;
    this.#slots[at + NUMBER] = number;
    const last = word.length - 1;
    const second = last > 0 ? word.charCodeAt(1) : 0;
    const key = wordKey(word.charCodeAt(0), second, word.charCodeAt(last), word.length);
    this.filter[key & (this.filter.length - 1)] = 1;
  }

  #equals(offset: number, length: number, text: string, start: number): boolean {
    for (let i = 0; i < length; i++) {
      if (this.#pool.charCodeAt(offset + i) !== UNIT_FOLD[text.charCodeAt(start + i)]) return false;
    }
    return true;
  }
}

/** The least power of two that is no less than a number from 1 on. */
function powerOfTwo(least: number): number {
  return 1 << (32 - Math.clz32(least - 1));
}
