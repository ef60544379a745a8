import type { Piece } from './protocol.js';

// Rendered text as a row of runs, measured in units: UTF-16 code units, and one unit for a value that is empty, so
// that an empty value has a place of its own. Nothing here knows of the document.

/** Words that stand at a place of the text and are no part of it: what was removed there, or signs for added blanks. */
export interface Aside {
  readonly kind: 'removed' | 'added';
  readonly words: string;
}

/** A run as a page shows it; one with an aside has no text of its own. */
export interface ShownRun extends Piece {
  readonly aside?: Aside;
}

/** Units a run takes. */
export const size = (run: Piece): number => Math.max(run.text.length, 1);

/** Units of all runs. */
export const total = (runs: readonly Piece[]): number => runs.reduce((sum, run) => sum + size(run), 0);

/** Whether two runs are the same to the reader. */
export const same = (a: ShownRun, b: ShownRun): boolean =>
  a.value === b.value &&
  a.text === b.text &&
  a.aside?.kind === b.aside?.kind &&
  a.aside?.words === b.aside?.words;

/** The pieces as runs: no empty template text, and neighbours that look the same made one. */
export function toRuns(pieces: readonly Piece[]): Piece[] {
  const runs: Piece[] = [];
  for (const piece of pieces) {
    if (piece.value === undefined && piece.text === '') continue;
    const last = runs.at(-1);
    if (last && piece.value === undefined && last.value === undefined)
      runs[runs.length - 1] = { text: last.text + piece.text };
    else runs.push(piece);
  }
  return runs;
}

/** Code units that two texts share at their start, in whole characters. */
export function sharedStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return isHighSurrogate(a.charCodeAt(at - 1)) ? at - 1 : at;
}

/** Code units that two texts share at their end, in whole characters, beside the first `taken` of each. */
export function sharedEnd(a: string, b: string, taken = 0): number {
  const most = Math.min(a.length, b.length) - taken;
  let count = 0;
  while (count < most && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count++;
  return isLowSurrogate(a.charCodeAt(a.length - count)) ? count - 1 : count;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

/** Units that two rows of runs share at their start and at their end; the two never overlap. */
export function shared(
  a: readonly Piece[],
  b: readonly Piece[],
): { readonly start: number; readonly end: number } {
  const most = Math.min(total(a), total(b));
  let start = 0;
  for (const [i, run] of a.entries()) {
    const other = b[i];
    if (other && same(run, other)) start += size(run);
    else {
      if (other && other.value === run.value) start += sharedStart(run.text, other.text);
      break;
    }
  }
  let end = 0;
  for (let i = 1; i <= Math.min(a.length, b.length) && start + end < most; i++) {
    const [run, other] = [a.at(-i), b.at(-i)];
    if (!run || !other) break;
    if (same(run, other)) end += size(run);
    else {
      if (other.value === run.value) end += sharedEnd(run.text, other.text);
      break;
    }
  }
  return { start, end: Math.min(end, most - start) };
}

/** The runs between two places. */
export function slice<Run extends Piece>(runs: readonly Run[], from: number, to: number): Run[] {
  const found: Run[] = [];
  let at = 0;
  for (const run of runs) {
    const [start, end] = [Math.max(from - at, 0), Math.min(to - at, size(run))];
    if (start < end)
      found.push(start === 0 && end === size(run) ? run : { ...run, text: run.text.slice(start, end) });
    at += size(run);
    if (at >= to) break;
  }
  return found;
}

/** Whether a line starts at this place. */
export const startsLine = (runs: readonly Piece[], at: number): boolean =>
  at === 0 || slice(runs, at - 1, at)[0]?.text === '\n';

/**
 * Cuts runs after line breaks into chunks of at least `least` units, the last one perhaps shorter. A line of more than
 * `most` units is cut too, after a blank if it has one: it wraps anyway, and laying it out whole would take seconds.
 */
export function cut<Run extends Piece>(runs: readonly Run[], least: number, most: number): Run[][] {
  const chunks: Run[][] = [];
  let chunk: Run[] = [];
  let filled = 0;
  const close = (): void => {
    chunks.push(chunk);
    [chunk, filled] = [[], 0];
  };
  for (const run of runs) {
    let start = 0;
    let lineBreak = -1;
    for (;;) {
      if (filled >= most) close();
      const earliest = start + Math.max(least - filled, 0);
      if (lineBreak < earliest) lineBreak = run.text.indexOf('\n', earliest);
      if (lineBreak < 0) lineBreak = Infinity;
      const limit = start + most - filled;
      if (lineBreak >= limit && run.text.length <= limit) break;
      const end = lineBreak < limit ? lineBreak + 1 : placeToCut(run.text, start, limit);
      chunk.push({ ...run, text: run.text.slice(start, end) });
      close();
      start = end;
    }
    if (start > 0 && start === run.text.length) continue;
    const rest = start === 0 ? run : { ...run, text: run.text.slice(start) };
    chunk.push(rest);
    filled += size(rest);
  }
  if (chunk.length > 0) close();
  return chunks;
}

/** Where to cut when the next line break is too far: after the last line break or blank between two places, or at the second. */
function placeToCut(text: string, start: number, limit: number): number {
  for (const blank of ['\n', ' ']) {
    const at = text.lastIndexOf(blank, limit - 1);
    if (at >= start) return at + 1;
  }
  // Never inside a character.
  return /[\uDC00-\uDFFF]/.test(text.charAt(limit)) ? limit + 1 : limit;
}
