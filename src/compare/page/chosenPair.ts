import * as l10n from '@vscode/l10n';
import { sentences } from '../../core/text/sentences.js';
import { slotName, SLOTS, type Slot } from '../../core/model/slots.js';
import {
  appendAll,
  button,
  element,
  icon,
  setDisabled,
  setMessage,
  setText,
  setTitle,
} from '../../webview/page/dom.js';
import type { PageMessage, VersionsMessage } from '../protocol.js';
import { rowName } from './names.js';
import type { Tokens } from './tokens.js';

/** The two chosen versions: why their prompts differ, and what can be done with them. */
export class ChosenPair {
  readonly element = element('section', 'chosen-pair');
  readonly #title = element('h2');
  readonly #summary = element('p', 'summary');
  readonly #size = element('p', 'size');
  readonly #sections: readonly SectionButton[];
  readonly #open: HTMLButtonElement;

  constructor(post: (message: PageMessage) => void, copyMarkdown: () => void) {
    const open = (slot: Slot | null): void => {
      post({ type: 'openDiff', slot });
    };
    this.#open = button(
      'primary',
      () => {
        open(null);
      },
      icon('diff'),
      l10n.t('Open diff'),
    );
    this.#sections = SLOTS.map((slot) => new SectionButton(slot, open));
    const copy = button('secondary', copyMarkdown, icon('copy'), l10n.t('Copy both as Markdown'));
    const group = appendAll(
      element('div', 'actions'),
      this.#sections.map((section) => section.element),
    );
    group.role = 'group';
    group.ariaLabel = l10n.t('Diff of one section');
    this.element.append(
      this.#title,
      this.#summary,
      this.#size,
      element('div', 'actions', this.#open, group, copy),
    );
  }

  /** The sentence that is shown, for those who do not see it change. */
  get words(): string {
    return this.element.hidden
      ? ''
      : `${this.#title.textContent}. ${this.#summary.textContent} ${this.#size.textContent}`.trim();
  }

  show({ rows, chosen }: VersionsMessage, tokens: Tokens): void {
    this.element.hidden = chosen === null;
    if (!chosen) return;
    const [from, to] = [chosen.from, chosen.to].map((id) => rows.find((row) => row.id === id));
    setText(this.#title, [from, to].map((row) => (row ? rowName(row) : '')).join(' → '));
    setMessage(this.#summary, chosen.summary);
    const size = sentences(chosen.size, from && to ? tokens.sentence([from, to]) : '');
    this.#size.hidden = size === '';
    setMessage(this.#size, size);
    const { changed } = chosen;
    setDisabled(this.#open, changed === null);
    setTitle(
      this.#open,
      changed === null
        ? l10n.t('One of the two cannot be rendered.')
        : l10n.t('The whole prompts side by side'),
    );
    for (const section of this.#sections) section.show(changed);
  }
}

class SectionButton {
  readonly element: HTMLButtonElement;
  readonly #same = element(
    'span',
    'quiet',
    l10n.t({
      message: 'same',
      comment: ['Stands beside a part of the prompt: two versions have the same text'],
    }),
  );

  constructor(
    private readonly slot: Slot,
    open: (slot: Slot) => void,
  ) {
    this.element = button(
      'secondary',
      () => {
        open(slot);
      },
      slotName(slot),
      ' ',
      this.#same,
    );
  }

  show(changed: readonly Slot[] | null): void {
    const isSame = changed !== null && !changed.includes(this.slot);
    this.#same.hidden = !isSame;
    setDisabled(this.element, changed === null);
    const name = slotName(this.slot);
    const words = isSame
      ? l10n.t('{0} has the same text in both.', name)
      : l10n.t({
          message: '{0} of both side by side',
          args: [name],
          comment: ['{0} is a part of the prompt; shows it of two versions'],
        });
    setTitle(this.element, changed === null ? l10n.t('One of the two cannot be rendered.') : words);
  }
}
