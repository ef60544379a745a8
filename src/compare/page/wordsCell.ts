import { element, setText, setTitle, type View } from '../../webview/page/dom.js';
import type { WordCount } from '../protocol.js';

const counted = new Intl.NumberFormat('en');

/** The words of a prompt, and what was added and removed since the row above. */
export class WordsCell implements View<WordCount | null> {
  readonly #total = element('span', 'total');
  readonly #added = element('span');
  readonly #removed = element('span');
  readonly element = element('td', 'words', this.#total, ' ', this.#added, ' ', this.#removed);

  show(count: WordCount | null): void {
    const { added = 0, removed = 0 } = count?.since ?? {};
    setText(this.#total, count ? counted.format(count.total) : '—');
    for (const [target, sign, number] of [
      [this.#added, '+', added],
      [this.#removed, '−', removed],
    ] as const) {
      target.hidden = number === 0;
      setText(target, `${sign}${counted.format(number)}`);
    }
    setTitle(
      this.element,
      count?.since
        ? `${counted.format(added)} added and ${counted.format(removed)} removed since the row above`
        : '',
    );
  }
}
