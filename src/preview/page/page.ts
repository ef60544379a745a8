import type {
  AgesMessage,
  BaselineMessage,
  FixesMessage,
  HighlightMessage,
  LocatedMessage,
  LookingBackMessage,
  PageMessage,
  RenderMessage,
  SinceMessage,
} from '../protocol.js';
import { Ages } from './ages.js';
import { AloneNote } from './aloneNote.js';
import { Announcer } from '../../webview/page/announcer.js';
import { Changes } from './changes.js';
import { changesInWords } from './changesInWords.js';
import { element } from '../../webview/page/dom.js';
import { describeForMenu } from './contextMenu.js';
import { EmptyState } from './emptyState.js';
import { Hashes } from './hashes.js';
import { Header } from './header.js';
import { LastGood } from './lastGood.js';
import { Marks } from './marks.js';
import { Notice } from '../../webview/page/notice.js';
import type { PromptPlace } from './pointing.js';
import { ProblemBanner } from './problem.js';
import { Prompt } from './prompt.js';
import { Provenance } from './provenance.js';
import { Reading } from './reading.js';
import { isInSight, revealMark, revealPart } from './reveal.js';
import { SideColumn } from './sideColumn.js';
import { SinceNote } from './sinceNote.js';
import type { PageState } from './state.js';
import { WhiteSpace } from './whiteSpace.js';

/** The whole preview. It is built once and patched from then on, so that scroll, selection and focus stay. */
export class Page {
  readonly prompt: Prompt;
  readonly notice = new Notice();
  readonly #announcer = new Announcer();
  readonly #marks: Marks;
  readonly #changes: Changes;
  readonly #ages: Ages;
  readonly #since: SinceNote;
  readonly #header: Header;
  readonly #hashes: Hashes;
  readonly #problem: ProblemBanner;
  readonly #lastGoodLine = new LastGood();
  readonly #alone: AloneNote;
  readonly #empty: EmptyState;
  readonly #side: SideColumn;
  readonly #provenance: Provenance;
  readonly #reading: Reading;
  readonly #whiteSpace: WhiteSpace;
  readonly #main: HTMLElement;
  readonly #top: HTMLElement;
  readonly #columns: HTMLElement;

  #shown: RenderMessage | undefined;
  /** What the render in the page was made with, in words. */
  #lastGood = '';

