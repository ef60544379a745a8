import { element, setMessage, setText } from './dom.js';

const SHOWN_FOR_MS = 4000;

/** A passing note at the foot of the page, also told to assistive technology. */
export class Notice {
  readonly element = element('div', 'notice');
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.element.setAttribute('role', 'status');
  }

  show(text: string): void {
    clearTimeout(this.#timer);
    setMessage(this.element, text);
    this.#timer = setTimeout(() => {
      setText(this.element, '');
    }, SHOWN_FOR_MS);
  }
}
