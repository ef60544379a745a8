import { foldCase } from '../text/caseFold.js';
import { compareCodePoints } from '../text/codePointOrder.js';
import { trimWhiteSpace } from '../text/whiteSpace.js';
import { isJsonMap, type JsonMap, type JsonValue } from './jsonValue.js';

/** The constraint keys the spec knows (section 4). */
export const CONSTRAINT_KEYS = [
  'FORBIDDEN_TOKENS',
  'MAX_SENTENCE_LENGTH',
  'MAX_PARAGRAPHS',
  'NO_EMOJI',
  'ASSERTIVENESS_LEVEL',
] as const;

/**
 * The normal form that is hashed (spec, section 4.1): keys sorted at every depth, forbidden tokens trimmed and without
 * repeats, the assertiveness level a float. `null` when there is nothing in it.
 */
export function normaliseConstraints(constraints: JsonMap): JsonMap | null {
  if (constraints.size === 0) return null;
  const normal = new Map<string, JsonValue>();
  for (const [key, value] of constraints) {
    if (key === 'FORBIDDEN_TOKENS' && Array.isArray(value))
      normal.set(key, withoutRepeats(value as readonly JsonValue[]));
    else if (key === 'ASSERTIVENESS_LEVEL' && typeof value === 'bigint') normal.set(key, Number(value));
    else normal.set(key, value);
  }
  return sortKeys(normal);
}

function withoutRepeats(tokens: readonly JsonValue[]): JsonValue[] {
  const seen = new Set<JsonValue>();
  return tokens
    .map((token) => (typeof token === 'string' ? trimWhiteSpace(token) : token))
    .filter((token) => {
      const key = typeof token === 'string' ? foldCase(token) : token;
      return !seen.has(key) && seen.add(key);
    });
}

function sortKeys(map: JsonMap): JsonMap {
  const entries = [...map].sort(([a], [b]) => compareCodePoints(a, b));
  return new Map(entries.map(([key, value]) => [key, sortDeep(value)]));
}

function sortDeep(value: JsonValue): JsonValue {
  if (isJsonMap(value)) return sortKeys(value);
  return Array.isArray(value) ? (value as readonly JsonValue[]).map(sortDeep) : value;
}
