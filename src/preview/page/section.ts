import * as l10n from '@vscode/l10n';
import type { Slot } from '../../core/model/slots.js';
import type { PageMessage, Section } from '../protocol.js';
import { button, element, setText, setTitle } from '../../webview/page/dom.js';
import { changedBadge } from './changedBadge.js';
import { PartText } from './partText.js';

/** One part of the prompt: its name, where it comes from, whether it changed, how long it is, and its text. */
export class SectionView {
  readonly element: HTMLElement;
  readonly text: PartText;
  readonly #source: HTMLButtonElement;
  readonly #changed = element('span', 'badge', changedBadge());
  readonly #size = element('span', 'part-size');
  readonly #hash = element('span', 'template-hash');
  readonly #hint = element(
    'p',
    'hint',
    l10n.t({ message: 'Empty', comment: ['Stands for a part of the prompt without text'] }),
  );

  /** `name` is what the part is called. */
  constructor(slot: Slot, name: string, post: (message: PageMessage) => void) {
    const heading = element('h2', '', name);
    heading.id = `part-${slot}`;
    this.text = new PartText(
      l10n.t({ message: '{0} text', args: [name], comment: ['{0} is a part of the prompt'] }),
    );
    this.#source = button('link', () => {
      post({ type: 'openSource', slot });
    });
    const label = element(
      'div',
      'label',
      element('div', 'part-head', heading, this.#changed),
      this.#source,
      element('p', 'meta', this.#size, ' ', this.#hash),
    );
    this.element = element(
      'section',
      `part part-${slot}`,
      label,
      element('div', 'body', this.text.element, this.#hint),
    );
    this.element.setAttribute('aria-labelledby', heading.id);
  }

  /** Whether the text could be patched; if not, the host holds another text to be shown. */
  show({ source, templateHash, changed, text }: Section): boolean {
    setText(this.#source, source);
    setTitle(this.#source, l10n.t('Open {0}', source));
    this.#changed.hidden = !changed;
    setText(this.#hash, templateHash.slice(0, 12));
    setTitle(this.#hash, l10n.t('Hash of the template: {0}', templateHash));
    const fits = this.text.patch(text);
    this.#hint.hidden = this.text.runs.length > 0;
    return fits;
  }

  /** How long it is, in words. */
  showSize(size: string): void {
    setText(this.#size, size);
  }
}
