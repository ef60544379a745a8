import { Automaton } from './automaton.js';
import { NO_PIECE, PieceNumbers } from './pieces.js';
import { WordTable } from './wordTable.js';

/** Tokens in the form that a text is searched with; nothing in it changes once it is made. */
export interface TokenTable {
  readonly words: WordTable;
  readonly characters: ReadonlyMap<number, number>;
  /** Nonzero at the low byte of each character's key. */
  readonly characterFilter: Uint8Array;
  readonly automaton: Automaton;
  /** By piece: whether a token can begin with it. */
  readonly begins: Uint8Array;
  /** By piece: the token that it is all of, or -1. */
  readonly wholes: Int32Array;
}

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
  const characterFilter = new Uint8Array(0x100);
  for (const key of numbers.characters.keys()) characterFilter[key & 0xff] = 1;
  return Object.freeze({
    words: new WordTable(numbers.words),
    characters: numbers.characters,
    characterFilter,
    automaton: new Automaton(split),
    begins,
    wholes,
  });
}
