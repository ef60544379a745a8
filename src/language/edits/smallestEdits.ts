import { canonicalJson } from '../../core/canonicalJson.js';
import {
  toJsonValue,
  type ListNode,
  type StringNode,
  type ValueNode,
} from '../../core/documents/valueNode.js';
import type { JsonValue } from '../../core/model/jsonValue.js';
import { wordChanges } from '../../core/versions/wordDiff.js';
import { lineStart } from '../../core/text/lines.js';
import { entryEnd } from './entryRange.js';
import { styleOf, type ScalarStyle } from './scalars.js';
import { changeString } from './strings.js';
import type { FixSubject } from './subject.js';
import { difference, type TextEdit } from './textEdit.js';
import { flowText, inStyle, isYaml, itemText } from './writtenValues.js';

/** Edits to be made together. */
export type Edits = readonly TextEdit[];

/** Edits of a value in its place that change no more than what differs. */
export function smallestEdits(
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
  const isLiteral = written.startsWith('|');
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
