import { Announcer } from '../../webview/page/announcer.js';
import { button, element, icon, setMessage, setText, setTitle } from '../../webview/page/dom.js';
import { DropDown } from '../../webview/page/dropDown.js';
import { Notice } from '../../webview/page/notice.js';
import type { PageMessage, VersionsMessage } from '../protocol.js';
import { ChosenPair } from './chosenPair.js';
import { DraftGroup } from './draftGroup.js';
import { Neighbours } from './neighbours.js';
import { stateOf } from './stateLine.js';
import { VersionTable } from './versionTable.js';

/** The whole comparison. It is built once and patched from then on, so that scroll, selection and focus stay. */
export class Page {
  readonly notice = new Notice();
  readonly #announcer = new Announcer();
  readonly #title = element('h1');
  readonly #input: DropDown;
  readonly #copy: HTMLButtonElement;
  readonly #warning = element('p', 'warning-line', icon('warning'), element('span'));
  readonly #state = element('p', 'state-line');
  readonly #chosen: ChosenPair;
  readonly #table: VersionTable;
  readonly #legend = element(
    'p',
    'legend',
    'In a column, the same letter is the same hash, and = is the same as in the row above.',
  );
  readonly #neighbours: Neighbours;
  readonly #draft: DraftGroup;
  readonly #top: HTMLElement;
  readonly #main: HTMLElement;
  #isShown = false;

  constructor(post: (message: PageMessage) => void) {
    this.#input = new DropDown('input', 'Input', (input) => {
      post({ type: 'selectInput', input });
    });
    this.#copy = button(
      'secondary',
      () => {
        post({ type: 'copyMarkdown', onlyChosen: false });
      },
      icon('copy'),
      'Copy as Markdown',
    );
    setTitle(this.#copy, 'The table and its sentences, for a pull request');
    this.#chosen = new ChosenPair(post);
    this.#table = new VersionTable(post);
    this.#neighbours = new Neighbours(post);
    this.#draft = new DraftGroup(post);
    this.#top = element('header', 'top', this.#title, this.#input.element, this.#copy);
    this.#main = element(
      'main',
      '',
      this.#warning,
      this.#state,
      this.#chosen.element,
      element('div', '', this.#table.element, this.#legend),
      this.#neighbours.element,
      this.#draft.element,
    );
    for (const part of [this.#top, this.#main]) part.hidden = true;
  }

  /** Puts the page into `parent`. */
  mount(parent: HTMLElement): void {
    parent.append(this.#top, this.#main, this.notice.element, this.#announcer.element);
  }

  show(message: VersionsMessage): void {
    const { state, inputs, rows, warning } = message;
    const before = this.#chosen.words;
    for (const part of [this.#top, this.#main]) part.hidden = false;
    setText(this.#title, state.bundleId);
    setTitle(this.#title, state.bundleId);
    this.#input.show(inputs);
    this.#copy.hidden = rows.length === 0;
    this.#warning.hidden = warning === null;
    setMessage(this.#warning.lastElementChild as HTMLElement, warning ?? '');
    setText(this.#state, stateOf(message));
    this.#chosen.show(message);
    this.#table.show(message);
    this.#legend.hidden = rows.length < 2;
    this.#neighbours.show(message);
    this.#draft.show(message);
    if (this.#isShown && this.#chosen.words !== before) this.#announcer.later('chosen', this.#chosen.words);
    if (this.#isShown) this.#announcer.later('warning', warning ?? '');
    this.#isShown = true;
  }
}
