import { GREATER, LESS_THAN_UNIT, skipBlanks, skipUnits, trimmedEnd } from './markers.js';
import { JsonBlocks } from './json.js';
import { BLANK, FENCE, HEADING, JSON_BLOCK, LineReader, MARKERS, TEXT } from './lineReader.js';
import type { OpaqueBounds } from './opaque.js';
import { Tags } from './tags.js';
import { delimiterCells, mayBeginDelimiterRow, rowCells, rowEnd, rowStart } from './tables.js';

/** What is told of a text's blocks, in order. */
export interface BlockListener {
  /**
   * One stretch of prose in which sentences may run on from line to line: a paragraph, a heading, the first paragraph of a
   * list item, a table row. `bounds` are start and end, by turns, of what a reader reads in its lines; markers stand
   * between, of block quotes at most `quoteDepth`.
   */
  prose(bounds: readonly number[], quoteDepth: number): void;
  /** Fenced code, its fences included, or JSON. */
  code(start: number, end: number): void;
}

/** No paragraph is open. */
const NONE = -1;

/**
 * Reads the block structure of a text, line by line: which lines make one stretch of prose, what is fenced code, and where
 * each paragraph begins (spec, section 4: a run of non-blank lines, or code).
 */
export class BlockReader {
  /** Where each paragraph begins: at its first visible character that is no marker, if it has one. */
  readonly paragraphs: number[] = [];

  readonly #text: string;
  readonly #opaque: OpaqueBounds;
  readonly #listener: BlockListener;
  readonly #line: LineReader;
  readonly #tags: Tags;
  #nextOpaque = 0;
  /** Of the stretch that is open, or else of the last one. */
  #bounds: number[] = [];
  #isOpen = false;
  /** The quote depth of the stretch last begun, of the open paragraph, and of the table being read. */
  #depth = 0;
  #openDepth = NONE;
  #tableDepth = NONE;
  #inParagraph = false;
  #paragraphHasContent = false;
  /** The last line that holds something visible; one of markers alone only as long as there is no other. */
  #lastStart = 0;
  #lastEnd = 0;

  /** In `filled` ranges no JSON begins. */
  constructor(text: string, opaque: OpaqueBounds, listener: BlockListener, filled: OpaqueBounds = []) {
    this.#text = text;
    this.#opaque = opaque;
    this.#listener = listener;
    this.#tags = new Tags(text, opaque);
    this.#line = new LineReader(text, this.#tags, new JsonBlocks(text, opaque, filled));
  }

