import { BACKTICK_UNIT, skipUnits } from './markers.js';
import { opaqueFrom, type OpaqueBounds } from './opaque.js';

/**
 * Finds where inline code ends, within one stretch of prose: at the next run of exactly as many back-ticks as opened it
 * (CommonMark, "code spans"). The runs are listed once, by length, so that each of any number of back-ticks costs one
 * search of its list.
 */
export class CodeSpans {
  /** Where the runs of each length begin, in order. */
  readonly #runs = new Map<number, number[]>();

  constructor(text: string, bounds: readonly number[], opaque: OpaqueBounds) {
    let nextOpaque = opaqueFrom(opaque, bounds[0] ?? 0);
    let at = -1;
    for (let i = 0; i < bounds.length; i += 2) {
      const start = bounds[i] ?? 0;
      const end = bounds[i + 1] ?? 0;
      // Each search begins where the one before ended, be that lines further down.
      if (at < start) at = backtickFrom(text, start);
      while (at < end) {
        while ((opaque[nextOpaque + 1] ?? Infinity) <= at) nextOpaque += 2;
        if ((opaque[nextOpaque] ?? Infinity) <= at) {
          at = backtickFrom(text, opaque[nextOpaque + 1] ?? 0);
          continue;
        }
        const after = skipUnits(text, at, end, BACKTICK_UNIT);
        const runs = this.#runs.get(after - at);
        if (runs) runs.push(at);
        else this.#runs.set(after - at, [at]);
        at = backtickFrom(text, after);
      }
    }
  }

  /** The end of the code that a run of `length` back-ticks opens, `from` being the index after them; -1 if nothing closes it. */
  end(from: number, length: number): number {
    const runs = this.#runs.get(length) ?? [];
    let low = 0;
    let high = runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((runs[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    const closing = runs[low];
    return closing === undefined ? -1 : closing + length;
  }
}

/** The next back-tick; `Infinity` if there is none. */
function backtickFrom(text: string, from: number): number {
  const found = text.indexOf('`', from);
  return found < 0 ? Infinity : found;
}
