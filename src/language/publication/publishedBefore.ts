import type { Reference } from '../../core/model/reference.js';
import { compareSemver } from '../../core/model/semver.js';
import type { PublishedIndex } from '../../core/published/publishedIndex.js';

/** The published version that a version of a bundle is held against: its own, or else the newest before it. */
export function publishedBefore(published: PublishedIndex, { id, semver }: Reference): string | undefined {
  return published.versions(id).findLast((version) => compareSemver(version, semver) <= 0);
}
