import * as l10n from '@vscode/l10n';
import type { Slot } from '../../core/model/slots.js';
import type { WordChange } from '../../core/versions/wordDiff.js';
import type { Announcer } from '../../webview/page/announcer.js';
import { counted } from '../../webview/page/l10n.js';
import type { BaselineMessage, PageMessage, RenderMessage } from '../protocol.js';
import { removedWords } from './changedRuns.js';
import { ChangesBar } from './changesBar.js';
import { countWords } from './countWords.js';
import type { Marks } from './marks.js';
import type { PartText } from './partText.js';
import type { Prompt } from './prompt.js';
import { revealBoxes, revealMark } from './reveal.js';
import type { PageState } from './state.js';

/** A comparison that took longer waits from then on until typing pauses. */
const SLOW_MS = 40;
const PAUSE_MS = 300;
/** How much of a change is read out. */
const READ_OUT = 200;

interface FoundChange {
  readonly slot: Slot;
  readonly change: WordChange;
  readonly removed: string;
  readonly added: string;
}

/**
 * What changed in the prompt since another render, marked in its text as track changes do: what was added is underlined, what
 * was removed stands struck through where it stood, and is no part of the text.
 */
export class Changes {
  readonly #bar: ChangesBar;
  #isShown: boolean;
  #baseline: BaselineMessage | undefined;
  #found: readonly FoundChange[] = [];
  #current = -1;
  #isSlow = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What each part was compared with last. */
  readonly #compared = new Map<Slot, { readonly part: PartText; readonly after: string }>();

  constructor(
    private readonly prompt: Prompt,
    private readonly marks: Marks,
    private readonly announcer: Announcer,
    private readonly state: PageState,
    private readonly post: (message: PageMessage) => void,
  ) {
    this.#bar = new ChangesBar(
      (baseline) => {
        post({ type: 'chooseBaseline', baseline });
      },
      (by) => {
        this.go(by);
      },
    );
    this.#isShown = state.comfort.showsChanges;
    this.#bar.element.hidden = !this.#isShown;
    document.addEventListener('keydown', (event) => {
      if (!this.#isShown || event.key !== 'F5' || !event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.go(event.shiftKey ? -1 : 1);
    });
  }

  /** The bar above the prompt, there while changes are shown. */
  get element(): HTMLElement {
    return this.#bar.element;
  }

  toggle(isShown: boolean): void {
    this.#isShown = isShown;
    this.#bar.element.hidden = !isShown;
    this.state.keep({ showsChanges: isShown });
    this.#baseline = undefined;
    this.#current = -1;
    this.#compare();
    this.post({ type: 'showChanges', isShown });
  }

  /** Asks the host for what to compare with, if changes were shown when the page was left. */
  resume(): void {
    if (this.#isShown) this.post({ type: 'showChanges', isShown: true });
  }

  /** The host's answer: the texts that changes are counted from. */
  setBaseline(message: BaselineMessage): void {
    this.#baseline = message;
    this.#compare();
  }

  /** The prompt shows another render. */
  refresh({ baselines }: RenderMessage): void {
    this.#bar.showBaselines(baselines);
    if (!this.#isShown) return;
    if (this.#isSlow) {
      this.#collect();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#compare();
      }, PAUSE_MS);
    } else this.#compare();
  }

  /** Goes to the next change, or to the one before. */
  go(by: -1 | 1): void {
    const { length } = this.#found;
    if (length === 0) return;
    const from = this.#current < 0 && by < 0 ? 0 : this.#current;
    this.#current = (from + by + length) % length;
    this.#showCurrent();
    const found = this.#found[this.#current];
    if (!found) return;
    const removal = this.#removalOf(found);
    if (found.added.trim() !== '') revealMark(this.prompt, { slot: found.slot, ...found.change.after });
    else if (removal) revealBoxes(removal);
    this.announcer.now(
      l10n.t({
        message: 'Change {0} of {1}, {2}: {3}',
        args: [
          counted.format(this.#current + 1),
          counted.format(length),
          this.prompt.nameOf(found.slot),
          inWords(found),
        ],
        comment: ['{2} is a part of the prompt, {3} a sentence'],
      }),
    );
  }

  #compare(): void {
    clearTimeout(this.#timer);
    const start = performance.now();
    let isShownAnew = false;
    const texts = this.#isShown ? this.#baseline?.texts : undefined;
    for (const [slot, { text: part }] of this.prompt.parts) {
      const before = texts?.[slot];
      const last = this.#compared.get(slot);
      if (last?.part === part && part.before === before && last.after === part.text) continue;
      part.compareWith(before);
      isShownAnew = true;
      this.#compared.set(slot, { part, after: part.text });
    }
    if (isShownAnew) this.marks.refresh();
    this.#isSlow = performance.now() - start > SLOW_MS;
    this.#collect();
  }

  #collect(): void {
    this.#found = this.prompt.parts.flatMap(([slot, { text: part }]) =>
      part.compared.changes.map((change) => ({
        slot,
        change,
        removed: part.before?.slice(change.before.start, change.before.end) ?? '',
        added: part.text.slice(change.after.start, change.after.end),
      })),
    );
    this.#current = Math.min(this.#current, this.#found.length - 1);
    this.marks.show(
      'added',
      this.#found
        .map(({ slot, change }) => ({ slot, ...change.after }))
        .filter(({ start, end }) => end > start),
    );
    this.#showCurrent();
    if (!this.#isShown) return;
    const count = (side: 'added' | 'removed'): number =>
      this.#found.reduce((sum, found) => sum + (found[side] === '' ? 0 : countWords(found[side])), 0);
    this.#bar.showCounts({
      changes: this.#found.length,
      added: count('added'),
      removed: count('removed'),
      isRough: this.prompt.parts.some(([, { text }]) => text.compared.isRough),
      problem: this.#baseline?.problem ?? '',
      isKnown: this.#baseline !== undefined,
    });
  }

  #showCurrent(): void {
    const found = this.#found[this.#current];
    for (const shown of this.prompt.element.querySelectorAll('.current-removal'))
      shown.classList.remove('current-removal');
    this.marks.show(
      'current-change',
      found && found.added !== '' ? [{ slot: found.slot, ...found.change.after }] : [],
    );
    if (found) this.#removalOf(found)?.classList.add('current-removal');
    this.#bar.showCurrent(this.#current, this.#found.length);
  }

  /** What shows the removed words of a change, or the sign for its added blanks. */
  #removalOf({ slot, change, removed }: FoundChange): Element | undefined {
    const part = this.prompt.textOf(slot);
    if (!part) return undefined;
    const isEarlier = ({ before, after }: WordChange): boolean =>
      after.start < change.after.start && before.start < before.end;
    if (removed !== '')
      return part.element.querySelectorAll('del')[part.compared.changes.filter(isEarlier).length];
    return [...part.element.querySelectorAll('ins')].find(
      (sign) => sign.firstChild && part.offsetOf(sign.firstChild, 0) === change.after.start,
    );
  }
}

function inWords({ removed, added }: FoundChange): string {
  const was = removedWords(removed.slice(0, READ_OUT));
  const is = removedWords(added.slice(0, READ_OUT));
  if (removed === '') return l10n.t('“{0}” was added.', is);
  return added === '' ? l10n.t('“{0}” was removed.', was) : l10n.t('“{0}” became “{1}”.', was, is);
}
