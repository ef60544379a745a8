import type { Selection } from '../../preview/protocol.js';

/** How many steps back are kept. */
const MAX_STEPS = 100;

/** What a preview showed, in order, and where in it the preview is. */
export class SelectionHistory {
  #steps: Selection[];
  #at = 0;

  constructor(first: Selection) {
    this.#steps = [first];
  }

  get canGoBack(): boolean {
    return this.#at > 0;
  }

  get canGoForward(): boolean {
    return this.#at < this.#steps.length - 1;
  }

  /** Something else is shown: what lay ahead is forgotten. */
  add(selection: Selection): void {
    const current = this.#steps[this.#at];
    if (current && isSame(current, selection)) return;
    this.#steps = [...this.#steps.slice(0, this.#at + 1), selection].slice(-MAX_STEPS);
    this.#at = this.#steps.length - 1;
  }

  /** Its files are called something else by now. */
  rename(renamed: (selection: Selection) => Selection): void {
    this.#steps = this.#steps.map(renamed);
  }

  /** Goes by one step, -1 back or 1 forward; `undefined` at the end. */
  go(by: -1 | 1): Selection | undefined {
    const selection = this.#steps[this.#at + by];
    if (selection) this.#at += by;
    return selection;
  }
}

function isSame(a: Selection, b: Selection): boolean {
  return a.bundle === b.bundle && a.input === b.input && a.model === b.model;
}
