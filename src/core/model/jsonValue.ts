/**
 * A JSON value that keeps what JavaScript's own objects lose: integers are `bigint`, floats are `number`
 * (`1` and `1.0` render differently), and mappings are `Map`s (no reordered integer-like keys, no `__proto__`).
 */
export type JsonValue = null | boolean | string | bigint | number | readonly JsonValue[] | JsonMap;

/** A JSON mapping; the order of its keys is the order in the file. */
export type JsonMap = ReadonlyMap<string, JsonValue>;

/** True for a mapping (and for nothing else a `JsonValue` can be). */
export function isJsonMap(value: JsonValue): value is JsonMap {
  return value instanceof Map;
}
