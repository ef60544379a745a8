import type { TextRange } from '../../model/findings.js';
import { lineEnd, lineStart } from '../../text/lines.js';

/** What a line begins with before its key or its value. */
const LEAD = /^[ \t]*(?:-[ \t]+)?/;
const QUOTED_KEY = /^(?:"[^"\n]*"|'[^'\n]*')[ \t]*:(?=\s|$)/;
/** Signs that begin no plain key. */
const NO_KEY = /^["'#&*!|>%@`{}[\],]/;
/** A key at the very start of a line, or a line that parts documents. */
const TOP_KEY = /^(?:["']?[^\s"'#:][^:\n]*:(?:\s|$)|---|\.\.\.)/;

/** The line that an offset stands in, without its line break. */
export function lineAround(text: string, at: number): TextRange {
  return { start: lineStart(text, at), end: lineEnd(text, at) };
}

/** The white space that the line of an offset begins with. */
export function indentAround(text: string, at: number): TextRange {
  const { start, end } = lineAround(text, at);
  const width = /^[ \t]*/.exec(text.slice(start, end))?.[0].length ?? 0;
  return { start, end: start + width };
}

/** What stands in the line of an offset behind its key, without a comment and the blanks around. */
export function valueAround(text: string, at: number): TextRange {
  const line = lineAround(text, at);
  const written = text.slice(line.start, line.end);
  const start = valueStart(written);
  return trimmed(text, { start: line.start + start, end: line.start + beforeComment(written, start) });
}

/** Where the value begins in a line: behind its key, if it has one. */
function valueStart(line: string): number {
  const lead = LEAD.exec(line)?.[0].length ?? 0;
  const rest = line.slice(lead);
  const quoted = QUOTED_KEY.exec(rest);
  if (quoted) return lead + quoted[0].length;
  const colon = NO_KEY.test(rest) ? -1 : rest.search(/:(?=\s|$)/);
  return colon < 0 ? lead : lead + colon + 1;
}

function beforeComment(line: string, from: number): number {
  const comment = line.slice(from).search(/\s#/);
  return comment < 0 ? line.length : from + comment;
}

/** A range without the white space at its ends. */
export function trimmed(text: string, { start, end }: TextRange): TextRange {
  const inside = text.slice(start, end);
  const from = start + (inside.length - inside.trimStart().length);
  return { start: from, end: Math.max(from, from + inside.trim().length) };
}

/** The next line below that holds something, or `undefined`. */
export function lineBelow(text: string, at: number): TextRange | undefined {
  for (let line = lineAround(text, at); line.end < text.length;) {
    line = lineAround(text, line.end + 1);
    if (text.slice(line.start, line.end).trim() !== '') return line;
  }
  return undefined;
}

/** True when the next line that holds something is indented deeper: then it may belong to this one. */
export function goesOnBelow(text: string, at: number): boolean {
  const below = lineBelow(text, at);
  if (!below) return false;
  const width = ({ start, end }: TextRange): number => end - start;
  return width(indentAround(text, below.start)) > width(indentAround(text, at));
}

/** The text with the entry of the outermost mapping in which a range begins taken out: blanks in its place. */
export function withoutEntryAround(text: string, range: TextRange): string {
  let { start } = lineAround(text, range.start);
  while (start > 0 && !TOP_KEY.test(text.slice(start, lineAround(text, start).end + 1)))
    ({ start } = lineAround(text, start - 1));
  let { end } = lineAround(text, Math.max(range.start, range.end - 1));
  while (end < text.length && !TOP_KEY.test(text.slice(end + 1, lineAround(text, end + 1).end + 1)))
    ({ end } = lineAround(text, end + 1));
  return text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, ' ') + text.slice(end);
}
