import type { TextRange } from '../../model/findings.js';
import { readProse } from '../prose/prose.js';
import { TokenMatcher } from '../tokens/tokenMatcher.js';
import { compileTokens, type TokenTable } from '../tokens/tokenTable.js';
import { BOOSTERS, HEDGES } from './words.js';

/** Fewer words than this of a kind say nothing about a text. */
const ENOUGH = 3;

/** How assertive a text is, and the words that say so. */
export interface AssertivenessEstimate {
  /** Boosters as a share of boosters and hedges: 0 to 1. */
  readonly level: number;
  /** How often each word occurs, as the lists spell it. */
  readonly boosters: ReadonlyMap<string, number>;
  readonly hedges: ReadonlyMap<string, number>;
}

let compiledLists: TokenTable | undefined;

/** The estimate (spec, section 4, `ASSERTIVENESS_LEVEL`); `undefined` for a text with fewer than three of either kind. */
export function estimateAssertiveness(
  text: string,
  opaque: readonly TextRange[] | undefined,
  filled?: readonly TextRange[],
): AssertivenessEstimate | undefined {
  const matcher = new TokenMatcher(text, (compiledLists ??= compileTokens([...BOOSTERS, ...HEDGES])));
  readProse(text, { matcher, opaque, filled });
  const boosters = new Map<string, number>();
  const hedges = new Map<string, number>();
  let boosted = 0;
  let hedged = 0;
  for (let i = 2; i < matcher.found.length; i += 3) {
    const index = matcher.found[i] ?? 0;
    const booster = BOOSTERS[index];
    if (booster !== undefined) {
      boosted++;
      count(boosters, booster);
    } else {
      hedged++;
      count(hedges, HEDGES[index - BOOSTERS.length] ?? '');
    }
  }
  if (boosted < ENOUGH && hedged < ENOUGH) return undefined;
  return { level: boosted / (boosted + hedged), boosters, hedges };
}

function count(counts: Map<string, number>, word: string): void {
  counts.set(word, (counts.get(word) ?? 0) + 1);
}
