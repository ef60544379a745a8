/** What a commit is put in order by. */
interface Ordered {
  readonly hash: string;
  readonly parents: readonly string[];
  readonly date: Date | undefined;
}

/**
 * Commits in git's own order, newest first: that of a log which has them. Dates do not tell commits of one second apart, nor
 * those of clocks that differ; they place what the log does not have, unless it is the parent of a commit that is placed.
 */
export function newestFirst<Commit extends Ordered>(
  commits: readonly Commit[],
  log: readonly string[],
): readonly Commit[] {
  const ranks = new Map(log.map((hash, rank) => [hash, rank]));
  const rankOf = ({ hash }: Ordered): number => ranks.get(hash) ?? Infinity;
  const placed = commits.filter(({ hash }) => ranks.has(hash)).sort((a, b) => rankOf(a) - rankOf(b));
  const others = commits.filter(({ hash }) => !ranks.has(hash)).sort((a, b) => timeOf(b) - timeOf(a));
  for (const commit of others) {
    const child = placed.findLastIndex(({ parents }) => parents.includes(commit.hash));
    const older = placed.findIndex((one) => timeOf(one) < timeOf(commit));
    placed.splice(child >= 0 ? child + 1 : older >= 0 ? older : placed.length, 0, commit);
  }
  return placed;
}

function timeOf({ date }: Ordered): number {
  return date?.getTime() ?? 0;
}
