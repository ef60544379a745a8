import { quote } from '../text/quote.js';
import type { TextRange } from '../model/findings.js';

/** One stretch that differs, in whole words: what stood there before and what stands there now, in UTF-16 offsets. */
export interface WordChange {
  readonly before: TextRange;
  readonly after: TextRange;
}

/** With more differing words than this, one change stands for all: nobody reads such a list, and it would take long. */
const MAX_EDITS = 200;

/** A placeholder, a word (a very long one in pieces), white space, or any other character. */
const TOKEN = /\{\{\w+\}\}|[\p{L}\p{N}\p{M}_]{1,1000}|\s+|./gsu;

/** What differs between two texts, word by word, in order; nothing when they are equal. */
export function wordChanges(before: string, after: string): readonly WordChange[] {
  const [a, b] = [tokens(before), tokens(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - start && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const edits = shortestEdits(a.slice(start, a.length - tail), b.slice(start, b.length - tail));
  const [starts, ends] = [offsets(a), offsets(b)];
  const range = (at: readonly number[], from: number, to: number): TextRange => ({
    start: at[from + start] ?? 0,
    end: at[to + start] ?? 0,
  });
  return joined(edits, b.slice(start)).map(([a1, a2, b1, b2]) => ({
    before: range(starts, a1, a2),
    after: range(ends, b1, b2),
  }));
}

/** A few words on what changed: the first changes in full, and how many there are besides. */
export function describeWordChanges(before: string, after: string, most = 2): string {
  const changes = wordChanges(before, after);
  const told = changes.slice(0, most).map((change) => {
    const [was, is] = [
      before.slice(change.before.start, change.before.end),
      after.slice(change.after.start, change.after.end),
    ];
    if (was === '') return `${quote(is)} is new`;
    return is === '' ? `${quote(was)} is gone` : `${quote(was)} is now ${quote(is)}`;
  });
  const left = changes.length - told.length;
  return [...told, ...(left > 0 ? [`${left} more ${left === 1 ? 'change' : 'changes'}`] : [])].join(', ');
}

function tokens(text: string): readonly string[] {
  return text.match(TOKEN) ?? [];
}

function offsets(words: readonly string[]): readonly number[] {
  let at = 0;
  return [0, ...words.map((word) => (at += word.length))];
}

/** From and to in the one text, from and to in the other, counted in tokens. */
type Edit = readonly [number, number, number, number];

/** Changes with nothing but white space between them read as one. */
function joined(edits: readonly Edit[], b: readonly string[]): readonly Edit[] {
  const result: Edit[] = [];
  for (const edit of edits) {
    const last = result.at(-1);
    const between = last ? b.slice(last[3], edit[2]).join('') : '.';
    if (last && between.trim() === '') result[result.length - 1] = [last[0], edit[1], last[2], edit[3]];
    else result.push(edit);
  }
  return result;
}

/** Myers' greedy algorithm: how far each diagonal gets with 0, 1, 2 … edits, and back along the way that arrived. */
function shortestEdits(a: readonly string[], b: readonly string[]): readonly Edit[] {
  const trace: Map<number, number>[] = [];
  let reach = new Map([[1, 0]]);
  for (let edits = 0; edits <= MAX_EDITS; edits++) {
    trace.push(reach);
    const next = new Map(reach);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = startOf(reach, diagonal, edits);
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return walkBack(trace, a.length, b.length);
    }
    reach = next;
  }
  return [[0, a.length, 0, b.length]];
}

function goesDown(reach: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  const [left, right] = [reach.get(diagonal - 1) ?? -1, reach.get(diagonal + 1) ?? -1];
  return diagonal === -edits || (diagonal !== edits && left < right);
}

function startOf(reach: ReadonlyMap<number, number>, diagonal: number, edits: number): number {
  return goesDown(reach, diagonal, edits)
    ? (reach.get(diagonal + 1) ?? 0)
    : (reach.get(diagonal - 1) ?? 0) + 1;
}

function walkBack(
  trace: readonly ReadonlyMap<number, number>[],
  endX: number,
  endY: number,
): readonly Edit[] {
  const found: Edit[] = [];
  let [x, y] = [endX, endY];
  for (let edits = trace.length - 1; edits > 0; edits--) {
    const reach = trace[edits] ?? new Map<number, number>();
    const diagonal = x - y;
    const from = goesDown(reach, diagonal, edits) ? diagonal + 1 : diagonal - 1;
    const fromX = reach.get(from) ?? 0;
    const fromY = fromX - from;
    const [stepX, stepY] = from > diagonal ? [fromX, fromY + 1] : [fromX + 1, fromY];
    const last = found[0];
    if (last?.[0] === stepX && last[2] === stepY) found[0] = [fromX, last[1], fromY, last[3]];
    else found.unshift([fromX, stepX, fromY, stepY]);
    [x, y] = [fromX, fromY];
  }
  return found;
}
