import type { LocatedMessage } from '../protocol.js';
import { replaceAllChildren, element } from '../../webview/page/dom.js';

/** How far the tip stays from the text and from the edges of the window. */
const GAP = 4;

/** A small note by a stretch of the prompt. The pointer can go over it, and Escape takes it away. */
export class Tip {
  readonly element = element('div', 'tip');

  constructor() {
    this.element.hidden = true;
    // What it says is announced where that is needed.
    this.element.ariaHidden = 'true';
  }

  get isShown(): boolean {
    return !this.element.hidden;
  }

  /** Shows something below a box of the window, or above it where there is more room; `x` is where to start. */
  show(content: readonly Node[], box: DOMRect, x: number): void {
    replaceAllChildren(this.element, content);
    this.element.hidden = false;
    placeBeside(this.element, box, x);
  }

  hide(): void {
    this.element.hidden = true;
  }
}

/** Places what lies above the page below a box of the window, or above it where there is more room; `x` is where to start. */
export function placeBeside(shown: HTMLElement, box: DOMRect, x: number): void {
  const { width, height } = shown.getBoundingClientRect();
  const { clientWidth } = document.documentElement;
  const left = Math.max(GAP, Math.min(x, clientWidth - width - GAP));
  const isBelow = box.bottom + GAP + height <= window.innerHeight || box.top - GAP - height < 0;
  const top = isBelow ? box.bottom + GAP : box.top - GAP - height;
  shown.style.setProperty('left', `${left + window.scrollX}px`);
  shown.style.setProperty('top', `${top + window.scrollY}px`);
}

/** The origin of a stretch in words, as parts of a tip: the part of the prompt by its name, what brought it, where that is, and its age if that is shown. */
export function originWords(
  part: string,
  { origin, place }: LocatedMessage,
  hint: string,
  age: string,
): HTMLElement[] {
  const words = [element('span', 'tip-quiet', part), element('span', 'tip-origin', origin)];
  if (place !== '') words.push(element('span', '', place), element('span', 'tip-quiet', hint));
  if (age !== '') words.push(element('span', 'tip-age', age));
  return words;
}
