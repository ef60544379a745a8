import type { VersionDifference } from './comparison.js';
import { differingHashes } from './comparisonMarkdown.js';
import { describeDifference } from './describeDifference.js';
import { ENGLISH } from '../text/english.js';

/** What programs are told of two versions, in English: which they are, where each is from, and in which parts and hashes they differ. */
export function differenceJson(
  difference: VersionDifference,
): Readonly<Record<string, string | readonly string[]>> {
  const { from, to, fromVersion, toVersion, slots } = difference;
  return {
    from,
    from_source: fromVersion.source,
    to,
    to_source: toVersion.source,
    slots,
    hashes: differingHashes(difference),
    summary: describeDifference(fromVersion, toVersion, ENGLISH),
  };
}
