import { mapPlain, mapQuoted } from '../../core/documents/scalarMaps.js';
import { quoteMarkAt } from '../../core/documents/spelling.js';
import type { MappingEntry, StringNode } from '../../core/documents/valueNode.js';
import type { TextRange } from '../../core/model/findings.js';
import type { TextMap } from '../../core/text/textMap.js';

/** A value or a key as a file holds it, with where each of its characters stands. */
export interface WrittenText {
  readonly value: string;
  /** With the quotes around it. */
  readonly range: TextRange;
  readonly map: TextMap;
  /** The keys that lead to it, and those that lead to aliases of it; the last one is itself where it is a key. */
  readonly paths: readonly [readonly string[], ...(readonly string[])[]];
  readonly isKey: boolean;
}

/** A stretch of a written text: where it stands in the value, and in the file. */
export interface WrittenPart {
  readonly within: WrittenText;
  readonly start: number;
  readonly end: number;
  readonly range: TextRange;
}

/** A string of a file, by the keys that lead to it. */
export function writtenValue(node: StringNode, ...paths: WrittenText['paths']): WrittenText {
  return { value: node.value, range: node.range, map: node.textMap(), paths, isKey: false };
}

/** A key of a mapping. */
export function writtenKey(
  text: string,
  { key, keyRange }: MappingEntry,
  path: readonly string[],
): WrittenText {
  const mark = quoteMarkAt(text, keyRange);
  const map = mark === '' ? mapPlain(text, keyRange, key) : mapQuoted(text, keyRange, key, mark);
  return { value: key, range: keyRange, map, paths: [[...path, key]], isKey: true };
}

/** A stretch of a written text, all of it unless told otherwise. */
export function partOf(within: WrittenText, start = 0, end = within.value.length): WrittenPart {
  return { within, start, end, range: within.map.rangeToSource(start, end) };
}

/** True where a cursor at an offset is in a range, or at one of its ends. */
export function touches({ start, end }: TextRange, offset: number): boolean {
  return offset >= start && offset <= end;
}
