import { canonicalJson } from '../../core/canonicalJson.js';
import { blockKey } from '../../core/documents/blockKey.js';
import type { FileType } from '../../core/documents/fileKinds.js';
import { jsonFloatText } from '../../core/floatText.js';
import { isJsonMap, type JsonMap, type JsonValue } from '../../core/model/jsonValue.js';
import { prettyJson } from '../../core/prettyJson.js';
import { doubleQuoted, escaped, yamlText, type ScalarStyle } from './scalars.js';

// How values are written where a file did not have them before. Whoever uses it reads the text again and compares.

/** A value on one line, such as stands between brackets. */
export function flowText(value: JsonValue, yaml: boolean): string {
  if (typeof value === 'string') return doubleQuoted(value, yaml);
  if (typeof value === 'number' && Number.isFinite(value)) return jsonFloatText(value);
  if (isJsonMap(value)) {
    const entries = [...value].map(([key, item]) => `${keyText(key, yaml)}: ${flowText(item, yaml)}`);
    return entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
  }
  if (Array.isArray(value))
    return `[${(value as readonly JsonValue[]).map((item) => flowText(item, yaml)).join(', ')}]`;
  return canonicalJson(value);
}

/** A key; quoted in JSON, and in YAML where it needs to be. */
export function keyText(key: string, yaml: boolean): string {
  return yaml ? yamlText(key) : doubleQuoted(key, false);
}

/** What stands behind a key's colon in a YAML block mapping, whose keys are indented by `indent`. */
export function blockText(value: JsonValue, indent: string): string {
  const inner = `${indent}  `;
  if (isJsonMap(value) && value.size > 0)
    return [...value]
      .map(([key, item]) => `\n${inner}${blockKey(keyText(key, true), inner)}${blockText(item, inner)}`)
      .join('');
  if (Array.isArray(value) && value.length > 0)
    return (value as readonly JsonValue[]).map((item) => `\n${inner}- ${itemText(item)}`).join('');
  return typeof value === 'string' && isLines(value)
    ? ` ${literalText(value, inner)}`
    : ` ${itemText(value)}`;
}

/** A version, or a reference to one: neither is a number to YAML. */
const VERSION = /^(?:[A-Za-z][\w.-]*@)?\d+\.\d+\.\d+(?:[+-][\w.+-]*)?$/;

/** A value on one line of a YAML block list or mapping. */
export function itemText(value: JsonValue): string {
  if (typeof value !== 'string') return flowText(value, true);
  return VERSION.test(value) ? value : yamlText(value);
}

/** Several lines that a literal block holds as they are: visible at their beginning, printable, no line of blanks alone. */
function isLines(value: string): boolean {
  return /^\S[^]*\n/.test(value) && !/[^\n\P{C}]|^[ \t]+$|\r/mu.test(value);
}

function literalText(value: string, indent: string): string {
  const breaks = /\n*$/.exec(value)?.[0].length ?? 0;
  const chomping = breaks === 0 ? '-' : breaks === 1 ? '' : '+';
  const lines = (breaks > 0 ? value.slice(0, -1) : value).split('\n');
  return `|${chomping}\n${lines.map((line) => (line === '' ? '' : `${indent}${line}`)).join('\n')}`;
}

/** A short text as a whole, in the style that another one had. */
export function inStyle(text: string, style: ScalarStyle): string {
  const quote = style === 'double' ? '"' : style === 'single' ? "'" : '';
  return `${quote}${escaped(text, style)}${quote}`;
}

/** All of a file, written anew. */
export function wholeFile({ syntax }: FileType, says: JsonMap): string {
  if (syntax === 'json') return `${prettyJson(says, { order: 'written' })}\n`;
  const body = syntax === 'markdown' ? says.get('content') : undefined;
  const yaml = [...says]
    .filter(([key]) => body === undefined || key !== 'content')
    .map(([key, value]) => `${blockKey(keyText(key, true), '')}${blockText(value, '')}\n`)
    .join('');
  return typeof body === 'string' ? `---\n${yaml}---\n\n${body}\n` : yaml;
}

/** Whether a file is written in YAML, its front matter at least. */
export function isYaml({ type }: { readonly type: FileType }): boolean {
  return type.syntax !== 'json';
}
