import type { Row } from '../protocol.js';

/** A row in words: "1.2.0 (published)", "1.3.0 (git 1a2b3c4)". */
export function rowName({ semver, places: [place] }: Row): string {
  if (!place) return semver;
  return `${semver} (${place.revision ? `${place.label} ${place.revision.id}` : place.label})`;
}

/** Enough of a hash to tell it from others at a glance. */
export function shortHash(hash: string): string {
  return hash.slice(0, 8);
}
