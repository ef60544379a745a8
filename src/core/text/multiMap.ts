/** So many values of a key are a list: a set of a few takes three times as much memory. */
const FEW = 8;

/** Several values under one key, each once, in the order they came. Most keys have one or a few: they need no set. */
export class MultiMap<Key, Value extends string> {
  readonly #map = new Map<Key, Value | readonly Value[] | Set<Value>>();

  add(key: Key, value: Value): void {
    const values = this.#map.get(key);
    if (values === undefined) this.#map.set(key, value);
    else if (values instanceof Set) values.add(value);
    else if (typeof values === 'string') {
      if (values !== value) this.#map.set(key, [values, value]);
    } else if (!values.includes(value)) {
      // A list that is pushed to, or spread into another, has room for more.
      this.#map.set(key, values.length < FEW ? values.concat(value) : new Set(values).add(value));
    }
  }

  delete(key: Key, value: Value): void {
    const values = this.#map.get(key);
    if (values instanceof Set) values.delete(value);
    else if (values !== undefined)
      this.#map.set(
        key,
        this.list(key).filter((one) => one !== value),
      );
    if (this.count(key) === 0) this.#map.delete(key);
  }

  /** The values of a key as they are at this moment. */
  get(key: Key): ReadonlySet<Value> {
    const values = this.#map.get(key);
    return values instanceof Set ? values : new Set(this.list(key));
  }

  /** The same as a list, and how many there are: without a set for the few that most keys have. */
  list(key: Key): readonly Value[] {
    const values = this.#map.get(key);
    if (values === undefined) return NONE;
    return typeof values === 'string' ? [values] : [...values];
  }

  count(key: Key): number {
    const values = this.#map.get(key);
    if (values === undefined) return 0;
    if (typeof values === 'string') return 1;
    return values instanceof Set ? values.size : values.length;
  }

  has(key: Key): boolean {
    return this.#map.has(key);
  }

  keys(): IterableIterator<Key> {
    return this.#map.keys();
  }
}

const NONE: readonly never[] = [];
