import type { Reference } from '../../core/model/reference.js';
import type { ScopeIndex } from './scopeIndex.js';

/** A bundle version and the file that it is read from. */
export interface NamedBundle {
  readonly identity: Reference | undefined;
  /** The models it serves. */
  readonly tags: readonly string[];
  /** Whether the file is a snapshot: the version as it was published. */
  readonly isPublished: boolean;
}

/** The bundle version in a file, or in the snapshot of a published one; `undefined` where there is neither. */
export function namedBundle(scope: ScopeIndex, file: string): NamedBundle | undefined {
  const summary = scope.get(file);
  if (summary?.kind === 'bundle')
    return { identity: summary.identity?.name, tags: summary.tags, isPublished: false };
  const published = scope.published.get(file);
  return (
    published && {
      identity: published.identity,
      tags: published.snapshot?.bundle.tags ?? [],
      isPublished: true,
    }
  );
}

/** Where a version is read from: the files that define it, or else the snapshot that it was published in. */
export function filesOfVersion(scope: ScopeIndex, reference: Reference): readonly string[] {
  const files = scope.definitions('bundle', reference);
  const published = files.length === 0 ? scope.published.bundle(reference) : undefined;
  return published ? [published.file] : files;
}
