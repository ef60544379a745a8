import { characterEnd } from '../../text/characterClasses.js';
import { characterStart } from './wordRuns.js';

/**
 * Looks past runs of certain characters in a text, to either side. It remembers the run seen last: to look from every place
 * of a long run, in order, takes no longer than to look once.
 */
export class PassedRuns {
  readonly #text: string;
  readonly #passes: (text: string, index: number) => boolean;
  // No index is in a run from `NaN` on: none has been seen.
  #backward = { start: NaN, end: NaN };
  #forward = { start: NaN, end: NaN };

  /** Takes what is passed: a function that is given where a character begins. */
  constructor(text: string, passes: (text: string, index: number) => boolean) {
    this.#text = text;
    this.#passes = passes;
  }

  /** Where the run begins that ends at an index; the index itself if none does. */
  startOf(end: number): number {
    const seen = this.#backward;
    let start = end;
    while (start > 0) {
      if (start >= seen.start && start <= seen.end) {
        start = seen.start;
        break;
      }
      const before = characterStart(this.#text, start);
      if (!this.#passes(this.#text, before)) break;
      start = before;
    }
    if (start < end) this.#backward = { start, end };
    return start;
  }

  /** Where the run ends that begins at an index; the index itself if none does. */
  endOf(start: number): number {
    const seen = this.#forward;
    let end = start;
    while (end < this.#text.length) {
      if (end >= seen.start && end <= seen.end) {
        end = seen.end;
        break;
      }
      if (!this.#passes(this.#text, end)) break;
      end = characterEnd(this.#text, end);
    }
    if (start < end) this.#forward = { start, end };
    return end;
  }
}
