import { createHash } from 'node:crypto';
import type { LintReport } from './lintReport.js';

/**
 * A fingerprint of each finding, in their order: of its code, what its file calls itself, the text it is about, and which of
 * several such it is. So a file that is moved, or a line above it, makes no finding a new one.
 */
export function fingerprints({ found, sourceOf, idOf }: LintReport): readonly string[] {
  const seen = new Map<string, number>();
  return found.map(({ file, finding: { code, range, text } }) => {
    const about = text ?? sourceOf(file)?.text.slice(range.start, range.end) ?? '';
    const key = [code, idOf(file), about].join('\0');
    const repeat = seen.get(key) ?? 0;
    seen.set(key, repeat + 1);
    return createHash('sha256').update(`${key}${repeat}`).digest('hex');
  });
}
