/** Several values under one key, each once, in the order they came. */
export class MultiMap<Key, Value> {
  readonly #map = new Map<Key, Set<Value>>();

  add(key: Key, value: Value): void {
    const values = this.#map.get(key);
    if (values) values.add(value);
    else this.#map.set(key, new Set([value]));
  }

  delete(key: Key, value: Value): void {
    const values = this.#map.get(key);
    values?.delete(value);
    if (values?.size === 0) this.#map.delete(key);
  }

  get(key: Key): ReadonlySet<Value> {
    return this.#map.get(key) ?? EMPTY;
  }

  keys(): IterableIterator<Key> {
    return this.#map.keys();
  }
}

const EMPTY: ReadonlySet<never> = new Set();
