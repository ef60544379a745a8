import type { CheckedRoot } from '../../language/index.js';
import type { LintCache } from './lintCache.js';

/** What is found in a folder, by what an earlier run left of it where that is still so. */
export async function lintKept(cache: LintCache): Promise<readonly CheckedRoot[]> {
  const kept = cache.open();
  try {
    const unchanged = kept && cache.unchanged(kept);
    if (unchanged) return unchanged;
    const { renew } = await import('./renewCache.js');
    return await renew(cache, kept);
  } finally {
    kept?.close();
  }
}