  /** Where the last visible character that is no marker ends; it may be of a tag. */
  get visibleEnd(): number {
    return trimmedEnd(this.#text, this.#lastStart, this.#lastEnd);
  }

  /** Once all is read: tells the listener again of the last stretch of prose, if nothing visible follows it. */
  reportLast(listener: BlockListener): void {
    if (this.#bounds.at(-2) === this.#lastStart) listener.prose(this.#bounds, this.#depth);
  }

  /** Reads the whole text; to be called once. */
  read(): void {
    const text = this.#text;
    const line = this.#line;
    let isAfterTags = false;
    for (let start = 0; start < text.length;) {
      const end = this.#lineEnd(start);
      const limit = Math.min(end, this.#opaque[this.#nextOpaque] ?? end);
      if (isAfterTags) line.readAfterTags(start, end, limit);
      else line.read(start, end, limit, this.#openDepth);
      const next = this.#readLine(start, end);
      isAfterTags = (line.kind === BLANK || line.kind === MARKERS) && line.spanEnd > end;
      start = isAfterTags ? line.spanEnd : next + 1;
      // A whole line within the tags is blank.
      if (isAfterTags && this.#inParagraph && text.slice(end + 1, start).includes('\n'))
        this.#inParagraph = false;
    }
    this.#closeProse();
  }

  /** Takes in the line just read and returns where it ends, or what was read with it does. */
  #readLine(start: number, end: number): number {
    const line = this.#line;
    if (line.kind === TEXT) return this.#readText(end);
    this.#closeProse();
    this.#tableDepth = NONE;
    if (line.kind === FENCE) return this.#readCode(line.contentStart, this.#fencedEnd(end));
    if (line.kind === JSON_BLOCK) return this.#readCode(line.contentStart, line.spanEnd);
    if (line.kind === BLANK) this.#inParagraph = false;
    else this.#noteVisible(line.contentStart, line.contentEnd, start, end);
    if (line.kind === HEADING && line.contentStart < line.contentEnd) {
      this.#add(line.contentStart, line.contentEnd);
      this.#closeProse();
    }
    return end;
  }

  #readText(end: number): number {
    const line = this.#line;
    if (this.#tableDepth !== NONE && !line.startsBlock && line.quoteDepth === this.#tableDepth) {
      this.#addRow();
      return end;
    }
    this.#tableDepth = NONE;
    if (line.startsBlock) this.#closeProse();
    const tableEnd = this.#tableBelow(end);
    if (tableEnd >= 0) {
      this.#closeProse();
      this.#addRow();
      this.#tableDepth = line.quoteDepth;
      return tableEnd;
    }
    this.#noteVisible(line.contentStart, line.contentEnd, line.contentStart, end);
    this.#add(line.contentStart, line.contentEnd);
    if (this.#openDepth === NONE) this.#openDepth = line.quoteDepth;
    return end;
  }

  #add(start: number, end: number): void {
    if (this.#isOpen) {
      this.#bounds.push(start, end);
      return;
    }
    this.#isOpen = true;
    this.#depth = this.#line.quoteDepth;
    this.#bounds = [start, end];
  }

  #addRow(): void {
    const { contentStart, contentEnd } = this.#line;
    const start = rowStart(this.#text, contentStart, contentEnd);
    const end = rowEnd(this.#text, start, contentEnd);
    this.#noteVisible(start, end, contentStart, contentEnd);
    if (start < end) this.#add(start, end);
    this.#closeProse();
  }

  /** The end of the line below if it makes the line just read the header of a table, otherwise -1. */
  #tableBelow(end: number): number {
    const text = this.#text;
    if (!mayBeginDelimiterRow(text.charCodeAt(end + 1))) return -1;
    const below = this.#lineEnd(end + 1);
    const { contentStart, contentEnd, quoteDepth } = this.#line;
    const cells = delimiterCells(text, end + 1, below, quoteDepth);
    return cells > 0 && cells === rowCells(text, contentStart, contentEnd) ? below : -1;
  }

  /** The end of the fenced code whose opening fence is in the line just read, which ends at `end`. */
  #fencedEnd(end: number): number {
    const text = this.#text;
    const { contentStart, quoteDepth, fenceLength } = this.#line;
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
    return codeEnd;
  }

  /** Takes code in, and returns where its last line ends. */
  #readCode(start: number, end: number): number {
    this.#inParagraph = false;
    this.#noteVisible(start, end, start, end);
    this.#inParagraph = false;
    this.#listener.code(start, end);
    return this.#lineEnd(end);
  }

  #closeProse(): void {
    this.#openDepth = NONE;
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#listener.prose(this.#bounds, this.#depth);
  }

  /** Notes what a reader reads of a line, behind the tags that lead it; where that is nothing, its markers. */
  #noteVisible(contentStart: number, contentEnd: number, start: number, end: number): void {
    const text = this.#text;
    const mayBeTag = text.charCodeAt(contentStart) === LESS_THAN_UNIT;
    const depth = this.#line.quoteDepth;
    const visible = mayBeTag ? this.#tags.skip(contentStart, contentEnd, text.length, depth) : contentStart;
    const hasContent = visible < contentEnd;
    if (!this.#inParagraph || (hasContent && !this.#paragraphHasContent)) {
      if (this.#inParagraph) this.paragraphs.pop();
      this.paragraphs.push(hasContent ? visible : skipBlanks(text, start, end));
      this.#inParagraph = true;
      this.#paragraphHasContent = hasContent;
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
    if (text.charCodeAt(at) !== GREATER) return -1;
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
