import type { NamedHash, PageMessage, RenderMessage } from '../protocol.js';
import { element } from './dom.js';
import { EmptyState } from './emptyState.js';
import { Hashes } from './hashes.js';
import { Header } from './header.js';
import { Notice } from './notice.js';
import { ProblemBanner } from './problem.js';
import { Prompt } from './prompt.js';

/** The whole preview. It is built once and patched from then on, so that scroll, selection and focus stay. */
export class Page {
  readonly prompt: Prompt;
  readonly notice = new Notice();
  readonly #header: Header;
  readonly #hashes: Hashes;
  readonly #problem: ProblemBanner;
  readonly #empty = new EmptyState();
  readonly #main: HTMLElement;
  readonly #top: HTMLElement;

  #bundleId: string | null = null;
  /** What the render in the page was made with, in words, and its hashes. */
  #lastGood = '';
  #lastHashes: readonly NamedHash[] = [];

  constructor(private readonly post: (message: PageMessage) => void) {
    this.#header = new Header(post);
    this.#hashes = new Hashes(post);
    this.#problem = new ProblemBanner(post);
    this.prompt = new Prompt(post);
    this.#main = element('main', '', this.prompt.element, this.#empty.element);
    this.#top = element('header', 'top', this.#header.element, this.#hashes.element, this.#problem.element);
    this.#top.hidden = true;
  }

  /** Puts the page into `parent`. */
  mount(parent: HTMLElement): void {
    parent.append(this.#top, this.#main, this.notice.element);
    new ResizeObserver(() => {
      document.documentElement.style.setProperty('--top', `${this.#top.offsetHeight}px`);
    }).observe(this.#top);
  }

  show(message: RenderMessage): void {
    const { bundleId, problem } = message;
    // The last good render belongs to its bundle: another bundle's problem never stands above it.
    if (bundleId === null || bundleId !== this.#bundleId) {
      this.prompt.clear();
      this.#lastHashes = [];
    }
    this.#bundleId = bundleId;
    this.#header.show(message);
    // A patch for a text that the page does not have: the host sends all anew.
    if (!this.prompt.show(bundleId === null ? [] : message.sections)) this.post({ type: 'ready' });
    if (problem === null) [this.#lastGood, this.#lastHashes] = [this.#header.chosen, message.hashes];

    const isOld = problem !== null && !this.prompt.isEmpty;
    this.#hashes.show(isOld ? this.#lastHashes : message.hashes, isOld);
    this.#problem.show(problem, isOld ? this.#lastGood : null);
    this.#main.classList.toggle('old', isOld);
    if (this.prompt.isEmpty)
      this.#empty.show(bundleId === null ? 'no bundle' : problem ? 'problem' : 'waiting');
    else this.#empty.show('none');
    this.#top.hidden = false;
  }
}
