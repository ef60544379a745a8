import type { Finding } from '../../core/model/findings.js';
import type { FoundIn } from '../../language/index.js';

/** Findings by the files that they are in, both in the order given. */
export function findingsByFile(found: readonly FoundIn[]): ReadonlyMap<string, readonly Finding[]> {
  const grouped = new Map<string, Finding[]>();
  for (const { file, finding } of found) {
    const known = grouped.get(file);
    if (known) known.push(finding);
    else grouped.set(file, [finding]);
  }
  return grouped;
}
