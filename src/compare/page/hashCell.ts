import * as l10n from '@vscode/l10n';
import { button, element, setClass, setText, setTitle, type View } from '../../webview/page/dom.js';
import type { EqualMark } from '../equalMarks.js';
import { shortHash } from './names.js';

/** A hash and how it stands to the others of its column. */
export interface ShownHash {
  readonly name: string;
  readonly hash: string | null;
  readonly mark: EqualMark;
}

/** A cell of the table: equal hashes have the same letter, and one that the row above has too is joined to it. */
export class HashCell implements View<ShownHash> {
  readonly element = element('td', 'hash-cell');
  readonly button: HTMLButtonElement;
  /** Words for those who do not see the column and the signs. */
  readonly #name = element('span', 'unseen');
  readonly #same = element('span', 'unseen', ` ${l10n.t('same as the row above')}`);
  readonly #equal = element('span', 'equal', '=');
  readonly #digits = element('span', 'digits');
  readonly #letter = element('span', 'letter');
  readonly #none = element('span', 'none', '—');

  constructor(copy: () => void) {
    this.button = button('hash', copy, this.#name, this.#equal, this.#digits, ' ', this.#letter, this.#same);
    this.button.tabIndex = -1;
    this.#equal.ariaHidden = 'true';
    this.element.append(this.button, this.#none);
  }

  show({ name, hash, mark: { letter, isAsAbove } }: ShownHash): void {
    this.button.hidden = hash === null;
    this.#none.hidden = hash !== null;
    setClass(this.element, `hash-cell${isAsAbove ? ' same' : ''}`);
    this.#equal.hidden = !isAsAbove;
    this.#letter.hidden = letter === '';
    setText(this.#letter, letter);
    this.#same.hidden = !isAsAbove;
    setText(this.#name, `${name.replaceAll('_', ' ')} `);
    setText(this.#digits, shortHash(hash ?? ''));
    const more = isAsAbove ? [l10n.t('The same as in the row above')] : [];
    setTitle(this.button, hash === null ? '' : [`${name}: ${hash}`, more, l10n.t('Click to copy')].flat());
  }
}
