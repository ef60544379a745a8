import type { TextRange } from '../../model/findings.js';
import type { Mistake } from './mistake.js';

/** More places of a habit than this are not looked for. */
const MAX_HABITS = 5000;

/** The mistakes of one text, as they are found. */
export class MistakeList {
  readonly #mistakes: Mistake[] = [];
  /** Where the last mistake in the shape of the text ended. */
  #shapeEnd: number | undefined;
  /** How many mistakes were counted, and how many of them are habits. */
  #counted = 0;
  #habits = 0;

  /** `most` is how many there may be, habits aside. */
  constructor(
    private readonly text: string,
    private readonly most: number,
  ) {}

  /** Whether the shape of the text was found to be wrong. */
  get isShapeWrong(): boolean {
    return this.#shapeEnd !== undefined;
  }

  /** False once there are as many as are asked for. */
  isRoom(): boolean {
    for (; this.#counted < this.#mistakes.length; this.#counted++)
      if (this.#mistakes[this.#counted]?.habit) this.#habits++;
    return this.#habits < MAX_HABITS && this.#counted - this.#habits < this.most;
  }

  add(mistake: Mistake): void {
    this.#mistakes.push(mistake);
  }

  /** Takes in a mistake at a place, and what to write instead where that is known. */
  report(message: string, { start, end }: TextRange, replacement?: string): void {
    this.#mistakes.push({
      message,
      range: { start, end },
      ...(replacement !== undefined && { replacement }),
    });
  }

  /** What is said of the shape of one line further on most likely only follows from what was said first. */
  reportShape(message: string, range: TextRange, replacement?: string): void {
    const before = this.#shapeEnd;
    this.#shapeEnd = Math.max(range.end, before ?? range.end);
    if (before !== undefined && !this.text.slice(before, range.start).includes('\n')) return;
    this.report(message, range, replacement);
  }

  /** All of them, in order of place. */
  inOrder(): Mistake[] {
    return this.#mistakes.sort((a, b) => a.range.start - b.range.start);
  }
}