  constructor(
    private readonly post: (message: PageMessage) => void,
    state: PageState,
  ) {
    this.prompt = new Prompt(post);
    this.#marks = new Marks(this.prompt);
    this.#changes = new Changes(this.prompt, this.#marks, this.#announcer, state, post);
    this.#ages = new Ages(this.prompt, this.#marks, this.#announcer, state, post, (isShown) => {
      this.#header.showToggles({ ...state.comfort, showsAges: isShown });
    });
    this.#since = new SinceNote(this.prompt, this.#marks, post);
    this.#whiteSpace = new WhiteSpace(this.prompt);
    this.#problem = new ProblemBanner(post, (field) => {
      // What was edited here stands in no file.
      if (!this.#shown?.input?.isDraft) return false;
      this.#side.input.fillIn(field);
      return true;
    });
    const goToProblem = (): void => {
      this.#problem.reveal();
    };
    const goToState = (): void => {
      if (this.#shown?.problem) goToProblem();
      else this.#side.goToFindings();
    };
    this.#header = new Header(
      post,
      {
        whiteSpace: (showsWhiteSpace) => {
          this.#whiteSpace.toggle(showsWhiteSpace);
          state.keep({ showsWhiteSpace });
        },
        changes: (showsChanges) => {
          this.#changes.toggle(showsChanges);
        },
        ages: (showsAges) => {
          this.#ages.toggle(showsAges);
        },
      },
      goToState,
    );
    this.#whiteSpace.toggle(state.comfort.showsWhiteSpace);
    this.#header.showToggles(state.comfort);
    this.#hashes = new Hashes(state, post);
    this.#alone = new AloneNote(post);
    this.#empty = new EmptyState(post);
    this.#side = new SideColumn(this.prompt, this.#marks, state, post, goToProblem);
    const fillIn = (placeholder: string): void => {
      this.#side.input.fillIn(placeholder);
    };
    const ageAt = (place: PromptPlace): string => this.#ages.wordsAt(place);
    this.#provenance = new Provenance(this.prompt, this.#marks, post, fillIn, ageAt);
    this.#reading = new Reading(
      this.prompt,
      this.#marks,
      this.#provenance.tip,
      this.#announcer,
      post,
      fillIn,
      ageAt,
    );
    this.#main = element('main', '', this.#lastGoodLine.element, this.prompt.element, this.#empty.element);
    this.#columns = element('div', 'columns', this.#main, this.#side.element);
    this.#top = element(
      'header',
      'top',
      this.#header.element,
      this.#hashes.element,
      this.#alone.element,
      this.#problem.element,
      this.#changes.element,
      this.#ages.element,
    );
    describeForMenu(this.prompt, post);
    for (const part of [this.#top, this.#side.element, this.#side.statusBar.element]) part.hidden = true;
  }

  /** Puts the page into `parent`. */
  mount(parent: HTMLElement): void {
    const foot = this.#side.statusBar.element;
    parent.append(
      this.#top,
      this.#columns,
      foot,
      this.#provenance.tip.element,
      this.#since.element,
      this.notice.element,
      this.#announcer.element,
    );
    for (const [name, bar] of [
      ['--top', this.#top],
      ['--line-height', this.#header.line.element],
      ['--changes', this.#changes.element],
      ['--ages', this.#ages.element],
      ['--last-good', this.#lastGoodLine.element],
      ['--foot', foot],
    ] as const)
      new ResizeObserver(() => {
        document.documentElement.style.setProperty(name, `${bar.offsetHeight}px`);
      }).observe(bar);
  }

  show(message: RenderMessage): void {
    const { bundleId, problem } = message;
    const isSame = this.#shown?.bundleId === bundleId && this.#shown.isAlone === message.isAlone;
    const before = isSame ? this.#shown : undefined;
    // The last good render belongs to its bundle: another bundle's problem never stands above it.
    if (bundleId === null || !before) this.prompt.clear();
    this.#shown = message;
    this.#header.show(message);
    if (message.sections.length > 0 || message.mapVersion !== before?.mapVersion) {
      this.#provenance.hide();
      this.#since.hide();
    }
    // A patch for a text that the page does not have: the host sends all anew.
    if (!this.prompt.show(bundleId === null ? [] : message.sections, message.isAlone))
      this.post({ type: 'ready' });
    if (problem === null) this.#lastGood = this.#header.chosen;

    this.#changes.refresh(message);
    this.#ages.refresh();
    const { isEmpty } = this.prompt;
    const isOld = problem !== null && !isEmpty;
    this.#alone.show(message.isAlone);
    this.#hashes.show(message.hashes, message.baseline, isOld);
    this.#problem.show(problem);
    this.#lastGoodLine.show(isOld ? this.#lastGood : null);
    this.#main.classList.toggle('old', isOld);
    this.#side.show(message);
    this.#provenance.setFindings(message.findings);
    this.#whiteSpace.refresh();
    if (isEmpty)
      this.#empty.show(
        bundleId === null ? 'no bundle' : problem ? 'problem' : 'waiting',
        (problem?.details.length ?? 0) > 0,
      );
    else this.#empty.show('none');
    this.#top.hidden = false;
    for (const [topic, words] of changesInWords(before, message)) this.#announcer.later(topic, words);
  }

  /** Marks what the cursor of an editor became, with its line, and shows it while nobody is busy in the page. */
  highlight({ marks, section }: HighlightMessage): void {
    this.#marks.show('cursor', marks);
    // A character alone is hard to see; what is selected speaks for itself.
    const small = marks.filter(({ start, end }) => end - start <= 1);
    this.#marks.show(
      'cursor-line',
      small.map(({ slot, start, end }) => ({
        slot,
        ...(this.prompt.textOf(slot)?.lineAt(start) ?? { start, end }),
      })),
    );
    const [first] = marks;
    if (document.hasFocus()) return;
    if (!first) {
      if (section) revealPart(this.prompt, section);
      return;
    }
    const ranges = marks.flatMap((mark) => this.prompt.rangeOf(mark) ?? []);
    if (!ranges.some(isInSight)) revealMark(this.prompt, first);
  }

  /** The texts that changes are counted from. */
  setBaseline(message: BaselineMessage): void {
    this.#changes.setBaseline(message);
    this.#whiteSpace.refresh();
  }

  /** Asks the host for what was shown besides the prompt when the page was left. */
  resume(): void {
    this.#changes.resume();
    this.#ages.resume();
  }

  /** Asks since when the sentence is there where the reader is. */
  askSince(): void {
    const { place } = this.#reading;
    if (place) this.post({ type: 'sinceWhen', ...place });
  }

  /** The host's answer: since when a sentence is there. */
  showSince(message: SinceMessage): void {
    this.#provenance.hide();
    this.#since.show(message);
  }

  /** The host's answer: since when each sentence is there. */
  showAges(message: AgesMessage): void {
    this.#ages.show(message);
  }

  /** An answer is on its way: about a sentence, or about all of them. */
  showLookingBack({ mark }: LookingBackMessage): void {
    if (mark) this.#since.showWaiting(mark);
    else this.#ages.showWaiting();
  }

  /** The host's answer: what can be done about a finding. */
  showFixes(message: FixesMessage): void {
    this.#side.showFixes(message);
  }

  located(message: LocatedMessage): void {
    this.#provenance.located(message);
    this.#reading.located(message);
  }
}
