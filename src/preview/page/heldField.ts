/** After an edit, what the host says is taken for an answer to an older one for so long. */
const HOLD_MS = 1000;

/** A form field whose value the host sets, but never while somebody works in it. */
export class HeldField<T> {
  #offered: T | undefined;
  #heldUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly holder: HTMLElement,
    private readonly show: (value: T) => void,
  ) {
    holder.addEventListener('focusout', () => {
      // The focus may go to another control of the same field.
      this.#settleIn(0);
    });
  }

  /** The host's value; shown now, or once the reader is done. With `isAnother` it is no answer: another input is shown. */
  offer(value: T, isAnother: boolean): void {
    this.#offered = value;
    if (isAnother && performance.now() >= this.#heldUntil) this.show(value);
    else this.#settle();
  }

  /** The reader edited the field: it keeps what was typed until the host says something newer. */
  edited(): void {
    this.#offered = undefined;
    this.#heldUntil = performance.now() + HOLD_MS;
  }

  /** What the reader edited is given up. */
  release(): void {
    this.#heldUntil = 0;
  }

  #settle(): void {
    if (this.#offered === undefined || this.holder.matches(':focus-within')) return;
    const wait = this.#heldUntil - performance.now();
    if (wait > 0) this.#settleIn(wait);
    else this.show(this.#offered);
  }

  #settleIn(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#settle();
    }, wait);
  }
}
