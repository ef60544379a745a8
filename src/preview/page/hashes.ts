import type { NamedHash, PageMessage } from '../protocol.js';
import { button, element, icon, patchList, setDisabled, setText, setTitle, type View } from './dom.js';

/** The hashes of a render in a row; a press copies one. */
export class Hashes {
  readonly element = element('ul', 'hashes');
  readonly #views: HashView[] = [];

  constructor(private readonly post: (message: PageMessage) => void) {
    this.element.setAttribute('aria-label', 'Hashes');
  }

  /** With `isOld`, they belong to the last good render and cannot be copied. */
  show(hashes: readonly NamedHash[], isOld: boolean): void {
    patchList(this.element, this.#views, hashes, () => new HashView(this.post));
    for (const view of this.#views) view.setOld(isOld);
    this.element.hidden = hashes.length === 0;
  }
}

class HashView implements View<NamedHash> {
  readonly element: HTMLElement;
  readonly #button: HTMLButtonElement;
  readonly #name = element('span', 'name');
  readonly #short = element('span', 'value');
  #hash: NamedHash = { name: '', value: '', covers: '', changed: false };

  constructor(post: (message: PageMessage) => void) {
    const copy = (): void => {
      post({ type: 'copyHash', name: this.#hash.name });
    };
    this.#button = button('hash', copy, this.#name, ' ', this.#short, icon('copy'));
    this.element = element('li', '', this.#button);
  }

  show(hash: NamedHash): void {
    this.#hash = hash;
    // The row is labelled, so the end that all names of the spec share is left to the title, as is the whole value.
    setText(this.#name, hash.name.replace(/_hash$/, ''));
    setText(this.#short, shorten(hash.value));
  }

  setOld(isOld: boolean): void {
    const { name, value, covers } = this.#hash;
    setDisabled(this.#button, isOld);
    const state = isOld ? 'Belongs to the last good render' : 'Click to copy';
    setTitle(this.#button, `${name}: ${value}\n${covers}\n${state}`);
  }
}

/** Enough of both ends to tell hashes apart at a glance. */
const shorten = (value: string): string =>
  value.length > 16 ? `${value.slice(0, 8)}…${value.slice(-4)}` : value;
