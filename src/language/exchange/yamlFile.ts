import { blockKey } from '../../core/documents/blockKey.js';
import { isJsonMap, type JsonMap, type JsonValue } from '../../core/model/jsonValue.js';
import { blockText, keyText } from '../edits/writtenValues.js';

/** A mapping as a file of YAML, with each entry of it, and of the mappings in its lists, on lines of its own. */
export function yamlFile(says: JsonMap): string {
  return `${entries(says, '')}\n`;
}

function entries(says: JsonMap, indent: string): string {
  return [...says]
    .map(([key, value]) => `${indent}${blockKey(keyText(key, true), indent)}${valueText(value, indent)}`)
    .join('\n');
}

/** What stands behind a key whose line is indented by `indent`. */
function valueText(value: JsonValue, indent: string): string {
  const inner = `${indent}  `;
  if (isJsonMap(value) && value.size > 0) return `\n${entries(value, inner)}`;
  if (!isListOfMappings(value)) return blockText(value, indent);
  return value.map((item) => `\n${inner}- ${entries(item, `${inner}  `).slice(inner.length + 2)}`).join('');
}

function isListOfMappings(value: JsonValue): value is readonly JsonMap[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    (value as readonly JsonValue[]).every((item) => isJsonMap(item) && item.size > 0)
  );
}
