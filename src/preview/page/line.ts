import * as l10n from '@vscode/l10n';
import type { PageMessage, RenderMessage } from '../protocol.js';
import {
  button,
  element,
  icon,
  setDisabled,
  setIcon,
  setLabel,
  setSpokenLabel,
  setText,
  setTitle,
} from '../../webview/page/dom.js';
import { counted } from '../../webview/page/l10n.js';
import { countInWords, countOfSeverity } from './findingCounts.js';

/**
 * The line that stays in sight at every width: what is shown, what is wrong with it, its hash, and the button that copies
 * the prompt. In a large window the head around it stays too, and what that tells anyway is left out here (see line.css).
 */
export class Line {
  readonly element: HTMLElement;
  readonly #title = element('h1');
  readonly #version = element('span', 'line-version');
  readonly #icon = icon('check');
  readonly #count = element('span', 'line-count');
  readonly #state: HTMLButtonElement;
  readonly #digits = element('span', 'value');
  readonly #hash: HTMLButtonElement;
  readonly #copy: HTMLButtonElement;

  /** `goToState` leads to what tells more about the state: the problem, or the findings. */
  constructor(post: (message: PageMessage) => void, goToState: () => void) {
    this.#count.ariaHidden = 'true';
    this.#state = button('way line-state', goToState, this.#icon, this.#count);
    this.#hash = button(
      'hash line-hash',
      () => {
        post({ type: 'copyHash', name: 'prompt_hash' });
      },
      this.#digits,
    );
    this.#copy = button(
      'primary',
      () => {
        post({ type: 'copyPrompt' });
      },
      icon('copy'),
      element('span', 'line-copy-whole', l10n.t('Copy prompt')),
      element('span', 'line-copy-short', l10n.t('Copy')),
    );
    setSpokenLabel(this.#copy, l10n.t('Copy prompt'));
    this.element = element('div', 'line', this.#title, this.#version, this.#state, this.#hash, this.#copy);
  }

  /** `chosenVersion` is the version in the words of its drop-down. */
  show(message: RenderMessage, chosenVersion: string): void {
    const { bundleId, problem, hashes, isAlone } = message;
    setText(this.#title, bundleId ?? l10n.t('Prompt preview'));
    setTitle(this.#title, bundleId ?? '');
    setText(this.#version, bundleId === null ? '' : chosenVersion);
    setTitle(this.#version, chosenVersion);
    // Whether anything is found is known once all files are read.
    this.#state.hidden = bundleId === null || message.isReading;
    this.#copy.hidden = bundleId === null || isAlone;
    this.#showState(message);
    const hash = hashes.find(({ name }) => name === 'prompt_hash')?.value ?? '';
    this.#hash.hidden = bundleId === null || hash === '';
    setText(this.#digits, hash.slice(0, 8));
    setDisabled(this.#hash, problem !== null);
    setSpokenLabel(this.#hash, l10n.t('Hash of the prompt {0}', hash.slice(0, 8)));
    setTitle(this.#hash, [
      `prompt_hash: ${hash}`,
      problem ? l10n.t('Belongs to the last good render') : l10n.t('Click to copy'),
    ]);
    setDisabled(this.#copy, problem !== null);
    setTitle(this.#copy, problem ? l10n.t('The newest text does not render. Fix the problem first.') : '');
  }

  #showState(message: RenderMessage): void {
    const severity = (['error', 'warning', 'information'] as const).find(
      (one) => countOfSeverity(message, one) > 0,
    );
    setIcon(this.#icon, severity ?? 'check');
    setText(this.#count, severity ? counted.format(countOfSeverity(message, severity)) : '');
    setLabel(this.#state, countInWords(message));
  }
}
