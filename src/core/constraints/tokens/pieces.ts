import { foldCase, foldCodePoint } from '../../text/caseFold.js';
import {
  classAt,
  classOfCodePoint,
  KIND,
  LAST_WORD_KIND,
  SPACE,
  SURROGATE,
  UNSPACED,
} from '../../text/characterClasses.js';

/** What no token contains. */
export const NO_PIECE = 0;
/** A run of white space without a blank line in it. */
export const SPACE_PIECE = 1;
const FIRST_FREE = 2;

const APOSTROPHE = 0x27;
const RIGHT_QUOTE = 0x2019;

/** What two characters, given by their case-folded code points, share if they are the same to a token: `’` is `'`. */
export function characterKey(folded: number): number {
  return folded === RIGHT_QUOTE ? APOSTROPHE : folded;
}

/**
 * Numbers the pieces that tokens are made of: words (whole runs of letters, digits, marks and underscores), single
 * characters of any other kind, and runs of white space.
 *
 * Comparing piece by piece is exact: within a token a run of word characters has its neighbours with it, and at an edge it
 * must end at a word boundary, so it is always a whole run of the text. Letters of scripts written without spaces bound no
 * word, so each is a piece of its own; only these need a look beside them where they are the edge of a token.
 */
export class PieceNumbers {
  /** Folded words, and {@link characterKey}s, to numbers. */
  readonly words = new Map<string, number>();
  readonly characters = new Map<number, number>();
  /** The letters of scripts written without spaces. */
  readonly unspaced = new Set<number>();
  size = FIRST_FREE;

  /** The pieces of a token that is trimmed; unknown ones get the next free numbers. */
  split(token: string): number[] {
    const pieces: number[] = [];
    for (let i = 0; i < token.length;) {
      const { kind, end } = characterAt(token, i);
      const start = i;
      i = end;
      if (kind <= LAST_WORD_KIND) {
        for (let next; i < token.length && (next = characterAt(token, i)).kind <= LAST_WORD_KIND;)
          i = next.end;
        pieces.push(this.#number(this.words, foldCase(token.slice(start, i))));
      } else if (kind === SPACE) {
        if (pieces.at(-1) !== SPACE_PIECE) pieces.push(SPACE_PIECE);
      } else {
        const key = characterKey(foldCodePoint(token.codePointAt(start) ?? 0));
        const piece = this.#number(this.characters, key);
        if (kind === UNSPACED) this.unspaced.add(piece);
        pieces.push(piece);
      }
    }
    return pieces;
  }

  #number<K>(numbers: Map<K, number>, key: K): number {
    let number = numbers.get(key);
    if (number === undefined) numbers.set(key, (number = this.size++));
    return number;
  }
}

/** The kind of the character at an index, and where it ends. */
function characterAt(text: string, index: number): { readonly kind: number; readonly end: number } {
  const kind = classAt(text, index) & KIND;
  if (kind !== SURROGATE) return { kind, end: index + 1 };
  const codePoint = text.codePointAt(index) ?? 0;
  return { kind: classOfCodePoint(codePoint) & KIND, end: index + (codePoint > 0xffff ? 2 : 1) };
}
