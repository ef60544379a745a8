/** A stretch of a text; offsets are counted in characters (code points). */
export interface TextCut {
  readonly text: string;
  /** How many characters the whole text has. */
  readonly total: number;
  /** Behind the last character of the stretch. */
  readonly end: number;
}

/** So many characters of a text from an offset on; no character is cut in two. */
export function cutText(text: string, offset: number, most: number): TextCut {
  let [count, start, stop] = [0, text.length, text.length];
  let at = 0;
  for (; at < text.length; count++) {
    if (count === offset) start = at;
    if (count === offset + most) stop = at;
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return { text: text.slice(start, stop), total: count, end: Math.min(count, offset + most) };
}
