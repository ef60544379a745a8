/** Numbers that follow from a seed alone (mulberry32, public domain, by Tommy Ettinger); a stream of their own for each case. */
export class Random {
  #state: number;

  constructor(seed: number, stream = 0) {
    this.#state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)) >>> 0;
    // The first numbers of near seeds are near each other.
    for (let i = 0; i < 3; i++) this.next();
  }

  /** At least 0, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** An integer from 0 on, below the limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** A range of a text: mostly short, sometimes any. */
  range({ length }: string): { start: number; end: number } {
    const start = this.below(length + 1);
    const most = this.chance(0.8) ? 12 : length;
    return { start, end: Math.min(length, start + this.below(most + 1)) };
  }
}
