import { compareCodePoints } from './codePointOrder.js';
import { cloneString } from './cloneString.js';

/** The keys of a mapping, in the order that they stand in and in the order that canonical JSON has. */
export interface KeyOrder {
  readonly keys: readonly string[];
  /** For each place in canonical JSON, which of the keys stands there, and what is written before its value. */
  readonly places: readonly number[];
  readonly written: readonly string[];
}

/** Mappings with more keys are put in order each time. */
const MOST_KEYS_KEPT = 64;
/** How many orders are kept, by the first key. */
const MOST_ORDERS = 256;

/**
 * Remembers the orders of keys that were met: one input after the other has the same traits, with other values. It is
 * memory of a pure function, so sharing it between all renders changes no answer, and it keeps no text of a file alive.
 */
const orders = new Map<string, KeyOrder>();

/** The order of the keys of a mapping; `writeKey` gives a key in JSON. */
export function keyOrderOf(
  mapping: ReadonlyMap<string, unknown>,
  writeKey: (key: string) => string,
): KeyOrder {
  const [first = ''] = mapping.keys();
  const known = orders.get(first);
  if (known && hasKeys(mapping, known.keys)) return known;
  const isKept = mapping.size <= MOST_KEYS_KEPT;
  const keys = isKept ? Array.from(mapping.keys(), cloneString) : [...mapping.keys()];
  const places = keys.map((_, at) => at).sort((a, b) => compareCodePoints(keys[a] ?? '', keys[b] ?? ''));
  const written = places.map((at, index) => `${index > 0 ? ',' : ''}${writeKey(keys[at] ?? '')}:`);
  const order = { keys, places, written };
  if (!isKept) return order;
  if (orders.size >= MOST_ORDERS) orders.clear();
  orders.set(keys[0] ?? '', order);
  return order;
}

function hasKeys(mapping: ReadonlyMap<string, unknown>, keys: readonly string[]): boolean {
  if (mapping.size !== keys.length) return false;
  let at = 0;
  for (const key of mapping.keys()) if (key !== keys[at++]) return false;
  return true;
}
