import { cloneString } from '../../core/text/cloneString.js';

/** Beyond so many names, those that follow share nothing with those before. */
const MAX_NAMES = 50_000;

/** One copy of each name, however many files hold it, and none of the files. */
export class KnownNames {
  readonly #names = new Map<string, string>();

  /** The copy of a name. */
  keep(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    if (this.#names.size >= MAX_NAMES) this.#names.clear();
    const copy = cloneString(name);
    this.#names.set(copy, copy);
    return copy;
  }
}
