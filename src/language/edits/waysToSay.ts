import { nodeAt, type MappingEntry, type MappingNode } from '../../core/documents/valueNode.js';
import type { JsonValue } from '../../core/model/jsonValue.js';
import { lineStart } from '../../core/text/lines.js';
import { entryEnd, entryRange } from './entryRange.js';
import { smallestEdits, type Edits } from './smallestEdits.js';
import type { FixSubject } from './subject.js';
import type { TextEdit } from './textEdit.js';
import { blockText, flowText, isYaml, keyText } from './writtenValues.js';

/** A value that a file is to say under a path of keys; `undefined` takes the key away. */
export interface NewValue {
  readonly path: readonly string[];
  readonly value: JsonValue | undefined;
}

/** Ways to write a value into a file, the one that changes least first. Some may say something else: read what comes of them. */
export function waysToSay(subject: FixSubject, { path, value }: NewValue): readonly Edits[] {
  const { root } = subject.file;
  const above = path.slice(0, -1);
  const key = path.at(-1);
  const mapping = nodeAt(root, above);
  if (key === undefined) return [];
  if (!mapping && value !== undefined)
    return waysToSay(subject, { path: above, value: new Map([[key, value]]) });
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
  return [...smallestEdits(subject, entry.value, path, value), ...whole.map(one)];
}

function one(edit: TextEdit): Edits {
  return [edit];
}

/** All lines of an entry of a YAML block mapping. */
function rewrittenEntry(
  { text }: FixSubject,
  { keyRange, value: node }: MappingEntry,
  value: JsonValue,
): TextEdit {
  const indent = text.slice(lineStart(text, keyRange.start), keyRange.start);
  const end = entryEnd(text, { start: keyRange.start, end: node.range.end });
  const written = text.slice(keyRange.start, keyRange.end);
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
  if (!first || !last) {
    // Front matter without keys; nothing else of a block mapping is written.
    if (subject.type.syntax !== 'markdown' || mapping !== subject.file.root) return [];
    return [insertion(text.indexOf('\n') + 1, `${keyText(key, yaml)}:${blockText(value, '')}\n`)];
  }
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
