import { classAt, LETTER } from '../../text/characterClasses.js';
import type { JsonBlocks } from './json.js';
import * as marker from './markers.js';
import { mayBeOrdinal, needsNoSpace, otherMarkerEnd } from './otherMarkers.js';
import type { Tags } from './tags.js';

/** What a line is. */
export const BLANK = 0;
/** Prose: part of a paragraph, a list item or a table. */
export const TEXT = 1;
export const HEADING = 2;
/** Markers alone: the underline of a heading, an empty list item. Not blank, yet nothing to read. */
export const MARKERS = 3;
/** Opens fenced code. */
export const FENCE = 4;
/** JSON, up to `spanEnd`. */
export const JSON_BLOCK = 5;

/**
 * Tells one line of Markdown from another, and strips its block quote, list, checkbox and heading markers as CommonMark
 * reads them, with one liberty that the spec asks for: indentation never makes code, so markers count at any depth.
 * One object serves all lines of a text, in order; its fields tell of the line read last.
 */
export class LineReader {
  kind = BLANK;
  /** Where what a reader reads begins and ends; equal where there is nothing. */
  contentStart = 0;
  contentEnd = 0;
  /** How many block quote markers lead the line. */
  quoteDepth = 0;
  /** True when a list marker or a new level of quotes sets the line apart from the paragraph above. */
  startsBlock = false;
  /** How many back-ticks or tildes a fence has; they begin at `contentStart`. */
  fenceLength = 0;
  /** Where JSON ends; or where the tags end that a blank line holds, further down if the last of them goes on there. */
  spanEnd = 0;

  readonly #text: string;
  readonly #tags: Tags;
  readonly #json: JsonBlocks;
  /** The columns at which the content of the open list items begins, outermost first, and the quote depth they are at. */
  readonly #items: number[] = [];
  #itemsDepth = 0;
  /** No thematic break of this unit begins before that index: keeps a line of a million bullets linear. */
  #noBreakUnit = 0;
  #noBreakUntil = 0;

  constructor(text: string, tags: Tags, json: JsonBlocks) {
    this.#text = text;
    this.#tags = tags;
    this.#json = json;
  }

