/** Where two lists differ: from and to in the one, from and to in the other. */
export type Stretch = readonly [fromA: number, toA: number, fromB: number, toB: number];

/**
 * The fewest stretches that make the one list the other, in order; none where they are equal. With more than `maxEdits`
 * single edits, all between the equal beginning and end is one stretch: the time grows with the square of the edits.
 */
export function changedStretches(
  a: readonly string[],
  b: readonly string[],
  maxEdits: number,
): readonly Stretch[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - start && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return shortestEdits(a.slice(start, a.length - tail), b.slice(start, b.length - tail), maxEdits).map(
    ([a1, a2, b1, b2]): Stretch => [a1 + start, a2 + start, b1 + start, b2 + start],
  );
}

/** Myers' greedy algorithm: how far each diagonal gets with 0, 1, 2 … edits, and back along the way that arrived. */
function shortestEdits(a: readonly string[], b: readonly string[], maxEdits: number): readonly Stretch[] {
  const trace: Map<number, number>[] = [];
  let reach = new Map([[1, 0]]);
  for (let edits = 0; edits <= maxEdits; edits++) {
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
): readonly Stretch[] {
  const found: Stretch[] = [];
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
