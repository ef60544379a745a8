import { foldCase, foldCodePoint } from '../../text/caseFold.js';
import {
  characterEnd,
  kindAt,
  LAST_WORD_KIND,
  SPACE,
  UNSPACED,
  wordRunEnd,
} from '../../text/characterClasses.js';

/** What no token contains. */
export const NO_PIECE = 0;
/** A run of white space without a blank line in it. */
export const SPACE_PIECE = 1;
const FIRST_FREE = 2;

const APOSTROPHE = 0x27;
const RIGHT_QUOTE = 0x2019;

/** What most tokens are. */
const ONE_WORD = /^\w+$/;

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
    if (ONE_WORD.test(token)) return [this.#number(this.words, token.toLowerCase())];
    const pieces: number[] = [];
    for (let start = 0; start < token.length;) {
      const kind = kindAt(token, start);
      let end = characterEnd(token, start);
      if (kind <= LAST_WORD_KIND) {
        end = wordRunEnd(token, end, token.length);
        pieces.push(this.#number(this.words, foldCase(token.slice(start, end))));
      } else if (kind === SPACE) {
        if (pieces.at(-1) !== SPACE_PIECE) pieces.push(SPACE_PIECE);
      } else {
        const piece = this.#number(
          this.characters,
          characterKey(foldCodePoint(token.codePointAt(start) ?? 0)),
        );
        if (kind === UNSPACED) this.unspaced.add(piece);
        pieces.push(piece);
      }
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
