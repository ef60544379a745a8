/**
 * How thoroughly to measure: `full`, `quick` for a look, or `smoke`, which finds out whether everything runs, once, with
 * as little as there can be; its figures mean nothing.
 * @typedef {'full' | 'quick' | 'smoke'} Thoroughness
 */

export class Effort {
  /** @param {Thoroughness} name */
  constructor(name) {
    this.name = name;
    this.isSmoke = name === 'smoke';
  }

  /**
   * What of three to take: that for a look is as for all, and that for a smoke run as for a look, unless given.
   * @template T
   * @param {T} full
   * @param {T} [quick]
   * @param {T} [smoke]
   * @returns {T}
   */
  of(full, quick = full, smoke = quick) {
    return { full, quick, smoke }[this.name];
  }
}
