import { changedStretches, type Stretch } from '../text/changedStretches.js';

/** How many equal lines stand around a change. */
const CONTEXT = 3;
/** With more differing lines than this, all between the equal beginning and end is one change. */
const MAX_EDITS = 1000;

/** The lines that differ between two texts as `diff -u` writes them, without the names of files; none where they are equal. */
export function unifiedDiff(before: string, after: string): readonly string[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  return hunksOf(changedStretches(a, b, MAX_EDITS)).flatMap((hunk) => hunkLines(hunk, a, b));
}

type Hunk = readonly [Stretch, ...Stretch[]];

/** Changes whose equal lines between them would be told twice are one hunk. */
function hunksOf(stretches: readonly Stretch[]): readonly Hunk[] {
  const hunks: [Stretch, ...Stretch[]][] = [];
  for (const stretch of stretches) {
    const last = hunks.at(-1);
    const end = last?.at(-1)?.[1];
    if (last && end !== undefined && stretch[0] - end <= 2 * CONTEXT) last.push(stretch);
    else hunks.push([stretch]);
  }
  return hunks;
}

function hunkLines(hunk: Hunk, a: readonly string[], b: readonly string[]): readonly string[] {
  const [first, last = first] = [hunk[0], hunk.at(-1)];
  const before = Math.min(CONTEXT, first[0]);
  const after = Math.min(CONTEXT, a.length - last[1]);
  const [startA, endA] = [first[0] - before, last[1] + after];
  const [startB, endB] = [first[2] - before, last[3] + after];
  const changes = hunk.flatMap(([fromA, toA, fromB, toB], i) => [
    ...marked(' ', a, hunk[i - 1]?.[1] ?? startA, fromA),
    ...marked('-', a, fromA, toA),
    ...marked('+', b, fromB, toB),
  ]);
  const head = `@@ -${rangeOf(startA, endA)} +${rangeOf(startB, endB)} @@`;
  return [head, ...changes, ...marked(' ', a, last[1], endA)];
}

function marked(mark: string, lines: readonly string[], start: number, end: number): readonly string[] {
  return lines.slice(start, end).map((line) => mark + line);
}

/** Where a hunk begins and how many lines it has, as `diff -u` counts: from 1. It has one, since a text has. */
function rangeOf(start: number, end: number): string {
  const count = end - start;
  return count === 1 ? `${start + 1}` : `${start + 1},${count}`;
}
