import { canonicalJson } from './canonicalJson.js';
import { isJsonMap, type JsonValue } from './model/jsonValue.js';
import { compareCodePoints } from './text/codePointOrder.js';

/** How JSON is written. */
interface PrettyOptions {
  readonly indent?: string;
  /** The order of keys: by code point, or as the mapping has them. */
  readonly order?: 'sorted' | 'written';
}

/** JSON for people, as snapshots have it too (spec, section 6): indented by two, keys in code-point order, numbers as in canonical JSON. */
export function prettyJson(value: JsonValue, { indent = '', order = 'sorted' }: PrettyOptions = {}): string {
  const inner = `${indent}  `;
  if (isJsonMap(value)) {
    const keys = order === 'sorted' ? [...value.keys()].sort(compareCodePoints) : [...value.keys()];
    const lines = keys.map(
      (key) =>
        `${inner}${canonicalJson(key)}: ${prettyJson(value.get(key) ?? null, { indent: inner, order })}`,
    );
    return lines.length > 0 ? `{\n${lines.join(',\n')}\n${indent}}` : '{}';
  }
  if (Array.isArray(value)) {
    const lines = (value as readonly JsonValue[]).map(
      (item) => `${inner}${prettyJson(item, { indent: inner, order })}`,
    );
    return lines.length > 0 ? `[\n${lines.join(',\n')}\n${indent}]` : '[]';
  }
  return canonicalJson(value);
}
