import type { VersionDifference } from './comparison.js';
import { differingHashes } from './comparisonMarkdown.js';

/** What programs are told of two versions: which they are, where each is from, and in which parts and hashes they differ. */
export function differenceJson(
  difference: VersionDifference,
): Readonly<Record<string, string | readonly string[]>> {
  const { from, to, fromVersion, toVersion, slots, summary } = difference;
  return {
    from,
    from_source: fromVersion.source,
    to,
    to_source: toVersion.source,
    slots,
    hashes: differingHashes(difference),
    summary,
  };
}
