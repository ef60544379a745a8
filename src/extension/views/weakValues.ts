/** Values by keys, each as long as somebody else holds it: so nothing is kept of what is gone. */
export class WeakValues<Value extends object> {
  readonly #values = new Map<string, WeakRef<Value>>();
  readonly #gone = new FinalizationRegistry<string>((key) => {
    // Another value may have taken its place.
    if (!this.get(key)) this.#values.delete(key);
  });

  /** How many keys there are; of a value that is gone, one may be there for a while. */
  get size(): number {
    return this.#values.size;
  }

  get(key: string): Value | undefined {
    return this.#values.get(key)?.deref();
  }

  /** The value of a key, made where there is none. */
  of(key: string, make: () => Value): Value {
    const known = this.get(key);
    if (known) return known;
    const made = make();
    this.#values.set(key, new WeakRef(made));
    this.#gone.register(made, key);
    return made;
  }
}
