import * as l10n from '@vscode/l10n';
import type { Slot } from '../../core/model/slots.js';
import { counted } from '../../webview/page/l10n.js';
import type { Announcer } from '../../webview/page/announcer.js';
import type { AgesMessage, PageMessage } from '../protocol.js';
import { sharedEnd, sharedStart } from '../runs.js';
import { ageScheme, LEVELS, type AgedSentence, type AgeScheme } from './ageScheme.js';
import { AgesBar } from './agesBar.js';
import type { Marks } from './marks.js';
import type { PromptPlace } from './pointing.js';
import type { Prompt } from './prompt.js';
import { revealMark } from './reveal.js';
import type { PageState } from './state.js';

/** How much of a sentence is read out. */
const READ_OUT = 200;
const NOTHING: AgeScheme = { sentences: [], levels: new Map() };

/** The view by age: the sentences of the prompt marked by when they were changed last, from the newest to the oldest. */
export class Ages {
  readonly #bar: AgesBar;
  #isShown: boolean;
  #scheme = NOTHING;
  #note = '';
  /** The texts of the parts as their sentences are placed in them. */
  #texts = new Map<Slot, string>();
  #current: AgedSentence | undefined;

  /** `turned` is told when the ages are shown, or not any more, by other ways than the button. */
  constructor(
    private readonly prompt: Prompt,
    private readonly marks: Marks,
    private readonly announcer: Announcer,
    private readonly state: PageState,
    private readonly post: (message: PageMessage) => void,
    turned: (isShown: boolean) => void,
  ) {
    this.#bar = new AgesBar(
      (by) => {
        this.go(by);
      },
      (level) => {
        this.#goToLevel(level);
      },
      () => {
        this.toggle(false);
        turned(false);
      },
    );
    this.#isShown = state.comfort.showsAges;
    this.#showBar();
  }

  get element(): HTMLElement {
    return this.#bar.element;
  }

  toggle(isShown: boolean): void {
    this.#isShown = isShown;
    this.#scheme = NOTHING;
    this.#note = '';
    this.#current = undefined;
    this.state.keep({ showsAges: isShown });
    this.#showBar();
    this.#mark();
    this.post({ type: 'showAges', isShown });
  }

  /** Asks the host for the ages, if they were shown when the page was left. */
  resume(): void {
    if (this.#isShown) this.post({ type: 'showAges', isShown: true });
  }

  /** The host needs time. */
  showWaiting(): void {
    if (this.#isShown) this.#bar.showWaiting();
  }

  /** The host's answer. */
  show(message: AgesMessage): void {
    if (!this.#isShown) return;
    const current = this.#current;
    this.#scheme = ageScheme(message, Date.now());
    this.#note = message.note;
    this.#texts = new Map(this.prompt.parts.map(([slot, { text }]) => [slot, text.text]));
    this.#current = this.#scheme.sentences.find(
      ({ slot, start }) => slot === current?.slot && start === current.start,
    );
    this.#showBar();
    this.#mark();
  }

  /** The prompt shows another render: sentences stay where they are but for those that were edited, until they are told anew. */
  refresh(): void {
    if (!this.#isShown) return;
    const parts = new Map(this.prompt.parts.map(([slot, { text }]) => [slot, text.text]));
    const isSame =
      parts.size === this.#texts.size && [...parts].every(([slot, text]) => this.#texts.get(slot) === text);
    if (isSame) return;
    const sentences = this.#scheme.sentences.flatMap((sentence) => {
      const [was, is] = [this.#texts.get(sentence.slot), parts.get(sentence.slot)];
      return was === undefined || is === undefined ? [] : (moved(sentence, was, is) ?? []);
    });
    this.#scheme = { ...this.#scheme, sentences };
    this.#texts = parts;
    this.#current = undefined;
    this.#mark();
  }

  /** The age of the text at a place in words; none where ages are not shown. */
  wordsAt({ slot, offset }: PromptPlace): string {
    return this.#shown.find((one) => one.slot === slot && offset < one.end)?.words ?? '';
  }

  /** Goes to the next older sentence, or to the next newer one. */
  go(by: -1 | 1): void {
    const ordered = this.#ordered;
    const at = this.#current ? ordered.indexOf(this.#current) : -1;
    const next = at < 0 && by < 0 ? ordered.length - 1 : (at + by + ordered.length) % ordered.length;
    this.#goTo(ordered[next]);
  }

  get #shown(): readonly AgedSentence[] {
    return this.#scheme.sentences;
  }

  /** The sentences of known ages, the newest first. */
  get #ordered(): readonly AgedSentence[] {
    return this.#shown
      .filter(({ level }) => level !== undefined)
      .sort((one, other) => (one.rank === other.rank ? 0 : other.rank - one.rank));
  }

  /** Goes to the sentence of an age that comes after the one that is shown. */
  #goToLevel(level: number): void {
    const own = this.#ordered.filter((sentence) => sentence.level === level);
    const at = this.#current ? own.indexOf(this.#current) : -1;
    this.#goTo(own[(at + 1) % own.length]);
  }

  #goTo(sentence: AgedSentence | undefined): void {
    if (!sentence) return;
    this.#current = sentence;
    this.#markCurrent();
    revealMark(this.prompt, sentence);
    const { slot, start, end, words } = sentence;
    const text = this.prompt.textOf(slot)?.text.slice(start, Math.min(end, start + READ_OUT)) ?? '';
    const ordered = this.#ordered;
    this.announcer.now(
      l10n.t({
        message: 'Sentence {0} of {1}, {2}: “{3}”. {4}',
        args: [
          counted.format(ordered.indexOf(sentence) + 1),
          counted.format(ordered.length),
          this.prompt.nameOf(slot),
          text,
          words,
        ],
        comment: ['{2} is a part of the prompt, {3} the sentence, {4} since when it is there'],
      }),
    );
  }

  #showBar(): void {
    this.#bar.element.hidden = !this.#isShown;
    const legend = Array.from(this.#scheme.levels, ([level, words]) => ({
      level,
      words,
      sentences: this.#shown.filter((sentence) => sentence.level === level).length,
    }));
    const [newest] = this.#ordered;
    this.#bar.show(legend, newest ? newestInWords(newest, this.#note) : this.#note);
  }

  #mark(): void {
    this.prompt.element.classList.toggle('by-age', this.#isShown);
    for (let level = 0; level < LEVELS; level++)
      this.marks.show(
        `age-${level as 0 | 1 | 2 | 3 | 4 | 5}`,
        this.#shown.filter((sentence) => sentence.level === level),
      );
    this.#markCurrent();
  }

  #markCurrent(): void {
    const current = this.#current;
    this.marks.show('current-age', current ? [current] : []);
    const ordered = this.#ordered;
    this.#bar.showCurrent(current ? ordered.indexOf(current) : -1, ordered.length);
  }
}

function newestInWords({ words }: AgedSentence, note: string): string {
  return note === '' ? l10n.t('Newest: {0}', words) : l10n.t('Newest: {0}. {1}', words, note);
}

/** A sentence of a text where another text has it; `undefined` where that changed it. */
function moved(sentence: AgedSentence, was: string, is: string): AgedSentence | undefined {
  const start = sharedStart(was, is);
  if (sentence.end <= start) return sentence;
  if (sentence.start < was.length - sharedEnd(was, is, start)) return undefined;
  const by = is.length - was.length;
  return { ...sentence, start: sentence.start + by, end: sentence.end + by };
}
