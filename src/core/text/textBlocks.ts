/** A stretch of a text that is counted by itself. */
export interface TextBlock {
  readonly text: string;
  /** Whether it was cut where a token may reach across, because it has no better place for long. */
  readonly isRough: boolean;
}

/** A block ends at the first good place after this many code units, and at the latest after so many. */
const LEAST = 2000;
const MOST = 4000;
/**
 * Where no word and no token of either encoding reaches across: after a letter or a digit and before white space, and
 * after a line break and before a letter or a digit. So blocks are counted one by one, and the sums are exact.
 */
const GOOD_PLACE = /(?<=[\p{L}\p{N}])(?=\s)|(?<=\n)(?=[\p{L}\p{N}])/gu;

/** Whether a text may be cut at a place behind its beginning. */
export function isGoodPlace(text: string, at: number): boolean {
  if (at === text.length) return true;
  const around = text.slice(at - 1, at + 1);
  GOOD_PLACE.lastIndex = 1;
  return GOOD_PLACE.test(around);
}

/** A text in blocks. */
export function textBlocks(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  for (let start = 0; start < text.length;) {
    const { end, isRough } = placeToCut(text, start);
    blocks.push({ text: text.slice(start, end), isRough });
    start = end;
  }
  return blocks;
}

function placeToCut(text: string, start: number): { readonly end: number; readonly isRough: boolean } {
  if (text.length - start <= MOST) return { end: text.length, isRough: false };
  const window = text.slice(start, start + MOST + 1);
  GOOD_PLACE.lastIndex = LEAST;
  const found = GOOD_PLACE.exec(window)?.index;
  if (found !== undefined && found <= MOST) return { end: start + found, isRough: false };
  // Never inside a character.
  const isInside = /[\uDC00-\uDFFF]/.test(text.charAt(start + MOST));
  return { end: start + MOST - (isInside ? 1 : 0), isRough: true };
}
