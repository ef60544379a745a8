import { GREATER, skipBlanks, skipUnits, trimmedEnd } from './markers.js';
import { BLANK, FENCE, HEADING, LineReader, TEXT } from './lineReader.js';
import type { OpaqueBounds } from './opaque.js';
import { delimiterCells, mayBeginDelimiterRow, rowCells, rowEnd, rowStart } from './tables.js';

/** What is told of a text's blocks, in order. */
export interface BlockListener {
  /**
   * One stretch of prose in which sentences may run on from line to line: a paragraph, a heading, the first paragraph of a
   * list item, a table row. `bounds` are start and end, by turns, of what a reader reads in it; markers stand between.
   * It is reused: read it at once.
   */
  prose(bounds: readonly number[]): void;
  /** Fenced code, its fences included. */
  code(start: number, end: number): void;
}

/** No paragraph is open. */
const NONE = -1;

/**
 * Reads the block structure of a text, line by line: which lines make one stretch of prose, what is fenced code, and where
 * each paragraph begins (spec, section 4: a run of non-blank lines, or fenced code).
 */
export class BlockReader {
  /** Where each paragraph begins: at its first visible character that is no marker, if it has one. */
  readonly paragraphs: number[] = [];

  readonly #text: string;
  readonly #opaque: OpaqueBounds;
  readonly #listener: BlockListener;
  readonly #line: LineReader;
  #nextOpaque = 0;
  readonly #bounds: number[] = [];
  /** The quote depth of the open paragraph, and of the table being read. */
  #openDepth = NONE;
  #tableDepth = NONE;
  #inParagraph = false;
  #paragraphHasContent = false;
  /** The last line that holds something visible; one of markers alone only as long as there is no other. */
  #lastStart = 0;
  #lastEnd = 0;

  constructor(text: string, opaque: OpaqueBounds, listener: BlockListener) {
    this.#text = text;
    this.#opaque = opaque;
    this.#listener = listener;
    this.#line = new LineReader(text);
  }

