import * as l10n from '@vscode/l10n';
import type { PageMessage } from '../protocol.js';
import { button, element, setText } from '../../webview/page/dom.js';

type State = 'no bundle' | 'problem' | 'waiting' | 'none';

/** Stands where the prompt would, and says what to do next. */
export class EmptyState {
  readonly element: HTMLElement;
  readonly #title = element('h2');
  readonly #next = element('p');
  readonly #begin: readonly [own: HTMLButtonElement, sample: HTMLButtonElement];
  readonly #problem: HTMLButtonElement;

  constructor(post: (message: PageMessage) => void) {
    const command = (style: 'primary' | 'secondary', type: 'newBundle' | 'createSample', label: string) =>
      button(
        style,
        () => {
          post({ type });
        },
        label,
      );
    this.#begin = [
      command('primary', 'newBundle', l10n.t('New prompt bundle…')),
      command('secondary', 'createSample', l10n.t('Create sample')),
    ];
    this.#problem = button(
      'primary',
      () => {
        post({ type: 'openProblem', index: 0 });
      },
      l10n.t('Go to the problem'),
    );
    this.element = element(
      'div',
      'empty-state',
      this.#title,
      this.#next,
      element('div', 'actions', this.#begin[0], this.#begin[1], this.#problem),
    );
    this.element.hidden = true;
  }

  /** `hasPlace` tells whether the problem is one that can be gone to. */
  show(state: State, hasPlace = false): void {
    this.element.hidden = state === 'none';
    const [title, next] = wordsOf(state);
    setText(this.#title, title);
    setText(this.#next, next);
    for (const one of this.#begin) one.hidden = state !== 'no bundle';
    this.#problem.hidden = !hasPlace;
  }
}

function wordsOf(state: State): readonly [title: string, next: string] {
  switch (state) {
    case 'no bundle':
      return [
        l10n.t('No bundle to show'),
        l10n.t(
          'Open a bundle, a template or an input, and its prompt appears here. Or create a bundle of your own, or a sample: two versions of a bundle, its templates and three inputs.',
        ),
      ];
    case 'problem':
      return [
        l10n.t('Nothing rendered yet'),
        l10n.t('The prompt appears here once the problem above is solved.'),
      ];
    case 'waiting':
      return [
        l10n.t('Nothing rendered yet'),
        l10n.t('The prompt appears here as soon as the bundle renders.'),
      ];
    case 'none':
      return ['', ''];
  }
}
