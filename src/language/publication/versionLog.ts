import type { PublishedIndex } from '../../core/published/publishedIndex.js';
import type { Snapshot } from '../../core/published/snapshot.js';
import { publishedDifference, type PublishedDifference } from './publishedDifference.js';

/** A published version among those of its bundle. */
export interface LoggedVersion {
  readonly snapshot: Snapshot;
  /** What differs from the version before it; `undefined` for the first. */
  readonly difference: PublishedDifference | undefined;
}

/** The published versions of a bundle, newest first, each with what it changes. */
export function versionLog(published: PublishedIndex, id: string): readonly LoggedVersion[] {
  const snapshots = published
    .versions(id)
    .flatMap((semver) => published.bundle({ id, semver })?.snapshot ?? []);
  return snapshots
    .map((snapshot, i) => {
      const before = snapshots[i - 1];
      return { snapshot, difference: before && publishedDifference(before, snapshot) };
    })
    .reverse();
}