  /**
   * Reads the line `[start, end)`. `limit` is where its first opaque range begins (`end` if it has none): markers stand
   * before that. `openDepth` is the quote depth of the paragraph that the line before left open, -1 if it left none.
   */
  read(start: number, end: number, limit: number, openDepth: number): void {
    this.startsBlock = false;
    this.quoteDepth = 0;
    this.contentStart = this.spanEnd = start;
    this.contentEnd = end;
    if (start === end) {
      this.kind = BLANK;
      return;
    }
    if (start < limit && classAt(this.#text, start) === LETTER && !mayBeOrdinal(this.#text, start)) {
      this.kind = TEXT;
      if (openDepth < 0) this.#closeItems(0);
      return;
    }
    this.kind = this.#readMarkers(start, end, limit, openDepth);
    if (this.kind === BLANK || this.kind === MARKERS) this.contentEnd = this.contentStart;
  }

  /** Reads what stands behind tags that began further up: it has no markers. */
  readAfterTags(start: number, end: number, limit: number): void {
    this.contentStart = this.spanEnd = marker.skipBlanks(this.#text, start, limit);
    this.contentEnd = end;
    this.kind = this.#textFrom(this.contentStart, end, limit, true, false, 0);
    if (this.kind === BLANK) this.contentEnd = this.contentStart;
  }

  #readMarkers(start: number, end: number, limit: number, openDepth: number): number {
    const text = this.#text;
    let at = start;
    let column = 0;
    /** Whether a paragraph is open that this line may be part of. */
    let open = openDepth >= 0;
    let hasItem = false;
    let afterItem = false;
    for (;;) {
      for (; at < limit; at++) {
        const unit = text.charCodeAt(at);
        if (unit === marker.BLANK_UNIT) column++;
        else if (unit === marker.TAB) column += 4 - (column % 4);
        else break;
      }
      if (afterItem) this.#items.push(column);
      this.contentStart = at;
      if (at >= end) return hasItem ? MARKERS : BLANK;
      const unit = at < limit ? text.charCodeAt(at) : 0;
      // Outside the quote or the list item that the open paragraph is in: prose here goes on with it, but only prose.
      const isOutside = this.quoteDepth < openDepth || this.#isOutsideItems(column);
      const mayUnderline = open && !isOutside && (unit === marker.EQUALS || unit === marker.HYPHEN);
      if (mayUnderline && marker.isUnderline(text, at, end)) return MARKERS;
      if (this.#isThematicBreak(at, end, unit)) {
        this.#closeItems(column);
        return hasItem ? MARKERS : BLANK;
      }
      let after = -1;
      let isOther = false;
      switch (unit) {
        case marker.GREATER:
          // A deeper quote than the paragraph's, or one outside the list item that the paragraph's quote is in.
          if (open && (this.quoteDepth === openDepth || this.#isOutsideItems(column))) {
            open = false;
            this.startsBlock = true;
          }
          at++;
          column++;
          afterItem = false;
          this.quoteDepth++;
          continue;
        case marker.HASH:
          after = this.#markerEnd(marker.headingMarkerEnd(text, at, limit), limit, end);
          if (after < 0) break;
          this.#closeItems(column);
          this.contentStart = marker.skipBlanks(text, after, limit);
          this.contentEnd = marker.headingContentEnd(text, this.contentStart, end);
          return HEADING;
        case marker.BACKTICK_UNIT:
        case marker.TILDE:
          this.fenceLength = marker.openingFence(text, at, limit);
          if (this.fenceLength === 0) break;
          this.#closeItems(column);
          return FENCE;
        case marker.HYPHEN:
        case marker.ASTERISK:
        case marker.PLUS:
          after = marker.bulletEnd(text, at, limit);
          break;
        case marker.BRACE:
        case marker.BRACKET:
          if (!hasItem && this.#isJson(at, column)) return JSON_BLOCK;
          after = afterItem ? this.#markerEnd(marker.checkboxEnd(text, at, limit), limit, end) : -1;
          if (after >= 0) return this.#textFrom(after, end, limit, open, true, column);
          break;
        default:
          if (marker.isAsciiDigit(unit)) after = marker.ordinalEnd(text, at, limit);
          if (after >= 0 || at >= limit) break;
          if (!hasItem && this.#isJson(marker.skipSpace(text, at, limit), column)) return JSON_BLOCK;
          after = otherMarkerEnd(text, at, limit);
          isOther = after >= 0;
          break;
      }
      after = this.#markerEnd(after, limit, end);
      if (after < 0 || (open && !isOutside && !this.#interrupts(at, after, end, isOther))) {
        return this.#textFrom(at, end, limit, open, hasItem, column);
      }
      this.#closeItems(column);
      column += after - at;
      at = after;
      open = false;
      hasItem = afterItem = this.startsBlock = true;
    }
  }

  /** Whether the first visible character of the line, outside of quotes, opens JSON; `spanEnd` is its end then. */
  #isJson(at: number, column: number): boolean {
    const unit = this.#text.charCodeAt(at);
    if (this.quoteDepth > 0 || (unit !== marker.BRACE && unit !== marker.BRACKET)) return false;
    this.spanEnd = this.#json.end(at);
    if (this.spanEnd < 0) return false;
    this.contentStart = at;
    this.#closeItems(column);
    return true;
  }

  /** Where a marker ends; -1 if none does, or an opaque range follows it without the white space that it needs. */
  #markerEnd(after: number, limit: number, end: number): number {
    return after === limit && limit < end && !needsNoSpace(this.#text, after) ? -1 : after;
  }

  /** Prose from here on, unless it is all white space and tags; white space other than spaces and tabs may lead it. */
  #textFrom(at: number, end: number, limit: number, open: boolean, hasItem: boolean, column: number): number {
    const text = this.#text;
    at = marker.skipSpace(text, at, limit);
    this.contentStart = this.spanEnd = at;
    if (at < limit && text.charCodeAt(at) === marker.LESS_THAN_UNIT) {
      this.spanEnd = this.#tags.skip(at, end, text.length, this.quoteDepth);
      if (marker.trimmedEnd(text, this.spanEnd, end) <= this.spanEnd) at = Math.max(end, this.spanEnd);
    }
    if (at >= end) return hasItem ? MARKERS : BLANK;
    if (!open && !hasItem) this.#closeItems(column);
    return TEXT;
  }

  /**
   * Whether a list marker ends the paragraph it stands in, with something after it: of CommonMark's only a bullet and the
   * ordinal 1 do.
   */
  #interrupts(at: number, after: number, end: number, isOther: boolean): boolean {
    const text = this.#text;
    if (marker.trimmedEnd(text, after, end) === after) return false;
    return (
      isOther ||
      !marker.isAsciiDigit(text.charCodeAt(at)) ||
      (after - at === 2 && text.charCodeAt(at) === 0x31)
    );
  }

  #isOutsideItems(column: number): boolean {
    return this.#itemsDepth === this.quoteDepth && column < (this.#items.at(-1) ?? 0);
  }

  /** Forgets the list items whose content begins right of the column: what stands at it is outside them. */
  #closeItems(column: number): void {
    const items = this.#items;
    if (this.#itemsDepth !== this.quoteDepth) {
      items.length = 0;
      this.#itemsDepth = this.quoteDepth;
    }
    while ((items.at(-1) ?? 0) > column) items.pop();
  }

  /** Three or more hyphens, asterisks or underscores, and nothing else but spaces and tabs. */
  #isThematicBreak(at: number, end: number, unit: number): boolean {
    if (unit !== marker.HYPHEN && unit !== marker.ASTERISK && unit !== marker.LOW_LINE) return false;
    if (this.#noBreakUnit === unit && at < this.#noBreakUntil) return false;
    let count = 0;
    let i = at;
    for (; i < end; i++) {
      const next = this.#text.charCodeAt(i);
      if (next === unit) count++;
      else if (!marker.isBlankUnit(next)) break;
    }
    if (i === end) return count >= 3;
    this.#noBreakUnit = unit;
    this.#noBreakUntil = i;
    return false;
  }
}