  /** Where the last visible character that is no marker ends. */
  get visibleEnd(): number {
    return trimmedEnd(this.#text, this.#lastStart, this.#lastEnd);
  }

  /** Reads the whole text; to be called once. */
  read(): void {
    const text = this.#text;
    for (let start = 0; start < text.length;) {
      const end = this.#lineEnd(start);
      const limit = Math.min(end, this.#opaque[this.#nextOpaque] ?? end);
      this.#line.read(start, end, limit, this.#openDepth);
      start = (this.#line.kind === FENCE ? this.#readCode(end) : this.#readLine(start, end)) + 1;
    }
    this.#closeProse();
  }

  /** Takes in the line just read and returns where it ends (or the line below, which is read with a table's header). */
  #readLine(start: number, end: number): number {
    const line = this.#line;
    if (line.kind === BLANK) {
      this.#closeProse();
      this.#tableDepth = NONE;
      this.#inParagraph = false;
      return end;
    }
    this.#noteVisible(line.contentStart, line.contentEnd, start, end);
    if (this.#tableDepth !== NONE) {
      if (line.kind === TEXT && !line.startsBlock && line.quoteDepth === this.#tableDepth) {
        this.#addRow();
        return end;
      }
      this.#tableDepth = NONE;
    }
    if (line.kind !== TEXT) {
      this.#closeProse();
      if (line.kind === HEADING && line.contentStart < line.contentEnd) {
        this.#bounds.push(line.contentStart, line.contentEnd);
        this.#closeProse();
      }
      return end;
    }
    if (line.startsBlock) this.#closeProse();
    const tableEnd = this.#tableBelow(end);
    if (tableEnd >= 0) {
      this.#closeProse();
      this.#addRow();
      this.#tableDepth = line.quoteDepth;
      return tableEnd;
    }
    this.#addLine(start);
    return end;
  }

  /** Adds the line to the open stretch of prose; where only white space parts it from the line above, the two become one. */
  #addLine(start: number): void {
    const { contentStart, contentEnd, quoteDepth } = this.#line;
    const bounds = this.#bounds;
    const last = bounds.length - 1;
    if (last > 0 && bounds[last] === start - 1 && quoteDepth === 0) bounds[last] = contentEnd;
    else bounds.push(contentStart, contentEnd);
    if (this.#openDepth === NONE) this.#openDepth = quoteDepth;
  }

  #addRow(): void {
    const { contentStart, contentEnd } = this.#line;
    const start = rowStart(this.#text, contentStart, contentEnd);
    const end = rowEnd(this.#text, start, contentEnd);
    if (start < end) this.#bounds.push(start, end);
    this.#closeProse();
  }

  /** The end of the line below if it makes the line just read the header of a table, otherwise -1. */
  #tableBelow(end: number): number {
    const text = this.#text;
    if (end + 1 >= text.length || !mayBeginDelimiterRow(text.charCodeAt(end + 1))) return -1;
    const below = this.#lineEnd(end + 1);
    const { contentStart, contentEnd, quoteDepth } = this.#line;
    const cells = delimiterCells(text, end + 1, below, quoteDepth);
    return cells > 0 && cells === rowCells(text, contentStart, contentEnd) ? below : -1;
  }

  /** Reads fenced code from the line of its opening fence, which ends at `end`, to its end, and returns that. */
  #readCode(end: number): number {
    const text = this.#text;
    const { contentStart, quoteDepth, fenceLength } = this.#line;
    this.#closeProse();
    this.#tableDepth = NONE;
    this.#inParagraph = false;
    const unit = text.charCodeAt(contentStart);
    let codeEnd = end;
    while (codeEnd < text.length) {
      const start = codeEnd + 1;
      const at = contentAtDepth(text, start, this.#lineEnd(start), quoteDepth);
      // Code in a block quote ends with the quote.
      if (at < 0) break;
      codeEnd = this.#lineEnd(start);
      if (closesFence(text, at, codeEnd, unit, fenceLength)) break;
    }
    this.#noteVisible(contentStart, codeEnd, contentStart, codeEnd);
    this.#inParagraph = false;
    this.#listener.code(contentStart, codeEnd);
    return codeEnd;
  }

  #closeProse(): void {
    if (this.#bounds.length > 0) this.#listener.prose(this.#bounds);
    this.#bounds.length = 0;
    this.#openDepth = NONE;
  }

  #noteVisible(contentStart: number, contentEnd: number, start: number, end: number): void {
    const hasContent = contentStart < contentEnd;
    if (!this.#inParagraph) {
      this.#inParagraph = true;
      this.#paragraphHasContent = hasContent;
      this.paragraphs.push(hasContent ? contentStart : skipBlanks(this.#text, start, end));
    } else if (hasContent && !this.#paragraphHasContent) {
      this.#paragraphHasContent = true;
      this.paragraphs[this.paragraphs.length - 1] = contentStart;
    }
    if (!hasContent) return;
    this.#lastStart = contentStart;
    this.#lastEnd = contentEnd;
  }

  /** The end of the line that begins at `start`: a line break in an opaque range ends none. */
  #lineEnd(start: number): number {
    const text = this.#text;
    const opaque = this.#opaque;
    while ((opaque[this.#nextOpaque + 1] ?? Infinity) <= start) this.#nextOpaque += 2;
    let end = text.indexOf('\n', start);
    for (let i = this.#nextOpaque; end >= 0 && (opaque[i] ?? Infinity) <= end; i += 2) {
      const opaqueEnd = opaque[i + 1] ?? 0;
      if (opaqueEnd > end) end = text.indexOf('\n', opaqueEnd);
    }
    return end < 0 ? text.length : end;
  }
}

/** Where the line's content begins behind that many block quote markers; -1 if it has fewer. */
function contentAtDepth(text: string, start: number, end: number, quoteDepth: number): number {
  let at = start;
  for (let depth = 0; depth < quoteDepth; depth++) {
    at = skipBlanks(text, at, end);
    if (at >= end || text.charCodeAt(at) !== GREATER) return -1;
    at++;
  }
  return at;
}

/** True for a line of at least as many back-ticks or tildes as opened the code, and nothing else. */
function closesFence(text: string, at: number, end: number, unit: number, length: number): boolean {
  const first = skipBlanks(text, at, end);
  const after = skipUnits(text, first, end, unit);
  return after - first >= length && skipBlanks(text, after, end) === end;
}
