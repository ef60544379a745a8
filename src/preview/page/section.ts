import type { Slot } from '../../core/model/slots.js';
import type { PageMessage, Section } from '../protocol.js';
import { button, element, setText, setTitle } from './dom.js';
import { PartText } from './partText.js';

const NAMES: Readonly<Record<Slot, string>> = {
  system: 'System',
  personality: 'Personality',
  activity: 'Activity',
  task: 'Task',
};

const counted = new Intl.NumberFormat('en');

/** One part of the prompt: its name, where it comes from, how long it is, and its text. */
export class SectionView {
  readonly element: HTMLElement;
  readonly text = new PartText();
  readonly #source: HTMLButtonElement;
  readonly #count = element('span');
  readonly #hash = element('span', 'template-hash');
  readonly #hint = element('p', 'hint', 'Empty');

  constructor(slot: Slot, post: (message: PageMessage) => void) {
    const heading = element('h2', '', NAMES[slot]);
    heading.id = `part-${slot}`;
    this.#source = button('link', () => {
      post({ type: 'openSource', slot });
    });
    const label = element(
      'div',
      'label',
      heading,
      this.#source,
      element('p', 'meta', this.#count, ' ', this.#hash),
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
  show({ source, templateHash, text }: Section): boolean {
    setText(this.#source, source);
    setTitle(this.#source, `Open ${source}`);
    const fits = this.text.patch(text);
    const characters = this.text.runs.reduce((sum, run) => sum + run.text.length, 0);
    setText(this.#count, characters === 1 ? '1 character' : `${counted.format(characters)} characters`);
    setText(this.#hash, templateHash.slice(0, 12));
    setTitle(this.#hash, `Hash of the template: ${templateHash}`);
    this.#hint.hidden = this.text.runs.length > 0;
    return fits;
  }
}
