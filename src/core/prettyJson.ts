import { canonicalJson } from './canonicalJson.js';
import { isJsonMap, type JsonValue } from './model/jsonValue.js';
import { compareCodePoints } from './text/codePointOrder.js';

/** JSON for people, as snapshots have it too (spec, section 6): indented by two, keys in code-point order, numbers as in canonical JSON. */
export function prettyJson(value: JsonValue, indent = ''): string {
  const inner = `${indent}  `;
  if (isJsonMap(value)) {
    const keys = [...value.keys()].sort(compareCodePoints);
    const lines = keys.map(
      (key) => `${inner}${canonicalJson(key)}: ${prettyJson(value.get(key) ?? null, inner)}`,
    );
    return lines.length > 0 ? `{\n${lines.join(',\n')}\n${indent}}` : '{}';
  }
  if (Array.isArray(value)) {
    const lines = (value as readonly JsonValue[]).map((item) => `${inner}${prettyJson(item, inner)}`);
    return lines.length > 0 ? `[\n${lines.join(',\n')}\n${indent}]` : '[]';
  }
  return canonicalJson(value);
}
