import {
  BACKSLASH_UNIT,
  BLANK_UNIT,
  COLON,
  GREATER,
  HYPHEN,
  PIPE,
  skipBlanks,
  skipUnits,
  TAB,
  trimmedEnd,
} from './markers.js';

/** True for what the line below a table's header can begin with; asked before looking closer. */
export function mayBeginDelimiterRow(unit: number): boolean {
  return (
    unit === PIPE ||
    unit === HYPHEN ||
    unit === COLON ||
    unit === BLANK_UNIT ||
    unit === TAB ||
    unit === GREATER
  );
}

/**
 * How many cells the line `[start, end)` divides a table into if it is a delimiter row (`| --- | :-: |`) at that depth of
 * block quotes; 0 when it is none. At least one pipe is needed, lest an underlined heading be a table.
 */
export function delimiterCells(text: string, start: number, end: number, quoteDepth: number): number {
  let at = skipBlanks(text, start, end);
  for (let depth = 0; depth < quoteDepth; depth++) {
    if (at >= end || text.charCodeAt(at) !== GREATER) return 0;
    at = skipBlanks(text, at + 1, end);
  }
  let pipes = 0;
  let cells = 0;
  if (text.charCodeAt(at) === PIPE) {
    pipes++;
    at = skipBlanks(text, at + 1, end);
  }
  while (at < end) {
    if (text.charCodeAt(at) === COLON) at++;
    const hyphens = skipUnits(text, at, end, HYPHEN);
    if (hyphens === at) return 0;
    at = hyphens;
    if (at < end && text.charCodeAt(at) === COLON) at++;
    cells++;
    at = skipBlanks(text, at, end);
    if (at === end) break;
    if (text.charCodeAt(at) !== PIPE) return 0;
    pipes++;
    at = skipBlanks(text, at + 1, end);
  }
  return pipes > 0 ? cells : 0;
}

/** How many cells a row has: pipes divide it, except at its two ends and after a backslash. */
export function rowCells(text: string, start: number, end: number): number {
  const from = rowStart(text, start, end);
  const to = rowEnd(text, from, end);
  let cells = 1;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit === BACKSLASH_UNIT) i++;
    else if (unit === PIPE) cells++;
  }
  return cells;
}

/** Where the first cell of a row begins: after the outer pipe, if there is one. */
export function rowStart(text: string, start: number, end: number): number {
  return start < end && text.charCodeAt(start) === PIPE ? skipBlanks(text, start + 1, end) : start;
}

/** Where the last cell of a row ends: before the outer pipe, if there is one. */
export function rowEnd(text: string, start: number, end: number): number {
  const visible = trimmedEnd(text, start, end);
  if (visible === start || text.charCodeAt(visible - 1) !== PIPE) return visible;
  if (visible - 1 > start && text.charCodeAt(visible - 2) === BACKSLASH_UNIT) return visible;
  return trimmedEnd(text, start, visible - 1);
}
