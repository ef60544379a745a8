import { canonicalJson } from '../canonicalJson.js';
import { blockKey } from './blockKey.js';
import { jsonFloatText } from '../floatText.js';
import { isJsonMap, type JsonMap, type JsonValue } from '../model/jsonValue.js';
import type { RenderInput } from '../model/renderInput.js';
import { prettyJson } from '../prettyJson.js';

/** An input as the text of a file, from which the same input is read again. */
export function writeInput(input: RenderInput, syntax: 'yaml' | 'json'): string {
  const values = inputValues(input);
  if (syntax === 'json') return `${prettyJson(values)}\n`;
  return [...values].map(([key, value]) => `${key}:${yamlValue(value, '')}\n`).join('');
}

/** What a caller of the service sends: nothing that is absent or empty but the traits, the levels and the task. */
export function inputValues({
  semantic_traits,
  activity_level,
  stress,
  task,
  model_type,
}: RenderInput): JsonMap {
  return new Map<string, JsonValue>([
    ['semantic_traits', semantic_traits],
    ['activity_level', activity_level],
    ['stress', stress],
    ['task', task],
    ...(model_type === undefined ? [] : [['model_type', model_type] as const]),
  ]);
}

/** A value behind its key or dash: on the same line, or on lines of its own below. */
function yamlValue(value: JsonValue, indent: string): string {
  const inner = `${indent}  `;
  if (isJsonMap(value) && value.size > 0) {
    return [...value]
      .map(([key, item]) => `\n${inner}${blockKey(yamlText(key), inner)}${yamlValue(item, inner)}`)
      .join('');
  }
  if (Array.isArray(value) && value.length > 0) {
    return (value as readonly JsonValue[]).map((item) => `\n${inner}- ${canonicalJson(item)}`).join('');
  }
  if (typeof value === 'string') return ` ${isBlockText(value) ? blockText(value, inner) : yamlText(value)}`;
  return ` ${typeof value === 'number' && Number.isFinite(value) ? jsonFloatText(value) : canonicalJson(value)}`;
}

/** Words that need no quotes in any YAML; everything else is written as JSON writes it, which YAML reads alike. */
function yamlText(text: string): string {
  const isPlain =
    /^[A-Za-z][A-Za-z_ -]*$/.test(text) &&
    !/[ -](?:[ -]|$)/.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain ? text : canonicalJson(text);
}

/** Several lines that a literal block holds as they are: visible at both ends, printable, no line of blanks alone. */
function isBlockText(text: string): boolean {
  return /^\S[^]*\n[^]*\S$/.test(text) && !/[^\n\P{C}]|^[ \t]+$|\r/mu.test(text);
}

function blockText(text: string, indent: string): string {
  return `|-\n${text
    .split('\n')
    .map((line) => (line === '' ? '' : `${indent}${line}`))
    .join('\n')}`;
}
