import { closest, distance } from 'fastest-levenshtein';
import { NameIndex } from './nameIndex.js';

/** Lists up to this long are compared with name by name. */
const MAX_COMPARED = 100;
/** Nothing is proposed for longer words. */
const MAX_WORD = 100;

/** What is known of long lists, as long as somebody holds the list. */
const INDEXES = new WeakMap<readonly string[], NameIndex>();

/**
 * The known word that was probably meant: at most a third of its letters away, case aside; else `undefined`. In a long list
 * only names that share a beginning or an end with the word, or are one mistake away from it, are compared; its index is
 * kept with the list, so give the same list while it holds the same names.
 */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  if (word.length > 2 * MAX_WORD) return undefined;
  const written = word.trim().toLowerCase();
  if (written.length > MAX_WORD) return undefined;
  const names = known.length > MAX_COMPARED ? indexOf(known).near(written) : known;
  if (names.length === 0) return undefined;
  const byLowerCase = new Map(names.map((name) => [name.toLowerCase(), name]));
  const nearest = closest(written, [...byLowerCase.keys()]);
  return distance(written, nearest) <= Math.max(1, Math.floor(nearest.length / 3))
    ? byLowerCase.get(nearest)
    : undefined;
}

function indexOf(known: readonly string[]): NameIndex {
  const index = INDEXES.get(known) ?? new NameIndex(known);
  INDEXES.set(known, index);
  return index;
}
