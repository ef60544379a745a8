/** Where two lists differ: from and to in the one, from and to in the other. */
export type Stretch = readonly [fromA: number, toA: number, fromB: number, toB: number];

/**
 * The fewest stretches that make the one list the other, in order; none where they are equal. With more than `maxEdits`
 * single edits, all between the equal beginning and end is one stretch: the time grows with the square of the edits.
 */
export function changedStretches<T extends string | number>(
  a: readonly T[],
  b: readonly T[],
  maxEdits: number,
): readonly Stretch[] {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - start && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return shortestEdits(a.slice(start, a.length - tail), b.slice(start, b.length - tail), maxEdits).map(
    ([a1, a2, b1, b2]): Stretch => [a1 + start, a2 + start, b1 + start, b2 + start],
  );
}

/**
 * How far each diagonal reaches after some edits, for the diagonals from `-edits - 1` to `edits + 1`. Typed arrays: maps of
 * a thousand steps would take a hundred megabytes.
 */
interface Reach {
  readonly edits: number;
  readonly at: Int32Array;
}

const reachOf = ({ edits, at }: Reach, diagonal: number): number => at[diagonal + edits + 1] ?? 0;

/** Myers' greedy algorithm: how far each diagonal gets with 0, 1, 2 … edits, and back along the way that arrived. */
function shortestEdits<T>(a: readonly T[], b: readonly T[], maxEdits: number): readonly Stretch[] {
  const trace: Reach[] = [];
  const middle = Math.min(maxEdits, a.length + b.length) + 2;
  const current = new Int32Array(2 * middle);
  for (let edits = 0; edits <= maxEdits; edits++) {
    const before = { edits, at: current.slice(middle - edits - 1, middle + edits + 2) };
    trace.push(before);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = startOf(before, diagonal);
      while (x < a.length && a[x] === b[x - diagonal]) x++;
      current[middle + diagonal] = x;
      if (x >= a.length && x - diagonal >= b.length) return walkBack(trace, a.length, b.length);
    }
  }
  return [[0, a.length, 0, b.length]];
}

function goesDown(reach: Reach, diagonal: number): boolean {
  const { edits } = reach;
  return (
    diagonal === -edits || (diagonal !== edits && reachOf(reach, diagonal - 1) < reachOf(reach, diagonal + 1))
  );
}

function startOf(reach: Reach, diagonal: number): number {
  return goesDown(reach, diagonal) ? reachOf(reach, diagonal + 1) : reachOf(reach, diagonal - 1) + 1;
}

function walkBack(trace: readonly Reach[], endX: number, endY: number): readonly Stretch[] {
  const found: Stretch[] = [];
  let [x, y] = [endX, endY];
  for (const reach of [...trace].reverse()) {
    if (reach.edits === 0) break;
    const diagonal = x - y;
    const isDown = goesDown(reach, diagonal);
    const from = isDown ? diagonal + 1 : diagonal - 1;
    const fromX = reachOf(reach, from);
    const fromY = fromX - from;
    const [stepX, stepY] = isDown ? [fromX, fromY + 1] : [fromX + 1, fromY];
    const last = found.at(-1);
    if (last?.[0] === stepX && last[2] === stepY) found[found.length - 1] = [fromX, last[1], fromY, last[3]];
    else found.push([fromX, stepX, fromY, stepY]);
    [x, y] = [fromX, fromY];
  }
  return found.reverse();
}
