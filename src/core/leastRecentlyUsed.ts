/**
 * A map of so many entries at most: the one that was not asked for or set for the longest time makes room. A `Map` keeps
 * the order in which keys came, which is all it takes; the library for it was 18 KB of the desktop's 250.
 */
export class LeastRecentlyUsed<Key, Value extends object> {
  readonly #entries = new Map<Key, Value>();

  /** `capacity` is a positive number of entries; `dropped` is called for each that makes room. */
  constructor(
    private readonly capacity: number,
    private readonly dropped?: (key: Key) => void,
  ) {}

  get size(): number {
    return this.#entries.size;
  }

  get(key: Key): Value | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: Key, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.capacity) return;
      this.#entries.delete(oldest);
      this.dropped?.(oldest);
    }
  }

  delete(key: Key): void {
    this.#entries.delete(key);
  }
}
