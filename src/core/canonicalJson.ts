import { jsonFloatText } from './floatText.js';
import { isJsonMap, type JsonValue } from './model/jsonValue.js';
import { compareCodePoints } from './text/codePointOrder.js';

/**
 * Canonical JSON (spec, section 2.2): no white space, keys sorted by code point at every depth, floats always with a
 * decimal point or an exponent, NaN and infinities as `null`. Readers of files have refused lone surrogates before.
 */
export function canonicalJson(value: JsonValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return stringText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? jsonFloatText(value) : 'null';
  if (isJsonMap(value)) {
    const keys = [...value.keys()].sort(compareCodePoints);
    return `{${keys.map((key) => `${stringText(key)}:${canonicalJson(value.get(key) ?? null)}`).join(',')}}`;
  }
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(canonicalJson).join(',')}]`;
  return String(value);
}

/** JSON.stringify writes strings by the same rules, but for lone surrogates, which never come here. */
function stringText(text: string): string {
  return JSON.stringify(text);
}
