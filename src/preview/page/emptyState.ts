import type { PageMessage } from '../protocol.js';
import { button, element, setText } from '../../webview/page/dom.js';

/** Stands where the prompt would, and says what to do next. */
export class EmptyState {
  readonly element: HTMLElement;
  readonly #title = element('h2');
  readonly #next = element('p');
  readonly #sample: HTMLButtonElement;
  readonly #problem: HTMLButtonElement;

  constructor(post: (message: PageMessage) => void) {
    this.#sample = button(
      'primary',
      () => {
        post({ type: 'createSample' });
      },
      'Create sample',
    );
    this.#problem = button(
      'primary',
      () => {
        post({ type: 'openProblem', index: 0 });
      },
      'Go to the problem',
    );
    this.element = element(
      'div',
      'empty-state',
      this.#title,
      this.#next,
      element('div', 'actions', this.#sample, this.#problem),
    );
    this.element.hidden = true;
  }

  /** `hasPlace` tells whether the problem is one that can be gone to. */
  show(state: 'no bundle' | 'problem' | 'waiting' | 'none', hasPlace = false): void {
    this.element.hidden = state === 'none';
    const [title, next] = WORDS[state];
    setText(this.#title, title);
    setText(this.#next, next);
    this.#sample.hidden = state !== 'no bundle';
    this.#problem.hidden = !hasPlace;
  }
}

const WORDS = {
  'no bundle': [
    'No bundle to show',
    'Open a *.prompt-bundle file and its prompt appears here. Or start with a sample: a bundle, its templates and three inputs.',
  ],
  problem: ['Nothing rendered yet', 'The prompt appears here once the problem above is solved.'],
  waiting: ['Nothing rendered yet', 'The prompt appears here as soon as the bundle renders.'],
  none: ['', ''],
} as const;
