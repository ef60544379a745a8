import * as l10n from '@vscode/l10n';
import { element, icon, setText, setTitle } from '../../webview/page/dom.js';

/** Says at the prompt that it is not of the text as it is now, and what it was made with; it stays in sight with the prompt. */
export class LastGood {
  readonly element = element('p', 'last-good', icon('history'));
  readonly #words = element('span');

  constructor() {
    this.element.append(this.#words);
    this.element.hidden = true;
  }

  /** `madeWith` says what the render was made with; `null` when what is shown is of now. */
  show(madeWith: string | null): void {
    this.element.hidden = madeWith === null;
    const words = madeWith ? l10n.t('Last good render: {0}', madeWith) : l10n.t('Last good render');
    setText(this.#words, madeWith === null ? '' : words);
    setTitle(this.#words, madeWith === null ? '' : words);
  }
}
