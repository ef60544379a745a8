import * as l10n from '@vscode/l10n';
import type { Mark, PageMessage, ShownChange, ShownRevision, SinceMessage } from '../protocol.js';
import {
  appendAll,
  button,
  element,
  iconButton,
  replaceAllChildren,
  setLabel,
  setSpokenLabel,
} from '../../webview/page/dom.js';
import type { Marks } from './marks.js';
import { boxAt } from './pointing.js';
import type { Prompt } from './prompt.js';
import { revealMark } from './reveal.js';
import { absoluteDate, relativeDate, shortHash } from './revisionWords.js';
import { placeBeside } from './tip.js';

/** How much of the sentence names the note to assistive technology. */
const NAMED_BY = 80;

/** A note at a sentence that tells since when it is there. It takes the focus, and Escape closes it and gives the focus back. */
export class SinceNote {
  readonly element = element('div', 'since');
  #mark: Mark | undefined;
  #isWaiting = false;
  #before: Element | null = null;

  constructor(
    private readonly prompt: Prompt,
    private readonly marks: Marks,
    private readonly post: (message: PageMessage) => void,
  ) {
    this.element.hidden = true;
    this.element.role = 'dialog';
    this.element.tabIndex = -1;
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.element.hidden) return;
      event.preventDefault();
      this.hide();
    });
    document.addEventListener('pointerdown', ({ target }) => {
      if (target instanceof Node && !this.element.contains(target)) this.hide();
    });
    window.addEventListener('resize', () => {
      if (!this.element.hidden) this.#place();
    });
  }

  /** The answer takes a while. */
  showWaiting(mark: Mark): void {
    this.#isWaiting = true;
    const cancel = button(
      'link',
      () => {
        this.hide();
      },
      l10n.t('Cancel'),
    );
    this.#show(mark, [element('p', 'since-waiting', l10n.t('Reading the history…'), cancel)]);
  }

  /** The answer: replaces what was shown. */
  show({ mark, changes, published, note }: SinceMessage): void {
    this.#isWaiting = false;
    const now = Date.now();
    const close = iconButton('close', () => {
      this.hide();
    });
    setLabel(close, l10n.t('Close (Escape)'));
    const content = [
      element('div', 'since-head', element('h2', '', l10n.t('Since when')), close),
      ...changes.map((change, index) => this.#change(change, index, now)),
      ...[published, note].filter(Boolean).map((words) => element('p', 'since-words', words)),
    ];
    this.#show(mark, content);
  }

  /** Takes the note away, and with it what it waits for. */
  hide(): void {
    if (this.element.hidden) return;
    if (this.#isWaiting) this.post({ type: 'stopLookingBack' });
    this.#isWaiting = false;
    this.#mark = undefined;
    // What is hidden would drop the focus.
    const hadFocus = this.element.contains(document.activeElement);
    this.element.hidden = true;
    if (hadFocus && this.#before instanceof HTMLElement) this.#before.focus({ preventScroll: true });
    this.marks.show('asked', []);
  }

  #show(mark: Mark, content: readonly Node[]): void {
    if (!this.prompt.rangeOf(mark)) return;
    if (this.element.hidden) this.#before = document.activeElement;
    revealMark(this.prompt, mark);
    const text = this.prompt.textOf(mark.slot)?.text.slice(mark.start, mark.end) ?? '';
    setSpokenLabel(this.element, l10n.t('Since when: “{0}”', text.slice(0, NAMED_BY)));
    replaceAllChildren(this.element, content);
    this.#mark = mark;
    this.element.hidden = false;
    this.marks.show('asked', this.#isWaiting ? [] : [mark]);
    this.#place();
    this.element.focus({ preventScroll: true });
  }

  /** Places the note below its sentence, as long as that is short. */
  #place(): void {
    const range = this.#mark && this.prompt.rangeOf(this.#mark);
    const box = range && boxAt(range);
    if (!range || !box) return;
    // Else it would be squeezed by the edge that it stands at.
    this.element.style.setProperty('left', '0');
    const { left, bottom } = range.getBoundingClientRect();
    const end = Math.min(bottom, box.top + window.innerHeight / 3);
    placeBeside(
      this.element,
      new DOMRect(box.left, box.top, box.width, end - box.top),
      Math.min(left, box.left),
    );
  }

  #change(
    { origin, place, revision, before, canOpen }: ShownChange,
    index: number,
    now: number,
  ): HTMLElement {
    const actions = [
      ...(canOpen ? [this.#action('openChange', index, l10n.t('Open change'))] : []),
      ...(revision.kind === 'commit' ? [this.#action('copyCommit', index, l10n.t('Copy commit'))] : []),
    ];
    const parts = [
      element(
        'p',
        'since-origin',
        element('span', 'tip-origin', origin),
        ' ',
        element('span', 'tip-quiet', place),
      ),
      ...revisionLines(revision, now),
      ...(before === null ? [] : [element('p', 'tip-quiet', l10n.t('Before:')), beforeLines(before)]),
      ...(actions.length > 0 ? [appendAll(element('div', 'actions'), actions)] : []),
    ];
    return appendAll(element('section', 'since-change'), parts);
  }

  #action(type: 'openChange' | 'copyCommit', index: number, label: string): HTMLElement {
    return button(
      'link',
      () => {
        this.post({ type, index });
      },
      label,
    );
  }
}

function beforeLines(text: string): HTMLElement {
  const lines = text.split('\n').map((line) => element('p', '', line));
  return appendAll(element('blockquote', 'since-before'), lines);
}

function revisionLines(revision: ShownRevision, now: number): readonly HTMLElement[] {
  if (revision.kind === 'uncommitted') return [element('p', '', l10n.t('Not committed yet'))];
  if (revision.kind === 'version')
    return [element('p', '', l10n.t('Changed in the published version {0}', revision.semver))];
  const { hash, author, date, subject } = revision;
  return [
    element('p', 'since-subject', subject),
    element(
      'p',
      'since-commit',
      element('span', '', author),
      element('span', '', relativeDate(date, now)),
      element('span', 'tip-quiet', absoluteDate(date)),
      element('code', '', shortHash(hash)),
    ),
  ];
}
