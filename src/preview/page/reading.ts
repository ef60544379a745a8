import * as l10n from '@vscode/l10n';
import type { Slot } from '../../core/model/slots.js';
import type { LocatedMessage, Mark, PageMessage, Piece } from '../protocol.js';
import type { Announcer } from '../../webview/page/announcer.js';
import type { Marks } from './marks.js';
import type { PartText } from './partText.js';
import { placeBelow, boxesOf, type PromptPlace } from './pointing.js';
import type { Prompt } from './prompt.js';
import { revealMark } from './reveal.js';
import { stretchAt, stretchesOf, type Stretch } from './stretches.js';
import { originWords, type Tip } from './tip.js';

/** Holding an arrow key down asks for what it stops at, not for all it passes. */
const STOP_MS = 80;
/** How many stretches Page Up and Page Down go. */
const PAGE = 10;
/** How much of a stretch is read out. */
const READ_OUT = 300;

const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowLeft: -1,
  ArrowDown: 1,
  ArrowRight: 1,
  PageUp: -PAGE,
  PageDown: PAGE,
  Home: -Infinity,
  End: Infinity,
};

/**
 * The prompt by keyboard alone: with the focus in a part's text, the arrow keys go from line to line and from value to
 * value, each is explained as by the pointer, and Enter or F12 goes to its source.
 */
export class Reading {
  /** Where the keys are, kept for each part while the page lives. */
  readonly #offsets = new Map<Slot, number>();
  /** The part where they were last. */
  #last: Slot | undefined;
  #stretches: { readonly of: readonly Piece[]; readonly list: readonly Stretch[] } = { of: [], list: [] };
  #current: (Mark & { readonly text: string }) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly prompt: Prompt,
    private readonly marks: Marks,
    private readonly tip: Tip,
    private readonly announcer: Announcer,
    private readonly post: (message: PageMessage) => void,
    private readonly fillIn: (value: string) => void,
    private readonly ageAt: (place: PromptPlace) => string,
  ) {
    const area = prompt.element;
    area.addEventListener('keydown', (event) => {
      this.#press(event);
    });
    area.addEventListener('pointerdown', ({ clientX, clientY }) => {
      const place = placeBelow(prompt, clientX, clientY);
      if (place) this.#keep(place);
    });
    area.addEventListener('focusout', () => {
      this.#leave();
    });
  }

  /** The host's answer for the stretch that the keys stopped at. */
  located(message: LocatedMessage): void {
    const { mark, origin, place } = message;
    const current = this.#current;
    if (current?.slot !== mark.slot || current.start < mark.start || current.start > mark.end) return;
    const box = this.#boxOf(current);
    const age = this.ageAt({ slot: current.slot, offset: current.start });
    if (box)
      this.tip.show(
        originWords(this.prompt.nameOf(message.mark.slot), message, l10n.t('Enter to open'), age),
        box,
        box.left,
      );
    this.announcer.now([current.text, origin, place, age].filter(Boolean).join('. '));
  }

  /** Where the reader is: at the selected text, or where the keys or the pointer stopped last, or at the first text. */
  get place(): PromptPlace | undefined {
    const parts = this.prompt.parts.filter(([, { text }]) => text.runs.length > 0);
    for (const [slot, { text }] of parts) {
      const offset = this.#selectedOffset(text);
      if (offset !== undefined) return { slot, offset };
    }
    const slot = this.#last ?? parts[0]?.[0];
    return slot && { slot, offset: this.#offsets.get(slot) ?? 0 };
  }

  #press(event: KeyboardEvent): void {
    const { key, target } = event;
    const slot =
      target instanceof Element && target.role === 'textbox' ? this.prompt.slotOf(target) : undefined;
    const text = slot && this.prompt.textOf(slot);
    if (!text || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const step = STEPS[key];
    if (step !== undefined) this.#go(slot, text, step);
    else if (key === 'Enter' || key === 'F12') this.#open(slot, text);
    else return;
    event.preventDefault();
  }

  #go(slot: Slot, text: PartText, step: number): void {
    const list = this.#listOf(text);
    const known = this.#offsets.get(slot);
    // The first key shows where one is; the next ones move.
    const isHere = this.#current?.slot === slot;
    const from = stretchAt(list, known ?? 0);
    const wanted = isHere || !Number.isFinite(step) ? from + step : from;
    const index = Math.max(0, Math.min(wanted, list.length - 1));
    if (isHere && index === from && Math.abs(step) === 1) this.#goToNextPart(slot, step);
    else this.#stopAt(slot, text, list[index]);
  }

  #goToNextPart(slot: Slot, step: number): void {
    const parts = this.prompt.parts.filter(([, { text }]) => text.runs.length > 0);
    const next = parts[parts.findIndex(([other]) => other === slot) + step];
    if (!next) return;
    const [nextSlot, { text }] = next;
    text.element.focus({ preventScroll: true });
    this.#stopAt(nextSlot, text, this.#listOf(text).at(step > 0 ? 0 : -1));
  }

  #stopAt(slot: Slot, { text }: PartText, stretch: Stretch | undefined): void {
    if (!stretch) return;
    const { start, end, value } = stretch;
    this.#keep({ slot, offset: start });
    const mark = { slot, start, end };
    this.#current = { ...mark, text: text.slice(start, Math.min(end, start + READ_OUT)) };
    this.marks.show('current', [mark]);
    this.tip.hide();
    revealMark(this.prompt, mark);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (start < end) this.post({ type: 'locate', slot, offset: start });
      else this.announcer.now(l10n.t('Empty value of {0}. Press Enter to fill it in.', value ?? ''));
    }, STOP_MS);
  }

  #keep({ slot, offset }: PromptPlace): void {
    this.#offsets.set(slot, offset);
    this.#last = slot;
  }

  #open(slot: Slot, text: PartText): void {
    const selected = this.#selectedOffset(text);
    const list = this.#listOf(text);
    const stretch = list[stretchAt(list, this.#offsets.get(slot) ?? 0)];
    if (selected !== undefined) this.post({ type: 'openAt', slot, offset: selected });
    else if (stretch && stretch.start === stretch.end) this.fillIn(stretch.value ?? '');
    else if (stretch) this.post({ type: 'openAt', slot, offset: stretch.start });
  }

  /** Where the selected text of a part starts, if there is one. */
  #selectedOffset(text: PartText): number | undefined {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
    const { startContainer, startOffset } = selection.getRangeAt(0);
    return text.offsetOf(startContainer, startOffset);
  }

  #leave(): void {
    clearTimeout(this.#timer);
    if (!this.#current) return;
    this.#current = undefined;
    this.marks.show('current', []);
    this.tip.hide();
  }

  /** The lines of a stretch, from where it starts. */
  #boxOf(mark: Mark): DOMRect | undefined {
    const range = this.prompt.rangeOf(mark);
    const boxes = range ? boxesOf(range) : [];
    const [first, last] = [boxes[0], boxes.at(-1)];
    return first && last && new DOMRect(first.left, first.top, first.width, last.bottom - first.top);
  }

  #listOf({ runs }: PartText): readonly Stretch[] {
    if (this.#stretches.of !== runs) this.#stretches = { of: runs, list: stretchesOf(runs) };
    return this.#stretches.list;
  }
}
