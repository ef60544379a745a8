import { wordTokens } from './wordDiff.js';

/** The number of a line before, and of the one that it became. */
export type LinePair = readonly [before: number, after: number];

/** The lines that are like each other, in order, so that they are as much alike as can be; takes time for each pair of lines. */
export function likePairs(a: readonly string[], b: readonly string[]): readonly LinePair[] {
  const [bagsA, bagsB] = [a.map(bagOf), b.map(bagOf)];
  const width = b.length + 1;
  const best = new Float64Array((a.length + 1) * width);
  const at = (i: number, j: number): number => best[i * width + j] ?? 0;
  const likeness = bagsA.map((one) => bagsB.map((other) => likenessOf(one, other)));
  const pair = (i: number, j: number): number => at(i + 1, j + 1) + (likeness[i]?.[j] ?? 0);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      best[i * width + j] = Math.max(at(i + 1, j), at(i, j + 1), pair(i, j));
  const pairs: LinePair[] = [];
  for (let [i, j] = [0, 0]; at(i, j) > 0;) {
    if ((likeness[i]?.[j] ?? 0) > 0 && at(i, j) === pair(i, j)) pairs.push([i++, j++]);
    else if (at(i, j) === at(i + 1, j)) i++;
    else j++;
  }
  return pairs;
}

/** How often each word occurs in a line, and how many there are. */
interface Bag {
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
}

function bagOf(line: string): Bag {
  const counts = new Map<string, number>();
  const words = wordTokens(line).filter((word) => word.trim() !== '');
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { counts, total: words.length };
}

/** 1 for the same words, 0 where fewer than half are. */
function likenessOf(a: Bag, b: Bag): number {
  if (a.total + b.total === 0) return 1;
  let shared = 0;
  for (const [word, count] of a.counts) shared += Math.min(count, b.counts.get(word) ?? 0);
  const share = (2 * shared) / (a.total + b.total);
  return share < 0.5 ? 0 : share;
}
