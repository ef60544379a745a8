import { lineStart } from '../../core/text/lines.js';
import type { MappingEntry, MappingNode } from '../../core/documents/valueNode.js';
import type { TextRange } from '../../core/model/findings.js';

// Where entries of mappings begin and end, with what goes when they go.

/** All of an entry, with the comma or the line break that goes with it; `undefined` where that is not known. */
export function entryRange(text: string, mapping: MappingNode, key: string): TextRange | undefined {
  // The body of a Markdown template is among the values, but not in the mapping.
  const entries = mapping.entries.filter(({ keyRange }) => keyRange.start < mapping.range.end);
  const index = entries.findIndex((entry) => entry.key === key);
  const entry = entries[index];
  if (!entry) return undefined;
  const whole = { start: entry.keyRange.start, end: entry.value.range.end };
  if (text[mapping.range.start] === '{')
    return amongCommas(endOf(entries[index - 1]), whole, entries[index + 1]?.keyRange.start);
  const start = lineStart(text, whole.start);
  return /^ *$/.test(text.slice(start, whole.start)) ? { start, end: entryEnd(text, whole) } : undefined;
}

function endOf(entry: MappingEntry | undefined): number | undefined {
  return entry?.value.range.end;
}

/** With the comma behind it, or else the one before. */
export function amongCommas(
  previousEnd: number | undefined,
  { start, end }: TextRange,
  nextStart: number | undefined,
): TextRange {
  return nextStart === undefined ? { start: previousEnd ?? start, end } : { start, end: nextStart };
}

/** Behind the line that a range ends on, blank lines at its end aside. */
export function entryEnd(text: string, { start, end }: TextRange): number {
  const visible = start + text.slice(start, end).trimEnd().length;
  const next = text.indexOf('\n', visible) + 1;
  return next === 0 ? text.length : next;
}
