import { foldCase } from '../../core/text/caseFold.js';
import type { Finding } from '../../core/model/findings.js';

/** The findings less those that say what one before them, or one of the known, has said. */
export function withoutRepeats(
  findings: readonly Finding[],
  keyOf: (finding: Finding) => string = looseKey,
  known: readonly Finding[] = [],
): Finding[] {
  const said = new Set(known.map(keyOf));
  return findings.filter((finding) => {
    const key = keyOf(finding);
    return !said.has(key) && said.add(key);
  });
}

/** Two findings with the same key say the same of the same place. */
export function exactKey({ code, range, text, message }: Finding): string {
  return `${code} ${range.start} ${range.end} ${text === undefined ? message : foldCase(text)}`;
}

/** The same, but a rule on a whole part speaks once for its constraint, wherever each input makes it begin. */
export function looseKey(finding: Finding): string {
  const { code, related } = finding;
  const isOnWholePart = code === 'assertiveness' || code === 'too-many-paragraphs';
  const [constraint] = related ?? [];
  return isOnWholePart && constraint
    ? `${code} ${constraint.range.start} ${constraint.file}`
    : exactKey(finding);
}
