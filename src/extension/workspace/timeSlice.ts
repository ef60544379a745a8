/** How long work runs before others of the extension host have their turn, in milliseconds. */
const YIELD_AFTER_MS = 10;

/** Long work in slices: others of the extension host, whom a key press may wait for, have their turn between them. */
export class TimeSlice {
  #begun = Date.now();

  /** Ends the slice if it was long enough; await it between steps of the work. */
  async pause(): Promise<void> {
    if (!this.isOver()) return;
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    this.#begun = Date.now();
  }

  /** Whether `pause` would give others their turn. */
  isOver(): boolean {
    return Date.now() - this.#begun >= YIELD_AFTER_MS;
  }
}
