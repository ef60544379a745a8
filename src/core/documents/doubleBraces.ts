import type { TextRange } from '../model/findings.js';

const OPEN = 0x7b;

/**
 * The doubled braces of a text, each from its `{{` to the `}}` that closes it, in order of where they begin. Every brace is
 * paired first: two pairs are one doubled brace where both their opening and their closing braces stand side by side, the
 * inner ones before the outer (`{{{a}}}` is `{{a}}` in single braces). So the `}}` of nested JSON, and `{{` without an end,
 * are text. Linear in the length of the text.
 */
export function doubleBraces(text: string): TextRange[] {
  const found: TextRange[] = [];
  const open: number[] = [];
  /** The pair that was closed last, unless it is half of a doubled brace: where its braces are. */
  let opened = NaN;
  let closed = NaN;
  for (const { index } of text.matchAll(/[{}]/g)) {
    if (text.charCodeAt(index) === OPEN) {
      open.push(index);
      continue;
    }
    const start = open.pop();
    if (start === undefined) continue;
    const isDoubled = closed === index - 1 && opened === start + 1;
    if (isDoubled) found.push({ start, end: index + 1 });
    opened = start;
    closed = isDoubled ? NaN : index;
  }
  return found.sort((a, b) => a.start - b.start);
}
