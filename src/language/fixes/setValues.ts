import { canonicalJson } from '../../core/canonicalJson.js';
import {
  nodeAt,
  toJsonValue,
  type ListNode,
  type MappingEntry,
  type MappingNode,
  type StringNode,
  type ValueNode,
} from '../../core/documents/valueNode.js';
import { isJsonMap, type JsonMap, type JsonValue } from '../../core/model/jsonValue.js';
import { wordChanges } from '../../core/versions/wordDiff.js';
import { entryEnd, entryRange, lineStart } from './entryRange.js';
import { styleOf, type ScalarStyle } from './scalars.js';
import { changeString } from './strings.js';
import type { FixSubject } from './subject.js';
import { applyEdits, difference, type TextEdit } from './textEdit.js';
import { isSound } from './verify.js';
import { blockText, flowText, inStyle, itemText, keyText, wholeFile } from './writtenValues.js';

/** A value that a file is to say under a path of keys; `undefined` takes the key away. */
export interface NewValue {
  readonly path: readonly string[];
  readonly value: JsonValue | undefined;
}

/**
 * The edit by which a file says other values and nothing else changes: where it can be, words in their place and
 * in the style of the file, with its comments. What cannot be edited so is written anew. `undefined` when the file cannot
 * say these values at all.
 */
export function setValues(subject: FixSubject, values: readonly NewValue[]): TextEdit | undefined {
  const { root } = subject.file;
  if (root?.kind !== 'mapping' || values.length === 0) return undefined;
  const says = values.reduce((file: JsonValue, value) => withValue(file, value), toJsonValue(root));
  const text = inPlace(subject, values, says) ?? wholeFile(subject.type, isJsonMap(says) ? says : new Map());
  const edit = difference(subject.text, text);
  return isSound(subject, { edits: [edit], says }) ? edit : undefined;
}

/** The value with another one at a path, made where there is none. */
function withValue(file: JsonValue, { path: [key, ...rest], value }: NewValue): JsonValue {
  if (key === undefined) return value ?? null;
  const map: JsonMap = isJsonMap(file) ? file : new Map<string, JsonValue>();
  if (rest.length === 0 && value === undefined) return new Map([...map].filter(([name]) => name !== key));
  return new Map([...map, [key, withValue(map.get(key) ?? new Map(), { path: rest, value })]]);
}

/** One value after the other, each on what the one before left. What an alias repeats is right once all is. */
function inPlace(subject: FixSubject, values: readonly NewValue[], says: JsonValue): string | undefined {
  let current = subject;
  for (const value of values) {
    const { root } = current.file;
    if (!root) return undefined;
    const wanted = [withValue(toJsonValue(root), value), says].map(canonicalJson);
    if (canonicalJson(toJsonValue(root)) === wanted[1]) break;
    const next = candidates(current, value)
      .map((edits) => current.with(applyEdits(current.text, edits)))
      .find(({ file }) => file.root && wanted.includes(canonicalJson(toJsonValue(file.root))));
    if (!next) return undefined;
    current = next;
  }
  return current.text;
}

type Edits = readonly TextEdit[];

/** Ways to write a value, the one that changes least first. */
function candidates(subject: FixSubject, { path, value }: NewValue): readonly Edits[] {
  const { root } = subject.file;
  const above = path.slice(0, -1);
  const key = path.at(-1);
  const mapping = nodeAt(root, above);
  if (key === undefined) return [];
  if (!mapping && value !== undefined && above.length > 0)
    return candidates(subject, { path: above, value: new Map([[key, value]]) });
  if (mapping?.kind !== 'mapping') return [];
  const entry = mapping.byKey.get(key);
  if (!entry) return value === undefined ? [] : insertions(subject, mapping, key, value).map(one);
  if (value === undefined) {
    const range = entryRange(subject.text, mapping, key);
    return range ? [[{ ...range, text: '' }]] : [];
  }
  const whole = isFlow(subject, mapping)
    ? [{ ...entry.value.range, text: flowText(value, isYaml(subject)) }]
    : [
        rewrittenEntry(subject, entry, value),
        { ...entry.value.range, text: flowText(value, isYaml(subject)) },
      ];
  return [...smallest(subject, entry.value, path, value), ...whole.map(one)];
}

function one(edit: TextEdit): Edits {
  return [edit];
}

/** What changes no more than what differs. */
function smallest(
  subject: FixSubject,
  node: ValueNode,
  path: readonly string[],
  value: JsonValue,
): readonly Edits[] {
  if (node.kind === 'string' && typeof value === 'string') return stringEdits(subject, node, path, value);
  if (node.kind === 'list' && Array.isArray(value))
    return [[listEdit(subject, node, value as readonly JsonValue[])]];
  return node.kind === 'mapping' || node.kind === 'list'
    ? []
    : [
        [
          {
            ...node.range,
            text: isYaml(subject) ? itemText(value) : flowText(value, false),
          },
        ],
      ];
}

