/** Holds the first of many in an order, and never more than twice as many as are wanted. */
export class Newest<Item> {
  #held: Item[] = [];
  #count = 0;

  constructor(
    private readonly wanted: number,
    private readonly compare: (a: Item, b: Item) => number,
  ) {}

  /** How many were given in all. */
  get count(): number {
    return this.#count;
  }

  add(item: Item): void {
    this.#count++;
    this.#held.push(item);
    if (this.#held.length > 2 * this.wanted) this.#cut();
  }

  /** Those that are wanted, in order. */
  records(): readonly Item[] {
    this.#cut();
    return this.#held;
  }

  #cut(): void {
    this.#held = this.#held.sort(this.compare).slice(0, this.wanted);
  }
}
