import { button, element, setText, setTitle } from './dom.js';
import type { Group } from './group.js';

/** The foot of the page: what there is in short, each a way to the group that tells more. */
export class StatusBar {
  readonly element = element('footer', 'status');
  readonly #findings: HTMLButtonElement;
  readonly #size: HTMLButtonElement;
  readonly #follows = element('span', 'follows');

  constructor(input: Group, findings: Group, size: Group) {
    const way = (group: Group, words: string): HTMLButtonElement =>
      button(
        'way',
        () => {
          group.reveal();
        },
        words,
      );
    const toInput = way(input, 'Input');
    toInput.classList.add('way-input');
    this.#findings = way(findings, '');
    this.#size = way(size, '');
    this.element.append(toInput, this.#findings, this.#size, this.#follows);
  }

  show(findings: string, isLocked: boolean): void {
    setText(this.#findings, findings === '' ? 'No findings' : findings);
    setText(this.#follows, isLocked ? 'Locked to this bundle' : 'Follows the active editor');
  }

  showSize(size: string): void {
    setText(this.#size, size);
    setTitle(this.#size, 'Size of the whole prompt');
  }
}
