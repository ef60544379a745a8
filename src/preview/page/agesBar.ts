import * as l10n from '@vscode/l10n';
import {
  button,
  element,
  iconButton,
  replaceAllChildren,
  setDisabled,
  setLabel,
  setText,
  setTitle,
} from '../../webview/page/dom.js';
import { counted } from '../../webview/page/l10n.js';

/** An entry of the legend: a level, what it is called, and how many sentences have it. */
export interface LegendEntry {
  readonly level: number;
  readonly words: string;
  readonly sentences: number;
}

/** Says what the looks of ages mean, and goes from one sentence to the next, the newest first. */
export class AgesBar {
  readonly element: HTMLElement;
  readonly #legend = element('ul', 'legend');
  readonly #words = element('p', 'ages-words');
  readonly #cancel: HTMLButtonElement;
  readonly #position = element('span', 'changes-position');
  readonly #newer: HTMLButtonElement;
  readonly #older: HTMLButtonElement;

  /** `go` is told where to go, `goToLevel` to which age, and `cancel` that nobody wants to wait. */
  constructor(
    go: (by: -1 | 1) => void,
    private readonly goToLevel: (level: number) => void,
    cancel: () => void,
  ) {
    this.#newer = iconButton('up', () => {
      go(-1);
    });
    setLabel(this.#newer, l10n.t('Go to a newer sentence'));
    this.#older = iconButton('down', () => {
      go(1);
    });
    setLabel(this.#older, l10n.t('Go to an older sentence'));
    this.#cancel = button('link', cancel, l10n.t('Cancel'));
    this.#cancel.hidden = true;
    this.#legend.ariaLabel = l10n.t('What the looks mean');
    const tools = element('div', 'tools', this.#position, this.#newer, this.#older);
    this.element = element('div', 'changes ages', this.#legend, this.#words, this.#cancel, tools);
    this.element.role = 'group';
    this.element.ariaLabel = l10n.t('Ages');
    this.element.hidden = true;
  }

  showWaiting(): void {
    setText(this.#words, l10n.t('Reading the history…'));
    this.#cancel.hidden = false;
  }

  /** Shows what there is; `words` tells what no look can. */
  show(legend: readonly LegendEntry[], words: string): void {
    this.#cancel.hidden = true;
    setText(this.#words, words);
    const entries = legend.map(({ level, words: name, sentences }) => {
      const swatch = element('span', `swatch swatch-${level}`, 'Aa');
      swatch.ariaHidden = 'true';
      const entry = button(
        'legend-entry',
        () => {
          this.goToLevel(level);
        },
        swatch,
        element('span', '', name),
        ' ',
        element('span', 'legend-count', counted.format(sentences)),
      );
      setTitle(
        entry,
        sentences === 1
          ? l10n.t('1 sentence. Go to the next one')
          : l10n.t('{0} sentences. Go to the next one', counted.format(sentences)),
      );
      return element('li', '', entry);
    });
    replaceAllChildren(this.#legend, entries);
    const isNone = legend.length === 0;
    for (const one of [this.#newer, this.#older]) setDisabled(one, isNone);
  }

  /** `current` counts from 0; negative while none was gone to. */
  showCurrent(current: number, sentences: number): void {
    setText(
      this.#position,
      current < 0 ? '' : l10n.t('{0} of {1}', counted.format(current + 1), counted.format(sentences)),
    );
  }
}
