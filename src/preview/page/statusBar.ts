import * as l10n from '@vscode/l10n';
import type { FindingSeverity, RenderMessage } from '../protocol.js';
import { counted } from '../../webview/page/l10n.js';
import { button, element, icon, setText, setTitle } from '../../webview/page/dom.js';
import { countInWords, countOfSeverity } from './findingCounts.js';
import type { Group } from './group.js';

/** The foot of the page: what there is in short, each a way to the group that tells more. */
export class StatusBar {
  readonly element = element('footer', 'status');
  readonly #findings: HTMLButtonElement;
  readonly #lastGood: HTMLButtonElement;
  readonly #size: HTMLButtonElement;
  readonly #reading = element('span', 'reading', l10n.t('Files are still being read'));
  readonly #follows = element('span', 'follows');
  readonly #words = element('span', 'unseen');
  readonly #counts = new Map<FindingSeverity, HTMLElement>();

  /** `goToProblem` leads to what stops the render. */
  constructor(input: Group, findings: Group, size: Group, goToProblem: () => void) {
    const way = (group: Group, words: string): HTMLButtonElement =>
      button(
        'way',
        () => {
          group.reveal();
        },
        words,
      );
    const toInput = way(input, l10n.t('Input'));
    toInput.classList.add('way-input');
    this.#findings = way(findings, '');
    this.#findings.append(this.#words);
    for (const severity of ['error', 'warning', 'information'] as const) {
      const count = element('span', 'severity-count');
      // The words tell the same.
      count.ariaHidden = 'true';
      this.#counts.set(severity, count);
      this.#findings.append(icon(severity), count);
    }
    this.#size = way(size, '');
    this.#lastGood = button('way', goToProblem, icon('history'), l10n.t('Last good render'));
    setTitle(this.#lastGood, l10n.t('Go to what stops the render'));
    setTitle(this.#reading, l10n.t('What is shown may change until all files are read'));
    this.element.append(toInput, this.#findings, this.#lastGood, this.#size, this.#reading, this.#follows);
  }

  show(message: RenderMessage): void {
    for (const [severity, count] of this.#counts)
      setText(count, counted.format(countOfSeverity(message, severity)));
    const words = countInWords(message);
    this.#lastGood.hidden = message.problem === null;
    this.#reading.hidden = !message.isReading;
    // What is found is known once all are read.
    this.#findings.hidden = message.isReading;
    setText(this.#words, words);
    setTitle(this.#findings, words);
    setTitle(
      this.#size,
      message.isAlone ? l10n.t('Size of the template') : l10n.t('Size of the whole prompt'),
    );
    setText(this.#follows, lockInWords(message));
  }

  showSize(size: string): void {
    setText(this.#size, size);
  }
}

function lockInWords({ isLocked, isAlone }: RenderMessage): string {
  if (!isLocked) return l10n.t('Follows the active editor');
  return isAlone ? l10n.t('Locked to this template') : l10n.t('Locked to this bundle');
}
