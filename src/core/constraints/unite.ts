import { foldCase } from '../text/caseFold.js';
import { freezeConstraints, type Constraints } from './constraints.js';

/**
 * What every part of a bundle is held to (spec, section 4.2): the forbidden tokens of all its templates, the smallest
 * limit on sentences, and no emoji if any says so. Paragraphs and assertiveness are each template's own and left out.
 */
export function uniteConstraints(all: readonly Constraints[]): Constraints {
  const tokens = new Map<string, string>();
  for (const token of all.flatMap(({ forbiddenTokens }) => forbiddenTokens)) {
    const key = foldCase(token);
    if (!tokens.has(key)) tokens.set(key, token);
  }
  const limits = all.flatMap(({ maxSentenceLength }) => maxSentenceLength ?? []);
  return freezeConstraints({
    forbiddenTokens: [...tokens.values()],
    noEmoji: all.some(({ noEmoji }) => noEmoji),
    ...(limits.length > 0 && { maxSentenceLength: limits.reduce((least, limit) => Math.min(least, limit)) }),
  });
}
