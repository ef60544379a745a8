import { classAt, KIND, SPACE } from '../../text/characterClasses.js';

/*
 * The block markers of Markdown, each as CommonMark 0.31 (and, for checkboxes and tables, its GitHub flavour) defines it.
 * All take a text, the index of the marker's first unit and the end of the line; none looks beyond that line.
 */

export const TAB = 0x09;
export const BLANK_UNIT = 0x20;
export const HASH = 0x23;
export const ASTERISK = 0x2a;
export const PLUS = 0x2b;
export const HYPHEN = 0x2d;
export const DOT = 0x2e;
export const COLON = 0x3a;
export const LESS_THAN_UNIT = 0x3c;
export const EQUALS = 0x3d;
export const GREATER = 0x3e;
export const BRACKET = 0x5b;
export const BACKSLASH_UNIT = 0x5c;
export const LOW_LINE = 0x5f;
export const BACKTICK_UNIT = 0x60;
export const PIPE = 0x7c;
export const BRACE = 0x7b;
export const TILDE = 0x7e;

/** True for a space or a tab, the only white space in the grammar of markers. */
export function isBlankUnit(unit: number): boolean {
  return unit === BLANK_UNIT || unit === TAB;
}

/** The first index from `at` on, at most `end`, that holds neither space nor tab. */
export function skipBlanks(text: string, at: number, end: number): number {
  while (at < end && isBlankUnit(text.charCodeAt(at))) at++;
  return at;
}

/** The first index from `at` on that holds no white space of any kind, or `end`. */
export function skipSpace(text: string, at: number, end: number): number {
  while (at < end && (classAt(text, at) & KIND) === SPACE) at++;
  return at;
}

/** The first index from `at` on, at most `end`, that holds another unit. */
export function skipUnits(text: string, at: number, end: number, unit: number): number {
  while (at < end && text.charCodeAt(at) === unit) at++;
  return at;
}

/** The end of `[start, end)` without the white space it ends in. */
export function trimmedEnd(text: string, start: number, end: number): number {
  while (end > start && (classAt(text, end - 1) & KIND) === SPACE) end--;
  return end;
}

/** True where the line ends, or a space or tab stands. */
function endsMarker(text: string, at: number, end: number): boolean {
  return at >= end || isBlankUnit(text.charCodeAt(at));
}

/** `#` to `######`: the index after it, or -1. */
export function headingMarkerEnd(text: string, at: number, end: number): number {
  const after = skipUnits(text, at, Math.min(end, at + 7), HASH);
  return after - at <= 6 && endsMarker(text, after, end) ? after : -1;
}

/** Where the content of a heading ends: before the white space and the closing `##` it may have. */
export function headingContentEnd(text: string, start: number, end: number): number {
  const visible = trimmedEnd(text, start, end);
  let closing = visible;
  // Before the content stands a blank, or nothing of the line but its marker.
  while (text.charCodeAt(closing - 1) === HASH) closing--;
  if (closing === visible || !isBlankUnit(text.charCodeAt(closing - 1))) return visible;
  return trimmedEnd(text, start, closing);
}

/** Three or more back-ticks or tildes that open fenced code: how many, or 0. */
export function openingFence(text: string, at: number, end: number): number {
  const unit = text.charCodeAt(at);
  const after = skipUnits(text, at, end, unit);
  if (after - at < 3) return 0;
  if (unit === BACKTICK_UNIT && text.slice(after, end).includes('`')) return 0;
  return after - at;
}

/** `===` or `---` alone on the line, which makes a heading of the paragraph above. */
export function isUnderline(text: string, at: number, end: number): boolean {
  return skipBlanks(text, skipUnits(text, at, end, text.charCodeAt(at)), end) === end;
}

/** `-`, `+` or `*` before white space: the index after it, or -1. */
export function bulletEnd(text: string, at: number, end: number): number {
  return endsMarker(text, at + 1, end) ? at + 1 : -1;
}

/** `1.` or `1)`, of up to nine digits, before white space: the index after it, or -1. */
export function ordinalEnd(text: string, at: number, end: number): number {
  let after = at;
  while (isAsciiDigit(text.charCodeAt(after))) after++;
  if (after === at || after - at > 9 || after >= end) return -1;
  const unit = text.charCodeAt(after);
  return (unit === DOT || unit === 0x29) && endsMarker(text, after + 1, end) ? after + 1 : -1;
}

/** `[ ]` or `[x]` before white space: the index after it, or -1. */
export function checkboxEnd(text: string, at: number, end: number): number {
  const mark = text[at + 1];
  const box = (mark === ' ' || mark === 'x' || mark === 'X') && text[at + 2] === ']';
  return box && endsMarker(text, at + 3, end) ? at + 3 : -1;
}

export function isAsciiDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** What a backslash keeps from opening code or a tag, or from escaping. */
export function isEscapable(unit: number): boolean {
  return unit === BACKTICK_UNIT || unit === LESS_THAN_UNIT || unit === BACKSLASH_UNIT;
}
