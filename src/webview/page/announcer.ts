import { element, setMessage } from './dom.js';

/** Nothing is said before things were quiet for so long: nobody wants to hear each letter typed. */
const QUIET_MS = 1000;

/** Tells assistive technology what changed, politely and once. */
export class Announcer {
  readonly element = element('div', 'unseen');
  readonly #waiting = new Map<string, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.element.role = 'status';
  }

  /** Says it when things are quiet. Newer words on a topic take the place of older ones; no words take them back. */
  later(topic: string, words: string): void {
    if (words === '') this.#waiting.delete(topic);
    else this.#waiting.set(topic, words);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#waiting.size === 0) return;
      this.now([...this.#waiting.values()].join(' '));
      this.#waiting.clear();
    }, QUIET_MS);
  }

  /** Says it at once, the same again too. */
  now(words: string): void {
    const before = this.element.textContent;
    setMessage(this.element, words);
    if (this.element.textContent === before) setMessage(this.element, `${words}\u00A0`);
  }
}
