import { foldCodePoint } from '../../text/caseFold.js';
import { UNIT_FOLD } from '../../text/characterClasses.js';
import { ROOT } from './automaton.js';
import { characterKey, NO_PIECE, SPACE_PIECE } from './pieces.js';
import { TokenEdges } from './tokenEdges.js';
import { CHARACTER_MASK, type TokenTable } from './tokenTable.js';
import { splitRun, type RunListener } from './wordRuns.js';

const LINE_BREAK = 0x0a;
/** Lists as short as this are had at once: an engine gives them no memory of their own. */
const FEW = 16;

/**
 * Finds tokens in a text whose pieces it is fed in order. It keeps the pieces read since the last one that no token
 * contains; when such a one comes, what it kept is searched, leftmost-longest and without overlaps.
 */
export class TokenMatcher implements RunListener {
  /** Start, end and token of each occurrence, by turns. */
  readonly found: number[] = [];
  /** How many pieces are kept. As long as there are none, white space and pieces unknown to the table may go unmentioned. */
  kept = 0;

  readonly #text: string;
  readonly #table: TokenTable;
  readonly #edges: TokenEdges;
  #pieces = new Int32Array(FEW);
  #starts = new Int32Array(FEW);
  #ends = new Int32Array(FEW);
  /** For each kept piece: the output state of the longest token that begins there. */
  #longest = new Int32Array(FEW);
  /** Where the white space after the last piece begins, -1 if there is none, and how many line breaks it has. */
  #spaceStart = -1;
  #lineBreaks = 0;

  constructor(text: string, table: TokenTable) {
    this.#text = text;
    this.#table = table;
    this.#edges = new TokenEdges(text);
  }

  /** Nonzero at the `wordKey` of every word that may be one of the table's. */
  get wordFilter(): Uint8Array {
    return this.#table.words.filter;
  }

  /** A word, as `splitRun` tells them: a run that begins and ends with a letter or digit is one, if there is no emoji in it. */
  word(start: number, end: number): void {
    this.#add(this.#table.words.find(this.#text, start, end), start, end);
  }

  /** A whole run of letters, digits, marks and underscores. */
  run(start: number, end: number): void {
    splitRun(this.#text, start, end, this);
  }

  /** A character outside words that is not white space. Beyond ASCII, it must have been classified before. */
  character(codePoint: number, start: number, end: number): void {
    const folded = codePoint < 0x80 ? undefined : UNIT_FOLD[codePoint];
    const key = characterKey(folded ?? foldCodePoint(codePoint));
    const known = this.#table.characterFilter[key & CHARACTER_MASK] === 1;
    this.#add(known ? (this.#table.characters.get(key) ?? NO_PIECE) : NO_PIECE, start, end);
  }

  /** A character of white space. */
  space(at: number): void {
    if (this.kept === 0) return;
    if (this.#spaceStart < 0) this.#spaceStart = at;
    if (this.#text.charCodeAt(at) === LINE_BREAK) this.#lineBreaks++;
  }

  /** Something no token contains: searches what is kept, and forgets it. */
  interrupt(): void {
    if (this.kept === 1) this.#searchOne();
    else if (this.kept > 0) this.#search();
    this.kept = 0;
    this.#spaceStart = -1;
    this.#lineBreaks = 0;
  }

  #add(piece: number, start: number, end: number): void {
    // Two line breaks in a run of white space have a blank line between them.
    if (piece === NO_PIECE || this.#lineBreaks > 1) this.interrupt();
    if (piece === NO_PIECE) return;
    if (this.#spaceStart >= 0) this.#keep(SPACE_PIECE, this.#spaceStart, start);
    this.#spaceStart = -1;
    this.#lineBreaks = 0;
    if (this.kept > 0 || this.#table.begins[piece] === 1) this.#keep(piece, start, end);
  }

  #keep(piece: number, start: number, end: number): void {
    if (this.kept === this.#pieces.length) {
      this.#pieces = doubled(this.#pieces);
      this.#starts = doubled(this.#starts);
      this.#ends = doubled(this.#ends);
      this.#longest = doubled(this.#longest);
    }
    this.#pieces[this.kept] = piece;
    this.#starts[this.kept] = start;
    this.#ends[this.kept++] = end;
  }

  /** What {@link #search} does, for the one piece that is mostly all that is kept. */
  #searchOne(): void {
    const piece = this.#pieces[0] ?? NO_PIECE;
    const token = this.#table.wholes[piece] ?? -1;
    if (token < 0) return;
    const start = this.#starts[0] ?? 0;
    const end = this.#ends[0] ?? 0;
    if (this.#edges.mayBeginAt(start) && this.#edges.mayEndAt(end)) this.found.push(start, end, token);
  }

  #search(): void {
    const automaton = this.#table.automaton();
    for (let i = this.kept - 1, state = ROOT; i >= 0; i--) {
      state = automaton.step(state, this.#pieces[i] ?? NO_PIECE);
      this.#longest[i] = this.#longestWithin(automaton.longest(state), i);
    }
    for (let i = 0; i < this.kept;) {
      const output = this.#longest[i] ?? ROOT;
      if (output === ROOT) {
        i++;
        continue;
      }
      const start = this.#starts[i] ?? 0;
      i += automaton.pieces(output);
      this.found.push(start, this.#ends[i - 1] ?? 0, automaton.token(output));
    }
  }

  /** The longest of the tokens that begin at a piece and may end where they do. */
  #longestWithin(output: number, first: number): number {
    const automaton = this.#table.automaton();
    // They all begin at the same place.
    if (output === ROOT || !this.#edges.mayBeginAt(this.#starts[first] ?? 0)) return ROOT;
    let longest = output;
    while (
      longest !== ROOT &&
      !this.#edges.mayEndAt(this.#ends[first + automaton.pieces(longest) - 1] ?? 0)
    ) {
      longest = automaton.nextShorter(longest);
    }
    return longest;
  }
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
