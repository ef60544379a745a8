import { readSelection, type Selection } from '../protocol.js';

interface Store {
  getState(): unknown;
  setState(state: unknown): unknown;
}

/** What outlives the page when its tab is hidden or the window reloads: the selection, and how far it was scrolled. */
export class PageState {
  #state: Partial<Selection> & { scroll?: number };
  #restore: number;

  constructor(private readonly store: Store) {
    const stored = store.getState();
    const scroll = typeof stored === 'object' && stored !== null && 'scroll' in stored ? stored.scroll : 0;
    this.#restore = typeof scroll === 'number' && scroll > 0 ? scroll : 0;
    this.#state = { ...readSelection(stored), scroll: this.#restore };
    document.addEventListener('scrollend', () => {
      this.#save({ scroll: window.scrollY });
    });
  }

  remember(selection: Selection): void {
    this.#save(selection);
  }

  /** Once there is something to scroll, goes back to where the reader was, the first time only. */
  restoreScroll(): void {
    if (this.#restore > 0) window.scrollTo({ top: this.#restore, behavior: 'instant' });
    this.#restore = 0;
  }

  #save(change: Partial<Selection> & { scroll?: number }): void {
    this.#state = { ...this.#state, ...change };
    this.store.setState(this.#state);
  }
}
