import { foldCase, foldCodePoint } from '../../text/caseFold.js';
import { characterEnd, kindAt, LAST_WORD_KIND, SPACE, wordRunEnd } from '../../text/characterClasses.js';
import { splitRun, type RunListener } from './wordRuns.js';

/** What no token contains. */
export const NO_PIECE = 0;
/** A run of white space without a blank line in it. */
export const SPACE_PIECE = 1;
const FIRST_FREE = 2;

const APOSTROPHE = 0x27;
const RIGHT_QUOTE = 0x2019;

/** What most tokens are. */
const ONE_WORD = /^[^\W_](?:\w*[^\W_])?$/;

/** What two characters, given by their case-folded code points, share if they are the same to a token: `’` is `'`. */
export function characterKey(folded: number): number {
  return folded === RIGHT_QUOTE ? APOSTROPHE : folded;
}

/**
 * Numbers the pieces that tokens are made of: words, single characters of any other kind, and runs of white space. A word
 * is all that may not be parted at a word boundary (see `splitRun`); marks and underscores around it are characters, and so
 * are letters of scripts written without spaces.
 *
 * Comparing piece by piece is exact: within a token a word has its neighbours with it, and an edge of a token that is a
 * word falls on word boundaries only where the text has a piece that ends there too. Whether it does is for `TokenEdges`.
 */
export class PieceNumbers {
  /** Folded words, and {@link characterKey}s, to numbers. */
  readonly words = new Map<string, number>();
  readonly characters = new Map<number, number>();
  size = FIRST_FREE;

  /** The pieces of a token that is trimmed; unknown ones get the next free numbers. */
  split(token: string): number[] {
    if (ONE_WORD.test(token)) return [this.#number(this.words, token.toLowerCase())];
    const pieces: number[] = [];
    const listener: RunListener = {
      word: (start, end) => pieces.push(this.#number(this.words, foldCase(token.slice(start, end)))),
      character: (codePoint) =>
        pieces.push(this.#number(this.characters, characterKey(foldCodePoint(codePoint)))),
    };
    for (let start = 0; start < token.length;) {
      const kind = kindAt(token, start);
      let end = characterEnd(token, start);
      if (kind <= LAST_WORD_KIND) {
        end = wordRunEnd(token, end, token.length);
        splitRun(token, start, end, listener);
      } else if (kind !== SPACE) listener.character(token.codePointAt(start) ?? 0, start, end);
      else if (pieces.at(-1) !== SPACE_PIECE) pieces.push(SPACE_PIECE);
      start = end;
    }
    return pieces;
  }

  #number<K>(numbers: Map<K, number>, key: K): number {
    let number = numbers.get(key);
    if (number === undefined) numbers.set(key, (number = this.size++));
    return number;
  }
}
