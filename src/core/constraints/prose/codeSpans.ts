import { BACKTICK_UNIT, skipUnits } from './markers.js';
import type { OpaqueBounds } from './opaque.js';

/**
 * Finds where inline code ends, within one stretch of prose: at the next run of exactly as many back-ticks as opened it
 * (CommonMark, "code spans"). The runs are listed once, and each list is walked forward only, so that any number of
 * back-ticks costs no more than their number.
 */
export class CodeSpans {
  /** Where the runs of each length begin, in order. */
  readonly #runs = new Map<number, number[]>();
  /** How many runs of each length lie behind. */
  readonly #passed = new Map<number, number>();

  constructor(text: string, bounds: readonly number[], opaque: OpaqueBounds) {
    let nextOpaque = 0;
    for (let i = 0; i < bounds.length; i += 2) {
      const end = bounds[i + 1] ?? 0;
      let at = text.indexOf('`', bounds[i]);
      while (at >= 0 && at < end) {
        while ((opaque[nextOpaque + 1] ?? Infinity) <= at) nextOpaque += 2;
        if ((opaque[nextOpaque] ?? Infinity) <= at) {
          at = text.indexOf('`', opaque[nextOpaque + 1]);
          continue;
        }
        const after = skipUnits(text, at, end, BACKTICK_UNIT);
        const runs = this.#runs.get(after - at);
        if (runs) runs.push(at);
        else this.#runs.set(after - at, [at]);
        at = text.indexOf('`', after);
      }
    }
  }

  /**
   * The end of the code that a run of `length` back-ticks opens, `from` being the index after them; -1 if nothing closes it.
   * To be asked in order of the text.
   */
  end(from: number, length: number): number {
    const runs = this.#runs.get(length) ?? [];
    let passed = this.#passed.get(length) ?? 0;
    while (passed < runs.length && (runs[passed] ?? 0) < from) passed++;
    this.#passed.set(length, passed);
    const closing = runs[passed];
    return closing === undefined ? -1 : closing + length;
  }
}
