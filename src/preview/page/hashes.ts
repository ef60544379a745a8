import * as l10n from '@vscode/l10n';
import type { NamedHash, PageMessage } from '../protocol.js';
import {
  button,
  element,
  icon,
  patchList,
  setDisabled,
  setText,
  setTitle,
  type View,
} from '../../webview/page/dom.js';
import { changedBadge } from './changedBadge.js';
import type { PageState } from './state.js';

/** What its state is kept by. */
const NAME = 'hashes';

/**
 * The hashes of a render in a row, with whether each changed; a press copies one. The row opens to a list that tells
 * what each covers, with its whole value.
 */
export class Hashes {
  readonly element: HTMLElement;
  readonly #list = element('ul', 'hash-list');
  readonly #toggle: HTMLButtonElement;
  readonly #baseline = element('p', 'baseline');
  readonly #views: HashView[] = [];

  constructor(
    private readonly state: PageState,
    private readonly post: (message: PageMessage) => void,
  ) {
    this.#list.ariaLabel = l10n.t('Hashes');
    this.#toggle = button(
      'hashes-toggle',
      () => {
        this.#open(!this.#isOpen, true);
      },
      l10n.t('Hashes'),
    );
    this.element = element('div', 'hashes', this.#toggle, this.#list, this.#baseline);
    this.#open(state.comfort.groups[NAME] ?? false, false);
  }

  /** With `isOld`, they belong to the last good render and cannot be copied. */
  show(hashes: readonly NamedHash[], baseline: string, isOld: boolean): void {
    patchList(this.#list, this.#views, hashes, () => new HashView(this.post));
    for (const view of this.#views) view.setOld(isOld);
    setText(
      this.#baseline,
      isOld ? l10n.t('Of the last good render, not of the text as it is now.') : baseline,
    );
    this.element.classList.toggle('stale', isOld);
    this.element.hidden = hashes.length === 0;
  }

  get #isOpen(): boolean {
    return this.#toggle.ariaExpanded === 'true';
  }

  #open(isOpen: boolean, keep: boolean): void {
    this.#toggle.ariaExpanded = String(isOpen);
    setTitle(
      this.#toggle,
      isOpen ? l10n.t('Show the hashes in a row') : l10n.t('Show what each hash covers'),
    );
    this.element.classList.toggle('open', isOpen);
    if (keep) this.state.keepGroup(NAME, isOpen);
  }
}

class HashView implements View<NamedHash> {
  readonly element: HTMLElement;
  readonly #button: HTMLButtonElement;
  readonly #name = element('span', 'name');
  readonly #short = element('span', 'value short');
  readonly #whole = element('span', 'value whole');
  readonly #changed = element('span', 'badge', changedBadge());
  readonly #covers = element('span', 'covers');
  #hash: NamedHash = { name: '', value: '', covers: '', changed: false };

  constructor(post: (message: PageMessage) => void) {
    const copy = (): void => {
      post({ type: 'copyHash', name: this.#hash.name });
    };
    this.#button = button('hash', copy, this.#name, ' ', this.#short, this.#whole, icon('copy'));
    this.element = element('li', '', this.#button, ' ', this.#changed, ' ', this.#covers);
  }

  show(hash: NamedHash): void {
    this.#hash = hash;
    // The row is labelled, so the end that all names of the spec share is left to the title, as is the whole value.
    setText(this.#name, hash.name.replace(/_hash$/, ''));
    setText(this.#short, shorten(hash.value));
    setText(this.#whole, hash.value);
    setText(this.#covers, hash.covers);
    this.#changed.hidden = !hash.changed;
  }

  setOld(isOld: boolean): void {
    const { name, value, covers } = this.#hash;
    setDisabled(this.#button, isOld);
    const state = isOld ? l10n.t('Belongs to the last good render') : l10n.t('Click to copy');
    setTitle(this.#button, [`${name}: ${value}`, covers, state]);
  }
}

/** Enough of both ends to tell hashes apart at a glance. */
const shorten = (value: string): string =>
  value.length > 16 ? `${value.slice(0, 8)}…${value.slice(-4)}` : value;
