import * as l10n from '@vscode/l10n';
import type { LocatedMessage, Mark, PageMessage, ShownFinding } from '../protocol.js';
import { element, icon, setMessage } from '../../webview/page/dom.js';
import type { Marks } from './marks.js';
import { boxAt, placeBelow, type PromptPlace } from './pointing.js';
import type { Prompt } from './prompt.js';
import { originWords, Tip } from './tip.js';

/** How long the pointer rests before the text below it is explained, and how long once a tip is shown. */
const REST_MS = 250;
const MOVE_MS = 60;
/** How long the tip stays when the pointer leaves, so that it can go over to the tip. */
const LEAVE_MS = 200;
/** A second click within this time selects a word, and goes nowhere. */
const DOUBLE_CLICK_MS = 220;

/** Explains the text below the pointer: where it comes from, what is found there; a click goes to the source. */
export class Provenance {
  readonly tip = new Tip();
  #findings: readonly ShownFinding[] = [];
  /** What was asked for, and where the pointer was then. */
  #asked: (PromptPlace & { readonly x: number; readonly y: number }) | undefined;
  #shown: Mark | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #leave: ReturnType<typeof setTimeout> | undefined;
  #click: ReturnType<typeof setTimeout> | undefined;
  #hadSelection = false;

  constructor(
    private readonly prompt: Prompt,
    private readonly marks: Marks,
    private readonly post: (message: PageMessage) => void,
    private readonly fillIn: (value: string) => void,
    private readonly ageAt: (place: PromptPlace) => string,
  ) {
    const area = prompt.element;
    area.addEventListener('pointermove', (event) => {
      this.#move(event);
    });
    area.addEventListener('pointerleave', () => {
      clearTimeout(this.#rest);
      this.#hideSoon();
    });
    area.addEventListener('pointerdown', () => {
      this.#hadSelection = document.getSelection()?.isCollapsed === false;
      clearTimeout(this.#rest);
    });
    area.addEventListener('click', (event) => {
      this.#press(event);
    });
    this.tip.element.addEventListener('pointerenter', () => {
      clearTimeout(this.#leave);
    });
    this.tip.element.addEventListener('pointerleave', () => {
      this.#hideSoon();
    });
    document.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') this.hide();
    });
  }

  /** The findings that the text is marked with. */
  setFindings(findings: readonly ShownFinding[]): void {
    this.#findings = findings;
  }

  /** The host's answer, which may come late: it counts only while the pointer is still where it was asked for. */
  located(message: LocatedMessage): void {
    const { mark } = message;
    const asked = this.#asked;
    if (asked?.slot !== mark.slot || asked.offset < mark.start || asked.offset > mark.end) return;
    const range = this.prompt.rangeOf(mark);
    const box = range && boxAt(range, asked.y);
    if (!box) return;
    this.#shown = mark;
    this.marks.show('pointed', [mark]);
    const found = this.#findingsAt(asked).map(describeFinding);
    this.tip.show(
      [
        ...originWords(this.prompt.nameOf(mark.slot), message, l10n.t('Click to open'), this.ageAt(asked)),
        ...found,
      ],
      box,
      asked.x,
    );
  }

  hide(): void {
    clearTimeout(this.#rest);
    clearTimeout(this.#leave);
    this.#asked = undefined;
    this.#shown = undefined;
    this.marks.show('pointed', []);
    this.tip.hide();
  }

  #move({ clientX: x, clientY: y, buttons }: PointerEvent): void {
    clearTimeout(this.#rest);
    if (buttons !== 0) return;
    this.#rest = setTimeout(
      () => {
        this.#point(x, y);
      },
      this.#shown ? MOVE_MS : REST_MS,
    );
  }

  #point(x: number, y: number): void {
    const place = placeBelow(this.prompt, x, y);
    if (!place) {
      this.#hideSoon();
      return;
    }
    clearTimeout(this.#leave);
    const shown = this.#shown;
    if (shown?.slot === place.slot && place.offset >= shown.start && place.offset < shown.end) return;
    this.#asked = { ...place, x, y };
    this.post({ type: 'locate', ...place });
  }

  #hideSoon(): void {
    clearTimeout(this.#leave);
    this.#leave = setTimeout(() => {
      this.hide();
    }, LEAVE_MS);
  }

  /** A plain click goes to the source; one that selects, or that ends a selection, does just that. */
  #press(event: MouseEvent): void {
    clearTimeout(this.#click);
    if (event.button !== 0 || event.shiftKey || event.detail > 1) return;
    const hollow = event.target instanceof Element ? event.target.closest<HTMLElement>('mark.hollow') : null;
    if (hollow) {
      this.fillIn(hollow.dataset['value'] ?? '');
      return;
    }
    if (this.#hadSelection || document.getSelection()?.isCollapsed === false) return;
    const place = placeBelow(this.prompt, event.clientX, event.clientY);
    if (!place) return;
    const open = (): void => {
      this.hide();
      this.post({ type: 'openAt', ...place });
    };
    if (event.ctrlKey || event.metaKey) open();
    else this.#click = setTimeout(open, DOUBLE_CLICK_MS);
  }

  #findingsAt({ slot, offset }: PromptPlace): readonly ShownFinding[] {
    return this.#findings.filter(({ marks }) =>
      marks.some((mark) => mark.slot === slot && offset >= mark.start && offset < mark.end),
    );
  }
}

function describeFinding({ severity, message }: ShownFinding): HTMLElement {
  const words = element('span');
  setMessage(words, message);
  return element('p', `tip-finding severity-${severity}`, icon(severity), words);
}
