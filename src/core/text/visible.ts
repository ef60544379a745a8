/** Anything but white space and what leaves no mark: controls, format characters, fillers, the braille blank. */
const VISIBLE = /[^\p{White_Space}\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** True when a reader sees something of a text. */
export function showsSomething(text: string): boolean {
  return VISIBLE.test(text);
}

/** Half-open, in UTF-16 offsets. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * A range that can be shown: inside the text, whole characters, and at least one of them (the one before it at the end of
 * a line). Only in an empty text there is none.
 */
export function visibleRange(text: string, range: Range): Range {
  const at = Math.max(0, Math.min(range.start, text.length));
  const start = splitsPair(text, at) ? at - 1 : at;
  const to = Math.max(start, Math.min(range.end, text.length));
  const end = splitsPair(text, to) ? to + 1 : to;
  if (end > start) return { start, end };
  const isForward = start < text.length && (text[start] !== '\n' || start === 0 || text[start - 1] === '\n');
  return isForward ? { start, end: after(text, start) } : { start: before(text, start), end: start };
}

function splitsPair(text: string, at: number): boolean {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

function after(text: string, at: number): number {
  return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}

function before(text: string, at: number): number {
  const one = Math.max(0, at - 1);
  return splitsPair(text, one) ? one - 1 : one;
}
