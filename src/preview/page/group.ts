import { appendAll, element, setText } from '../../webview/page/dom.js';
import type { PageState } from './state.js';

/** A part of the side column that opens and closes, and stays as the reader left it. */
export class Group {
  readonly element: HTMLDetailsElement;
  readonly #title = element('h2');
  readonly #note = element('span', 'group-note');

  /** `name` is what its state is kept by; `watch` is told whether it is open, now and on each change. */
  constructor(
    name: string,
    title: string,
    state: PageState,
    isOpenAtFirst: boolean,
    content: readonly Node[],
    watch: (isOpen: boolean) => void = () => undefined,
  ) {
    setText(this.#title, title);
    this.element = element(
      'details',
      `group group-${name}`,
      element('summary', '', this.#title, ' ', this.#note),
      appendAll(element('div', 'group-body'), content),
    );
    this.element.open = state.comfort.groups[name] ?? isOpenAtFirst;
    watch(this.element.open);
    this.element.addEventListener('toggle', () => {
      const { open } = this.element;
      if (open !== (state.comfort.groups[name] ?? isOpenAtFirst)) state.keepGroup(name, open);
      watch(open);
    });
  }

  get isOpen(): boolean {
    return this.element.open;
  }

  /** A few words beside the title. */
  note(words: string): void {
    setText(this.#note, words);
  }

  /** Opens the group and goes there. */
  reveal(): void {
    this.element.open = true;
    this.element.scrollIntoView({ block: 'nearest' });
    this.element.querySelector('summary')?.focus({ preventScroll: true });
  }
}
