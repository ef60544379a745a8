import { jsonFloatText } from './floatText.js';
import { keyOrderOf } from './text/keyOrder.js';
import { isJsonMap, type JsonMap, type JsonValue } from './model/jsonValue.js';

/**
 * Canonical JSON (spec, section 2.2): no white space, keys sorted by code point at every depth, floats always with a
 * decimal point or an exponent, NaN and infinities as `null`. Readers of files have refused lone surrogates before.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'string') return stringText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? jsonFloatText(value) : 'null';
  if (typeof value === 'bigint' || typeof value === 'boolean' || value === null) return String(value);
  return isJsonMap(value) ? mappingText(value) : listText(value);
}

function mappingText(mapping: JsonMap): string {
  if (mapping.size < 2) {
    for (const [key, value] of mapping) return `{${stringText(key)}:${canonicalJson(value)}}`;
    return '{}';
  }
  const { places, written } = keyOrderOf(mapping, stringText);
  const values = [...mapping.values()];
  let members = '{';
  for (let i = 0; i < places.length; i++)
    members += (written[i] ?? '') + canonicalJson(values[places[i] ?? 0] ?? null);
  return `${members}}`;
}

function listText(list: readonly JsonValue[]): string {
  let items = '[';
  for (let i = 0; i < list.length; i++) items += (i > 0 ? ',' : '') + canonicalJson(list[i] ?? null);
  return `${items}]`;
}

/** A text as short as this is looked through at once: a regular expression takes longer to begin. */
const SHORT = 40;
/** What JSON.stringify writes otherwise than it is; half of a pair, too, which it leaves alone. */
// eslint-disable-next-line no-control-regex
const MAYBE_ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/**
 * JSON.stringify writes strings by the same rules, but for lone surrogates, which never come here. To ask first whether
 * there is anything to escape is the faster way for most strings.
 */
function stringText(text: string): string {
  return mayBeEscaped(text) ? JSON.stringify(text) : `"${text}"`;
}

function mayBeEscaped(text: string): boolean {
  if (text.length > SHORT) return MAYBE_ESCAPED.test(text);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 || unit === 0x22 || unit === 0x5c || (unit & 0xf800) === 0xd800) return true;
  }
  return false;
}
