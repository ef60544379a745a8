/** Several values under one key, each once, in the order they came. Most keys have one: it needs no set. */
export class MultiMap<Key, Value extends string> {
  readonly #map = new Map<Key, Value | Set<Value>>();

  add(key: Key, value: Value): void {
    const values = this.#map.get(key);
    if (values === undefined) this.#map.set(key, value);
    else if (values instanceof Set) values.add(value);
    else if (values !== value) this.#map.set(key, new Set([values, value]));
  }

  delete(key: Key, value: Value): void {
    const values = this.#map.get(key);
    if (values instanceof Set) values.delete(value);
    if (values === value || (values instanceof Set && values.size === 0)) this.#map.delete(key);
  }

  /** The values of a key as they are at this moment. */
  get(key: Key): ReadonlySet<Value> {
    const values = this.#map.get(key);
    if (values === undefined) return EMPTY;
    return values instanceof Set ? values : new Set([values]);
  }

  /** The same as a list, and how many there are: without a set for the one that most keys have. */
  list(key: Key): readonly Value[] {
    const values = this.#map.get(key);
    if (values === undefined) return NONE;
    return values instanceof Set ? [...values] : [values];
  }

  count(key: Key): number {
    const values = this.#map.get(key);
    if (values === undefined) return 0;
    return values instanceof Set ? values.size : 1;
  }

  has(key: Key): boolean {
    return this.#map.has(key);
  }

  keys(): IterableIterator<Key> {
    return this.#map.keys();
  }
}

const EMPTY: ReadonlySet<never> = new Set();
const NONE: readonly never[] = [];
