import { foldCase } from '../../text/caseFold.js';
import { classAt, UNIT_FOLD } from '../../text/characterClasses.js';

/** Bytes of the filter for each word, and the least and most there are: a small one stays in the processor's nearest cache. */
const FILTER_SHARE = 16;
const LEAST_FILTER = 1 << 12;
const MOST_FILTER = 1 << 16;

/**
 * A number made of a word's first two units (0 for a second that is not there), its last and its length: enough to dismiss nearly all words of a text, and
 * far less work than a hash of every unit. Units are to be case-folded.
 * A filter takes its low bits.
 */
export function wordKey(first: number, second: number, last: number, length: number): number {
  return Math.imul(first, 2531) ^ Math.imul(second, 419) ^ Math.imul(last, 61) ^ length;
}

/**
 * Words to numbers, without case, looked up in place: no string is cut out of the text that is searched.
 * Open addressing over a hash of the folded units, which are then compared one by one.
 */
export class WordTable {
  /** Nonzero at the {@link wordKey} of each word without characters beyond the basic plane; its length is a power of two. */
  readonly filter: Uint8Array;

  /** All words by their fold; those beyond the basic plane, where folding takes two units, are looked up here alone. */
  readonly #words: ReadonlyMap<string, number>;
  readonly #pool: Uint16Array;
  readonly #mask: number;
  /** For each slot: the hash, where the word begins in the pool, its length (0 in an empty slot), its number. */
  readonly #hashes: Int32Array;
  readonly #offsets: Int32Array;
  readonly #lengths: Int32Array;
  readonly #numbers: Int32Array;

  /** Takes words that are folded already, with the number (not 0) of each. */
  constructor(words: ReadonlyMap<string, number>) {
    this.#words = words;
    this.filter = new Uint8Array(
      Math.min(Math.max(powerOfTwo(words.size * FILTER_SHARE), LEAST_FILTER), MOST_FILTER),
    );
    let units = 0;
    for (const word of words.keys()) units += word.length;
    const slots = powerOfTwo(words.size * 2 + 1);
    this.#mask = slots - 1;
    this.#pool = new Uint16Array(units);
    this.#hashes = new Int32Array(slots);
    this.#offsets = new Int32Array(slots);
    this.#lengths = new Int32Array(slots);
    this.#numbers = new Int32Array(slots);
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
    for (let slot = hash & this.#mask; this.#lengths[slot] !== 0; slot = (slot + 1) & this.#mask) {
      if (
        this.#hashes[slot] === hash &&
        this.#lengths[slot] === end - start &&
        this.#equals(slot, text, start)
      ) {
        return this.#numbers[slot] ?? 0;
      }
    }
    return 0;
  }

  #insert(word: string, number: number, offset: number): void {
    let hash = 0;
    for (let i = 0; i < word.length; i++) {
      classAt(word, i);
      const unit = word.charCodeAt(i);
      if ((unit & 0xf800) === 0xd800) return;
      hash = Math.imul(hash ^ unit, 0x01000193);
      this.#pool[offset + i] = unit;
    }
    hash ^= hash >>> 15;
    let slot = hash & this.#mask;
    while (this.#lengths[slot] !== 0) slot = (slot + 1) & this.#mask;
    this.#hashes[slot] = hash;
    this.#offsets[slot] = offset;
    this.#lengths[slot] = word.length;
    this.#numbers[slot] = number;
    const last = word.length - 1;
    const second = last > 0 ? word.charCodeAt(1) : 0;
    const key = wordKey(word.charCodeAt(0), second, word.charCodeAt(last), word.length);
    this.filter[key & (this.filter.length - 1)] = 1;
  }

  #equals(slot: number, text: string, start: number): boolean {
    const offset = this.#offsets[slot] ?? 0;
    const length = this.#lengths[slot] ?? 0;
    for (let i = 0; i < length; i++) {
      if (this.#pool[offset + i] !== UNIT_FOLD[text.charCodeAt(start + i)]) return false;
    }
    return true;
  }
}

/** The least power of two that is no less than a number from 1 on. */
function powerOfTwo(least: number): number {
  return 1 << (32 - Math.clz32(least - 1));
}
