import type { Position, Range } from 'vscode-languageserver';
import type { TextRange } from '../../core/model/findings.js';
import type { SourceText } from '../../core/text/sourceText.js';

/** A text, and whether the client counts the byte order mark that it began with: it does so in a text that it sent. */
export interface PlacedText {
  readonly source: SourceText;
  readonly isOpen: boolean;
}

/**
 * Where lines begin, as the protocol counts them: behind LF, CRLF, and a CR by itself, which is none to the language. Of a
 * text in which each CRLF is an LF already.
 */
const lineStarts = new WeakMap<SourceText, readonly number[]>();

function startsOf(source: SourceText): readonly number[] {
  const known = lineStarts.get(source);
  if (known) return known;
  const starts = [0];
  for (const { index } of source.text.matchAll(/[\n\r]/g)) starts.push(index + 1);
  lineStarts.set(source, starts);
  return starts;
}

/** An offset into a text, in UTF-16 units, as line and character, both from 0. */
export function toPosition({ source, isOpen }: PlacedText, offset: number): Position {
  const at = Math.max(0, Math.min(offset, source.text.length));
  const starts = startsOf(source);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: at - (starts[low] ?? 0) + (low === 0 && isOpen ? markIn(source) : 0) };
}

/** A range of a text as the protocol has it. */
export function toRange(text: PlacedText, { start, end }: TextRange): Range {
  return { start: toPosition(text, start), end: toPosition(text, end) };
}

/** The offset of a line and a character; a place outside of the text is taken to the nearest one inside. */
export function toOffset({ source, isOpen }: PlacedText, { line, character }: Position): number {
  const starts = startsOf(source);
  if (line >= starts.length) return source.text.length;
  const start = starts[Math.max(0, line)] ?? 0;
  const next = starts[Math.max(0, line) + 1];
  const end = next === undefined ? source.text.length : next - 1;
  const mark = line === 0 && isOpen ? markIn(source) : 0;
  return Math.min(start + Math.max(0, character - mark), end);
}

/** How many units a dropped byte order mark takes. */
function markIn(source: SourceText): number {
  return source.originalOffset(0);
}
