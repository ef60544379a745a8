import { foldCase } from '../../../src/core/text/caseFold.js';
import { trimWhiteSpace } from '../../../src/core/text/whiteSpace.js';
import { createBoundaryOracle } from './wordBoundaries.js';

/** `[start, end)` of each occurrence, and the index of the token. */
export type Occurrence = readonly [start: number, end: number];

const WHITE_SPACE = /\p{White_Space}/u;

/** The spec's rule for forbidden tokens, tried at every place with every token; quadratic and proud of it. */
export function plainTokenSearch(text: string, tokens: readonly string[]): Occurrence[] {
  const characters = Array.from(text);
  const patterns = tokens
    .map((token) => Array.from(trimWhiteSpace(token)))
    .filter((token) => token.length > 0);
  const offsets = [0];
  for (const character of characters) offsets.push((offsets.at(-1) ?? 0) + character.length);
  const boundaries = createBoundaryOracle(text);
  const found: Occurrence[] = [];
  for (let i = 0; i < characters.length;) {
    const ends = patterns.map((pattern) => {
      const end = endOfMatch(characters, i, pattern);
      return end > 0 && boundaries.mayBegin(i) && boundaries.mayEnd(end) ? end : -1;
    });
    const longest = Math.max(-1, ...ends);
    if (longest > 0) found.push([offsets[i]!, offsets[longest]!]);
    i = longest > 0 ? longest : i + 1;
  }
  return found;
}

function endOfMatch(text: readonly string[], start: number, pattern: readonly string[]): number {
  let at = start;
  for (let i = 0; i < pattern.length;) {
    if (WHITE_SPACE.test(pattern[i]!)) {
      while (i < pattern.length && WHITE_SPACE.test(pattern[i]!)) i++;
      const from = at;
      while (at < text.length && WHITE_SPACE.test(text[at]!)) at++;
      if (at === from || text.slice(from, at).filter((c) => c === '\n').length > 1) return -1;
    } else {
      if (at >= text.length || key(text[at]!) !== key(pattern[i]!)) return -1;
      at++;
      i++;
    }
  }
  return at;
}

function key(character: string): string {
  return character === '’' ? "'" : foldCase(character);
}
