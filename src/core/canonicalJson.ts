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
    let members = '';
    for (const key of [...value.keys()].sort(compareCodePoints)) {
      members += `${members && ','}${stringText(key)}:${canonicalJson(value.get(key) ?? null)}`;
    }
    return `{${members}}`;
  }
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  return `[${value.map(canonicalJson).join(',')}]`;
}

/** What JSON.stringify writes otherwise than it is; half of a pair, too, which it leaves alone. */
// eslint-disable-next-line no-control-regex
const MAYBE_ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/**
 * JSON.stringify writes strings by the same rules, but for lone surrogates, which never come here. To ask first whether
 * there is anything to escape is the faster way for most strings.
 */
function stringText(text: string): string {
  return MAYBE_ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`;
}
