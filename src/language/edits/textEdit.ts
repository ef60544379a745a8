import type { TextRange } from '../../core/model/findings.js';
import { SourceText } from '../../core/text/sourceText.js';

/** A range of a text, and what to write there instead. */
export interface TextEdit extends TextRange {
  readonly text: string;
}

/** The text with edits made, that are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let edited = '';
  let at = 0;
  for (const edit of edits) {
    edited += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return edited + text.slice(at);
}

/** The same in the text as it was given: its byte order mark and line ends stay, and new lines end as most of its lines do. */
export function applyToGiven(given: string, edits: readonly TextEdit[]): string {
  const source = new SourceText(given);
  const crlf = given.split('\r\n').length - 1;
  const isCrlf = crlf * 2 > source.text.split('\n').length - 1;
  return applyEdits(
    given,
    edits.map(({ start, end, text }) => ({
      start: source.originalOffset(start),
      end: source.originalOffset(end),
      text: isCrlf ? text.replaceAll('\n', '\r\n') : text,
    })),
  );
}

/** Where a character of the edited text stood before; one that was written by an edit: where that edit begins. */
export function offsetBefore(edits: readonly TextEdit[], offset: number): number {
  let shift = 0;
  for (const { start, end, text } of edits) {
    if (offset < start + shift) break;
    if (offset < start + shift + text.length) return start;
    shift += text.length - (end - start);
  }
  return offset - shift;
}

/** The one edit that makes a text into another. */
export function difference(text: string, other: string): TextEdit {
  const longest = Math.min(text.length, other.length);
  let start = 0;
  while (start < longest && text[start] === other[start]) start++;
  let common = 0;
  while (common < longest - start && text.at(-1 - common) === other.at(-1 - common)) common++;
  return { start, end: text.length - common, text: other.slice(start, other.length - common) };
}
