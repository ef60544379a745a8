import * as l10n from '@vscode/l10n';
import { Announcer } from '../../webview/page/announcer.js';
import { button, element, icon, setMessage, setText, setTitle } from '../../webview/page/dom.js';
import { DropDown } from '../../webview/page/dropDown.js';
import { Notice } from '../../webview/page/notice.js';
import { encodingUsers, ENCODINGS, honesty, type EncodingName } from '../../webview/encodings.js';
import type { CountedTokens, PageMessage, PromptsMessage, VersionsMessage } from '../protocol.js';
import { ChosenPair } from './chosenPair.js';
import { DraftGroup } from './draftGroup.js';
import { LabelChoice } from './labelChoice.js';
import { Neighbours } from './neighbours.js';
import { stateOf } from './stateLine.js';
import { Tokens } from './tokens.js';
import { VersionTable } from './versionTable.js';

/** The whole comparison. It is built once and patched from then on, so that scroll, selection and focus stay. */
export class Page {
  readonly notice = new Notice();
  readonly #announcer = new Announcer();
  readonly #title = element('h1');
  readonly #input: DropDown;
  readonly #tokens: Tokens;
  readonly #encodings: DropDown;
  readonly #copy: HTMLButtonElement;
  readonly #warning = element('p', 'warning-line', icon('warning'), element('span'));
  readonly #state = element('p', 'state-line');
  readonly #chosen: ChosenPair;
  readonly #table: VersionTable;
  readonly #legend = element(
    'p',
    'legend',
    l10n.t('In a column, the same letter is the same hash, and = is the same as in the row above.'),
  );
  readonly #honesty = element('p', 'legend');
  readonly #labels: LabelChoice;
  readonly #neighbours: Neighbours;
  readonly #draft: DraftGroup;
  readonly #top: HTMLElement;
  readonly #main: HTMLElement;
  #shown: VersionsMessage | undefined;
  /** Why no tokens are counted although they were asked for. */
  #unread = '';

  /** `encoding` is what tokens are counted in at first; `keep` is told each other choice. */
  constructor(
    post: (message: PageMessage) => void,
    encoding: EncodingName | undefined,
    keep: (encoding: EncodingName | undefined) => void,
  ) {
    this.#tokens = new Tokens(
      (hashes) => {
        post({ type: 'readPrompts', hashes });
      },
      () => {
        this.#showTokens();
      },
      (unread) => {
        this.#tokens.choose(undefined);
        this.#unread = l10n.t('The file of {0} could not be read, so tokens are not counted.', unread);
        this.#showTokens();
      },
    );
    this.#tokens.choose(encoding);
    this.#encodings = new DropDown('encoding', l10n.t('Tokens'), (value) => {
      const chosen = ENCODINGS.find((name) => name === value);
      this.#tokens.choose(chosen);
      this.#unread = '';
      this.#showTokens();
      keep(chosen);
    });
    this.#input = new DropDown('input', l10n.t('Input'), (input) => {
      post({ type: 'selectInput', input });
    });
    this.#copy = button(
      'secondary',
      () => {
        post({ type: 'copyMarkdown', onlyChosen: false, tokens: this.#countedTokens(false) });
      },
      icon('copy'),
      l10n.t('Copy as Markdown'),
    );
    setTitle(this.#copy, l10n.t('The table and its sentences, for a pull request'));
    this.#chosen = new ChosenPair(post, () => {
      post({ type: 'copyMarkdown', onlyChosen: true, tokens: this.#countedTokens(true) });
    });
    this.#table = new VersionTable(post);
    this.#labels = new LabelChoice(post);
    this.#neighbours = new Neighbours(post);
    this.#draft = new DraftGroup(post);
    this.#top = element(
      'header',
      'top',
      this.#title,
      this.#input.element,
      this.#encodings.element,
      this.#copy,
    );
    this.#main = element(
      'main',
      '',
      this.#warning,
      this.#state,
      this.#labels.element,
      this.#chosen.element,
      element('div', '', this.#table.element, this.#legend, this.#honesty),
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
    const isUpdate = this.#shown !== undefined;
    for (const part of [this.#top, this.#main]) part.hidden = false;
    setText(this.#title, state.bundleId);
    setTitle(this.#title, state.bundleId);
    this.#input.show(inputs);
    this.#copy.hidden = rows.length === 0;
    this.#warning.hidden = warning === null;
    setMessage(this.#warning.lastElementChild as HTMLElement, warning ?? '');
    setText(this.#state, stateOf(message));
    this.#shown = message;
    this.#tokens.show(rows);
    this.#showTokens();
    this.#legend.hidden = rows.length < 2;
    this.#labels.show(message);
    this.#neighbours.show(message);
    this.#draft.show(message);
    if (isUpdate && this.#chosen.words !== before) this.#announcer.later('chosen', this.#chosen.words);
    if (isUpdate) this.#announcer.later('warning', warning ?? '');
  }

  /** Takes prompts that were asked for. */
  takePrompts(message: PromptsMessage): void {
    this.#tokens.take(message);
  }

  /** Shows what is made with tokens. */
  #showTokens(): void {
    const { encoding } = this.#tokens;
    this.#encodings.show({
      options: [
        { value: '', label: l10n.t('Not counted') },
        ...ENCODINGS.map((name) => ({ value: name, label: name })),
      ],
      selected: encoding ?? '',
    });
    const words = encoding
      ? l10n.t({
          message: 'Tokens by {0}, {1}. {2}',
          args: [encoding, encodingUsers(encoding), honesty(encoding, '')],
          comment: ['A tokenizer, whose it is, and a sentence'],
        })
      : this.#unread;
    setText(this.#honesty, words);
    this.#honesty.hidden = words === '';
    if (!this.#shown) return;
    this.#chosen.show(this.#shown, this.#tokens);
    this.#table.show(this.#shown, this.#tokens);
  }

  /** What is known of tokens, of the two chosen rows or of all that stand below each other. */
  #countedTokens(onlyChosen: boolean): CountedTokens | null {
    const { rows = [], neighbours = [], chosen = null } = this.#shown ?? {};
    const pairs = onlyChosen ? (chosen ? [chosen] : []) : neighbours;
    return this.#tokens.counted(
      pairs.flatMap(({ from, to }) => {
        const [a, b] = [from, to].map((id) => rows.find((row) => row.id === id));
        return a && b ? [[a, b] as const] : [];
      }),
    );
  }
}
