import * as l10n from '@vscode/l10n';
import { counted } from '../../webview/page/l10n.js';
import { element, setText, setTitle, type View } from '../../webview/page/dom.js';

/** Words or tokens of a prompt, and how many were added and removed since the row above. */
export interface ShownCount {
  readonly total: number;
  readonly since: { readonly added: number; readonly removed: number } | null;
  readonly isRough?: boolean;
}

/** A count of a row; `reading` while it is not known yet, and `null` where there is no prompt. */
export class CountCell implements View<ShownCount | 'reading' | null> {
  readonly #total = element('span', 'total');
  readonly #added = element('span');
  readonly #removed = element('span');
  readonly element = element('td', 'count', this.#total, ' ', this.#added, ' ', this.#removed);

  show(shown: ShownCount | 'reading' | null): void {
    const count = shown === 'reading' ? null : shown;
    const { added = 0, removed = 0 } = count?.since ?? {};
    const none = shown === 'reading' ? '…' : '—';
    setText(this.#total, count ? `${count.isRough ? '≈ ' : ''}${counted.format(count.total)}` : none);
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
        ? l10n.t(
            '{0} added and {1} removed since the row above',
            counted.format(added),
            counted.format(removed),
          )
        : '',
    );
  }
}
