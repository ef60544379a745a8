import { toJsonValue, visitNodes, type StringNode } from '../../core/documents/valueNode.js';
import type { Finding, TextRange } from '../../core/model/findings.js';
import { changedAt, type Path } from './jsonPath.js';
import { escaped, styleOf, type ScalarStyle } from './scalars.js';
import type { FixSubject } from './subject.js';
import { applyEdits, type TextEdit } from './textEdit.js';
import type { Change } from './verify.js';

/** A text among a file's values. */
export interface FoundString {
  readonly node: StringNode;
  readonly path: Path;
  readonly style: ScalarStyle;
}

/** What a finding covers of a text; offsets of the text, not of the file. */
export interface Passage extends TextRange {
  readonly string: FoundString;
}

/** The text that a range of the file lies in. */
export function stringAt(
  { file, text, type }: FixSubject,
  { start, end }: TextRange,
): FoundString | undefined {
  let found: FoundString | undefined;
  if (!file.root) return undefined;
  visitNodes(file.root, (node, path) => {
    if (node.kind !== 'string' || node.range.start > start || node.range.end < end) return;
    const isBody = type.syntax === 'markdown' && path.length === 1 && path[0] === 'content';
    found = { node, path, style: isBody ? 'raw' : styleOf(text[node.range.start]) };
  });
  return found;
}

/** What a finding covers, where that is known exactly. */
export function passageOf(subject: FixSubject, { range, text: said }: Finding): Passage | undefined {
  const string = stringAt(subject, range);
  if (!string) return undefined;
  const { node } = string;
  const text = said ?? subject.text.slice(range.start, range.end);
  if (text === '') return undefined;
  const start = node.textMap().toValue(range.start);
  const exact = placeInFile(subject, string, { start, end: start + text.length });
  if (node.value.startsWith(text, start) && exact?.start === range.start && exact.end === range.end)
    return { string, start, end: start + text.length };
  // A finding in the traits covers a whole value.
  const once = node.value.indexOf(text);
  const isWhole = node.range.start === range.start && node.range.end === range.end;
  const isOnce = once >= 0 && !node.value.includes(text, once + 1);
  return isWhole && isOnce ? { string, start: once, end: once + text.length } : undefined;
}

/**
 * Where a range of a text stands in the file; `undefined` where it begins or ends inside of something that stands for
 * more than a character, or where the file's way of writing is not known.
 */
function placeInFile(
  subject: FixSubject,
  { node }: FoundString,
  { start, end }: TextRange,
): TextRange | undefined {
  const map = node.textMap();
  const [first] = map.runs;
  const isUnknown =
    first && first.length !== first.width && first.width === node.range.end - node.range.start;
  if (isUnknown) return undefined;
  if (!map.standsAlone(start, end)) return undefined;
  const place = map.rangeToSource(start, end);
  const next = map.toSource(end);
  if (end >= node.value.length) return place;
  // Between two characters there is nothing, or the indentation of the next line, which goes with the line break.
  return isBlank(subject.text.slice(place.end, next)) ? { start: place.start, end: next } : place;
}

function isBlank(text: string): boolean {
  return /^[ \t]*$/.test(text);
}

/** Edits of a text as a change of its file, `undefined` where a place is not known exactly. */
export function changeString(
  subject: FixSubject,
  string: FoundString,
  valueEdits: readonly TextEdit[],
): Change | undefined {
  const edits = valueEdits.map((edit): TextEdit | undefined => {
    const place = placeInFile(subject, string, edit);
    return place && { ...place, text: escaped(edit.text, string.style) };
  });
  const { root } = subject.file;
  if (!root || edits.includes(undefined)) return undefined;
  return {
    edits: edits.filter((edit) => edit !== undefined),
    says: changedAt(toJsonValue(root), string.path, () => applyEdits(string.node.value, valueEdits)),
  };
}
