import { PLACEHOLDERS } from '../../model/placeholders.js';
import type { TextRange } from '../../model/findings.js';

/** Ranges to read as one word each, whatever they hold: their bounds by turns, in order of the text. */
export type OpaqueBounds = readonly number[];

const WRITTEN = PLACEHOLDERS.map((name) => `{{${name}}}`);

/** Where the placeholders of a template stand. */
export function placeholderRanges(text: string): TextRange[] {
  const ranges: TextRange[] = [];
  for (let at = text.indexOf('{{'); at >= 0; at = text.indexOf('{{', at)) {
    const start = at;
    const written = WRITTEN.find((placeholder) => text.startsWith(placeholder, start));
    at += written?.length ?? 1;
    if (written !== undefined) ranges.push({ start, end: at });
  }
  return ranges;
}

/**
 * The bounds of sorted ranges, without those that are empty, overlap the one before or leave the text: a reader that walks
 * forward could not meet them.
 */
export function opaqueBounds(text: string, ranges: readonly TextRange[]): OpaqueBounds {
  const bounds: number[] = [];
  let last = 0;
  for (const { start, end } of ranges) {
    if (start < last || end <= start || end > text.length) continue;
    bounds.push(start, end);
    last = end;
  }
  return bounds;
}

/** Index into the bounds of the first range that ends behind a place; their length if there is none. */
export function opaqueFrom(bounds: OpaqueBounds, at: number): number {
  let low = 0;
  let high = bounds.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[2 * middle + 1] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
}
