import { element, setText } from './dom.js';

/** Stands where the prompt would, and says what to do next. */
export class EmptyState {
  readonly element: HTMLElement;
  readonly #title = element('h2');
  readonly #next = element('p');

  constructor() {
    this.element = element('div', 'empty-state', this.#title, this.#next);
    this.element.hidden = true;
  }

  show(state: 'no bundle' | 'problem' | 'waiting' | 'none'): void {
    this.element.hidden = state === 'none';
    const [title, next] = WORDS[state];
    setText(this.#title, title);
    setText(this.#next, next);
  }
}

const WORDS = {
  'no bundle': [
    'No bundle to show',
    'Open a *.prompt-bundle file, or create the sample with the command "Prompt Bundles: Create Sample".',
  ],
  problem: [
    'Nothing rendered yet',
    'The prompt appears here once the problem above is solved. Select a place in the list to go there.',
  ],
  waiting: ['Nothing rendered yet', 'The prompt appears here as soon as the bundle renders.'],
  none: ['', ''],
} as const;
