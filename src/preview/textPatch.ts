import type { Piece, TextPatch } from './protocol.js';
import { same, shared, size, slice, toRuns, total } from './runs.js';

// The difference of two texts, small enough to send with each letter typed. Both sides count in units of runs (see
// runs.ts) and both hold the row of runs that the last patch made.

/** What turns `old` into `next`, both as `toRuns` gives them. `old` is empty when nothing was sent yet. */
export function patchBetween(old: readonly Piece[], next: readonly Piece[]): TextPatch {
  const { start, end } = shared(old, next);
  const patch = { keepStart: start, keepEnd: end, insert: slice(next, start, total(next) - end) };
  if (sameRow(applyPatch(old, patch) ?? [], next)) return patch;
  // Two values of one name beside each other: where one ends is only told by sending them whole.
  return wholeRuns(old, next);
}

/** The runs that a patch makes of the ones before; `undefined` when it was made for other runs. */
export function applyPatch(
  old: readonly Piece[],
  { keepStart, keepEnd, insert }: TextPatch,
): Piece[] | undefined {
  const length = total(old);
  if (keepStart + keepEnd > length) return undefined;
  const head = slice(old, 0, keepStart);
  const tail = slice(old, length - keepEnd, length);
  const row = join(head, insert, isInside(old, keepStart));
  return toRuns(join(row, tail, isInside(old, length - keepEnd)));
}

/** One row of two. A value that was cut in two is one again when both sides of the cut are of it. */
function join(left: readonly Piece[], right: readonly Piece[], isCut: boolean): Piece[] {
  const [last, first] = [left.at(-1), right[0]];
  if (!isCut || last?.value === undefined || last.value !== first?.value) return [...left, ...right];
  return [...left.slice(0, -1), { ...last, text: last.text + first.text }, ...right.slice(1)];
}

/** Whether a place is inside a run rather than between two. */
function isInside(runs: readonly Piece[], place: number): boolean {
  let at = 0;
  for (const run of runs) {
    if (at >= place) break;
    at += size(run);
  }
  return at > place;
}

function sameRow(a: readonly Piece[], b: readonly Piece[]): boolean {
  return a.length === b.length && a.every((run, i) => b[i] !== undefined && same(run, b[i]));
}

/** Keeps the runs that are the same at both ends, and sends all between. */
function wholeRuns(old: readonly Piece[], next: readonly Piece[]): TextPatch {
  const most = Math.min(old.length, next.length);
  const alike = (a?: Piece, b?: Piece): boolean => a !== undefined && b !== undefined && same(a, b);
  let start = 0;
  while (start < most && alike(old[start], next[start])) start++;
  let end = 0;
  while (end < most - start && alike(old.at(-1 - end), next.at(-1 - end))) end++;
  return {
    keepStart: total(next.slice(0, start)),
    keepEnd: total(next.slice(next.length - end)),
    insert: next.slice(start, next.length - end),
  };
}
