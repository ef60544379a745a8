import { once } from '../../text/once.js';
import { Automaton } from './automaton.js';
import { NO_PIECE, PieceNumbers } from './pieces.js';
import { WordTable } from './wordTable.js';

/** Tokens in the form that a text is searched with; nothing in it changes once it is made. */
export interface TokenTable {
  readonly words: WordTable;
  readonly characters: ReadonlyMap<number, number>;
  /** Nonzero at the low bits of each character's key (see {@link CHARACTER_MASK}). */
  readonly characterFilter: Uint8Array;
  /** Finds tokens of several pieces; made when the first piece that one begins with is followed by another. */
  readonly automaton: () => Automaton;
  /** By piece: whether a token can begin with it. */
  readonly begins: Uint8Array;
  /** By piece: the token that it is all of, or -1. */
  readonly wholes: Int32Array;
}

/** Engines keep an array as short as this on their heap, which costs a fraction of memory of its own. */
const CHARACTER_FILTER = 64;
export const CHARACTER_MASK = CHARACTER_FILTER - 1;

/** Compiles trimmed, non-empty tokens. Tokens equal without case count as the first of them. */
export function compileTokens(tokens: readonly string[]): TokenTable {
  const numbers = new PieceNumbers();
  const split = tokens.map((token) => numbers.split(token));
  const begins = new Uint8Array(numbers.size);
  const wholes = new Int32Array(numbers.size).fill(-1);
  for (const [index, [first = NO_PIECE, second]] of split.entries()) {
    begins[first] = 1;
    if (second === undefined && wholes[first] === -1) wholes[first] = index;
  }
  const characterFilter = new Uint8Array(CHARACTER_FILTER);
  for (const key of numbers.characters.keys()) characterFilter[key & CHARACTER_MASK] = 1;
  return Object.freeze({
    words: new WordTable(numbers.words),
    characters: numbers.characters,
    characterFilter,
    automaton: once(() => new Automaton(split)),
    begins,
    wholes,
  });
}
