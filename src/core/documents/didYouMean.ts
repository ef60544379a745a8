import { closest, distance } from 'fastest-levenshtein';

/** The known word that was probably meant: at most a third of its letters away, case aside; else `undefined`. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const written = word.trim().toLowerCase();
  if (known.length === 0 || written.length > 100) return undefined;
  const byLowerCase = new Map(known.map((name) => [name.toLowerCase(), name]));
  const nearest = closest(written, [...byLowerCase.keys()]);
  return distance(written, nearest) <= Math.max(1, Math.floor(nearest.length / 3))
    ? byLowerCase.get(nearest)
    : undefined;
}
