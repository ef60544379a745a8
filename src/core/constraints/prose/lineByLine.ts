import { classAt, KIND, SPACE } from '../../text/characterClasses.js';
import { trimmedEnd } from './markers.js';
import type { Stretch } from './stretch.js';

/** A line shorter than this, in code points, could have been longer, however short the others are (spec, section 4). */
const SHORT = 60;

/**
 * Tells of a stretch whether its lines were written one by one: more than half of its line breaks are deliberate, since the
 * first word of the next line would still have fitted into the line, had that become as long as the longest one is.
 */
export class LineByLine {
  readonly #text: string;
  /** Whether there are code points of two units; asked when it matters first. */
  #hasPairs: boolean | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  isWritten(stretch: Stretch): boolean {
    const { bounds } = stretch;
    if (bounds.length <= 2) return false;
    const text = this.#text;
    const lengths: number[] = [];
    let longest = SHORT;
    for (let i = 0; i < bounds.length; i += 2) {
      const start = bounds[i] ?? 0;
      const length = this.#codePoints(start, trimmedEnd(text, start, bounds[i + 1] ?? 0));
      lengths.push(length);
      if (length > longest) longest = length;
    }
    let deliberate = 0;
    for (let line = 1; line < lengths.length; line++) {
      const room = longest - (lengths[line - 1] ?? 0) - 1;
      const start = bounds[2 * line] ?? 0;
      // Words are short; of one that is not, no more is read than could fit, be they all pairs.
      const end = firstWordEnd(
        text,
        start,
        Math.min(bounds[2 * line + 1] ?? 0, start + 2 * room + 2),
        stretch,
      );
      if (this.#codePoints(start, end) <= room) deliberate++;
    }
    return 2 * deliberate > lengths.length - 1;
  }

  #codePoints(start: number, end: number): number {
    const text = this.#text;
    let count = end - start;
    this.#hasPairs ??= /[\ud800-\udbff][\udc00-\udfff]/.test(text);
    if (!this.#hasPairs) return count;
    for (let i = start; i < end - 1; i++) if ((text.codePointAt(i) ?? 0) > 0xffff) count--;
    return count;
  }
}

/** The end of the text before the first white space, of which opaque ranges have none. */
function firstWordEnd(text: string, start: number, limit: number, stretch: Stretch): number {
  let at = start;
  for (;;) {
    const opaqueEnd = stretch.opaqueEnd(at);
    if (opaqueEnd >= 0) at = opaqueEnd;
    const end = Math.min(limit, stretch.opaqueStartFrom(at));
    while (at < end && (classAt(text, at) & KIND) !== SPACE) at++;
    if (at < end || at >= limit) return at;
  }
}
