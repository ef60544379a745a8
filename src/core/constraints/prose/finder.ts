import { opaqueFrom, type OpaqueBounds } from './opaque.js';

/**
 * Finds what closes something, such as `-->`, outside opaque ranges. It remembers for each such text how far there is none,
 * so that any number of things that nothing closes cost one look through the text.
 */
export class Finder {
  readonly #text: string;
  readonly #opaque: OpaqueBounds;
  /** Where the last search for each text began, and what it found (`Infinity` for nothing). */
  readonly #last = new Map<string, { from: number; found: number }>();

  constructor(text: string, opaque: OpaqueBounds) {
    this.#text = text;
    this.#opaque = opaque;
  }

  /** The index after the first `wanted` at or after `from`; `Infinity` if there is none. */
  after(wanted: string, from: number): number {
    const last = this.#last.get(wanted);
    if (last && last.from <= from && from <= last.found) return last.found + wanted.length;
    const found = this.#find(wanted, from);
    this.#last.set(wanted, { from, found });
    return found + wanted.length;
  }

  #find(wanted: string, from: number): number {
    const opaque = this.#opaque;
    let found = this.#text.indexOf(wanted, from);
    for (let i = opaqueFrom(opaque, from); found >= 0; i += 2) {
      while ((opaque[i + 1] ?? Infinity) <= found) i += 2;
      if ((opaque[i] ?? Infinity) >= found + wanted.length) return found;
      found = this.#text.indexOf(wanted, opaque[i + 1] ?? Infinity);
    }
    return Infinity;
  }
}
