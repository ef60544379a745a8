import type { TextRange } from '../../core/model/findings.js';

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
