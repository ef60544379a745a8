import type { Selection } from '../protocol.js';
import { readSelection } from '../readMessages.js';
import { ENCODINGS, type EncodingName } from '../../webview/encodings.js';

interface Store {
  getState(): unknown;
  setState(state: unknown): unknown;
}

/** How the reader set up the page. */
export interface Comfort {
  readonly scroll: number;
  /** Groups that were opened or closed, by name. */
  readonly groups: Readonly<Record<string, boolean>>;
  readonly showsWhiteSpace: boolean;
  readonly showsChanges: boolean;
  readonly showsAges: boolean;
  /** The one that the reader chose. */
  readonly encoding: EncodingName | undefined;
  /** What the bundle was called last. */
  readonly bundleName: string;
}

/** What outlives the page when its tab is hidden or the window reloads: the selection, and how the page was set up. */
export class PageState {
  #state: Partial<Selection> & Comfort;
  #restore: number;

  constructor(private readonly store: Store) {
    const stored = store.getState();
    this.#state = { ...readSelection(stored), ...readComfort(stored) };
    this.#restore = this.#state.scroll;
    document.addEventListener('scrollend', () => {
      this.keep({ scroll: window.scrollY });
    });
  }

  get comfort(): Comfort {
    return this.#state;
  }

  keep(change: Partial<Selection & Comfort>): void {
    this.#state = { ...this.#state, ...change };
    this.store.setState(this.#state);
  }

  keepGroup(name: string, isOpen: boolean): void {
    this.keep({ groups: { ...this.#state.groups, [name]: isOpen } });
  }

  /** Once there is something to scroll, goes back to where the reader was, the first time only. */
  restoreScroll(): void {
    if (this.#restore > 0) window.scrollTo({ top: this.#restore, behavior: 'instant' });
    this.#restore = 0;
  }
}

/** What was stored, as far as it is of the right form. */
function readComfort(stored: unknown): Comfort {
  const { scroll, groups, showsWhiteSpace, showsChanges, showsAges, encoding, bundleName } = (
    typeof stored === 'object' && stored !== null ? stored : {}
  ) as Partial<Record<keyof Comfort, unknown>>;
  return {
    scroll: typeof scroll === 'number' && scroll > 0 ? scroll : 0,
    groups: readGroups(groups),
    showsWhiteSpace: showsWhiteSpace === true,
    showsChanges: showsChanges === true,
    showsAges: showsAges === true,
    encoding: ENCODINGS.find((name) => name === encoding),
    bundleName: typeof bundleName === 'string' ? bundleName : '',
  };
}

function readGroups(stored: unknown): Record<string, boolean> {
  const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'),
  );
}