function stringEdits(
  subject: FixSubject,
  node: StringNode,
  path: readonly string[],
  value: string,
): readonly Edits[] {
  if (subject.type.syntax === 'markdown' && path.length === 1 && path[0] === 'content')
    return [[{ ...node.range, text: value }]];
  const style = styleOf(subject.text[node.range.start]);
  const lines = lineWriter(subject, node, style);
  const words = wordChanges(node.value, value).map(({ before, after }): TextEdit => ({
    ...before,
    text: value.slice(after.start, after.end),
  }));
  const ways = [words, [difference(node.value, value)]].flatMap((edits) => {
    const written = edits.map((edit) => ({ ...edit, text: lines(edit.text) }));
    const change = changeString(subject, { node, path, style }, written);
    return change ? [change.edits] : [];
  });
  return style === 'block' ? ways : [...ways, [{ ...node.range, text: lines(inStyle(value, style)) }]];
}

/** How line breaks of a text are written in its style: indented as its lines are, with one more where lines are folded. */
function lineWriter(
  { text }: FixSubject,
  { range }: StringNode,
  style: ScalarStyle,
): (piece: string) => string {
  if (style === 'double') return (piece) => piece;
  const written = text.slice(range.start, range.end);
  const isLiteral = style === 'block' && written.startsWith('|');
  const indent = /\n( *)[^ \n]/.exec(written)?.[1] ?? '  ';
  return (piece) =>
    piece
      .replaceAll(/\n+/g, (breaks) => (isLiteral ? breaks : `${breaks}\n`))
      .replaceAll(/\n(?!\n)/g, `\n${indent}`);
}

/** The list with the items that stay as they are written, with comments above them and behind them. */
function listEdit(subject: FixSubject, list: ListNode, values: readonly JsonValue[]): TextEdit {
  const { text } = subject;
  const kept = new Map(list.items.map((item) => [canonicalJson(toJsonValue(item)), item]));
  if (text[list.range.start] === '[') {
    const [first, last] = [list.items[0], list.items.at(-1)];
    const gap = first ? text.slice(list.range.start + 1, first.range.start) : '';
    const end = last ? text.slice(last.range.end, list.range.end - 1) : '';
    const items = values.map((value) => {
      const item = kept.get(canonicalJson(value));
      return item ? text.slice(item.range.start, item.range.end) : flowText(value, isYaml(subject));
    });
    const between = `,${gap.includes('\n') ? gap : ' '}`;
    return { ...list.range, text: `[${gap}${items.join(between)}${end}]` };
  }
  const start = lineStart(text, list.range.start);
  const indent = /^ */.exec(text.slice(start))?.[0] ?? '';
  const ends = [start, ...list.items.map((item) => entryEnd(text, item.range))];
  const lines = values.map((value) => {
    const index = list.items.findIndex((item) => item === kept.get(canonicalJson(value)));
    return index < 0
      ? `${indent}- ${itemText(value)}\n`
      : withLineBreak(text.slice(ends[index], ends[index + 1]));
  });
  return { start, end: ends.at(-1) ?? start, text: lines.join('') };
}

function withLineBreak(lines: string): string {
  return lines.endsWith('\n') ? lines : `${lines}\n`;
}

/** All lines of an entry of a YAML block mapping. */
function rewrittenEntry(
  { text }: FixSubject,
  { key, keyRange, value: node }: MappingEntry,
  value: JsonValue,
): TextEdit {
  const indent = text.slice(lineStart(text, keyRange.start), keyRange.start);
  const end = entryEnd(text, { start: keyRange.start, end: node.range.end });
  const written = text.slice(keyRange.start, keyRange.end) || keyText(key, true);
  return { start: keyRange.start, end, text: `${written}:${blockText(value, indent)}\n` };
}

/** A new key: at the end of its mapping, or else at the beginning, where no text before can take it in. */
function insertions(subject: FixSubject, mapping: MappingNode, key: string, value: JsonValue): TextEdit[] {
  const { text } = subject;
  const entries = mapping.entries.filter(({ keyRange }) => keyRange.start < mapping.range.end);
  const [first, last] = [entries[0], entries.at(-1)];
  const yaml = isYaml(subject);
  if (isFlow(subject, mapping)) {
    const added = `${keyText(key, yaml)}: ${flowText(value, yaml)}`;
    if (!last) return [insertion(mapping.range.start + 1, ` ${added} `)];
    const gap = /\n[ \t]*$/.exec(text.slice(0, last.keyRange.start))?.[0] ?? ' ';
    return [insertion(last.value.range.end, `,${gap}${added}`)];
  }
  if (!first || !last) return [];
  const start = lineStart(text, first.keyRange.start);
  const indent = text.slice(start, first.keyRange.start);
  const added = `${indent}${keyText(key, yaml)}:${blockText(value, indent)}\n`;
  const end = entryEnd(text, { start: last.keyRange.start, end: last.value.range.end });
  return [insertion(end, text[end - 1] === '\n' ? added : `\n${added}`), insertion(start, added)];
}

function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

function isFlow({ text }: FixSubject, mapping: MappingNode): boolean {
  return text[mapping.range.start] === '{';
}

function isYaml({ type }: FixSubject): boolean {
  return type.syntax !== 'json';
}
