import { labelText, linesText } from '../../core/output/editorText.js';
import { messagePieces } from '../../core/output/messagePieces.js';

// The few helpers the page builds itself with. Text only ever enters the document as text, and what is not seen in it is
// spelled out. The prompt is the exception: its text nodes hold it exactly (see chunk.ts).

/** A new element with a class and children; strings become text nodes. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  return appendAll(made, children);
}

/** Appends any number of children. */
export function appendAll<Parent extends Element>(parent: Parent, children: Iterable<Node | string>): Parent {
  for (const child of children) parent.append(typeof child === 'string' ? labelText(child) : child);
  return parent;
}

/** Puts any number of children in the place of those that are there. */
export function replaceAllChildren(parent: Element, children: Iterable<Node | string>): void {
  parent.replaceChildren();
  appendAll(parent, children);
}

/** The icons of the icon font that the page has a rule for, in icons.css. */
export type IconName =
  | 'back'
  | 'check'
  | 'close'
  | 'copy'
  | 'diff'
  | 'discard'
  | 'down'
  | 'error'
  | 'file'
  | 'fix'
  | 'forward'
  | 'history'
  | 'information'
  | 'locked'
  | 'reveal'
  | 'save'
  | 'unlocked'
  | 'up'
  | 'warning'
  | 'white-space';

/** An icon of the icon font. The words beside it say the same, so assistive technology skips it. */
export function icon(name: IconName): HTMLSpanElement {
  const made = element('span', `icon icon-${name}`);
  made.setAttribute('aria-hidden', 'true');
  return made;
}

/** Makes an icon another one. */
export function setIcon(target: HTMLElement, name: IconName): void {
  setClass(target, `icon icon-${name}`);
}

/** Sets the classes of an element, leaving it alone when they are the same. */
export function setClass(target: Element, className: string): void {
  if (target.className !== className) target.className = className;
}

/** A button that does what it says when clicked or pressed. */
export function button(
  className: string,
  press: () => void,
  ...children: readonly (Node | string)[]
): HTMLButtonElement {
  const made = element('button', className, ...children);
  made.type = 'button';
  made.addEventListener('click', () => {
    if (made.ariaDisabled !== 'true') press();
  });
  return made;
}

/**
 * Makes a button do nothing, or work again. It stays in the tab order: a focused button that turned `disabled` would
 * drop the focus in the middle of somebody's work.
 */
export function setDisabled(target: HTMLButtonElement, isDisabled: boolean): void {
  if ((target.ariaDisabled === 'true') !== isDisabled) target.ariaDisabled = isDisabled ? 'true' : null;
}

/** A button that shows an icon alone; `setLabel` gives it its name. */
export function iconButton(name: IconName, press: () => void): HTMLButtonElement {
  return button('icon-button', press, icon(name));
}

/** Names what has no words of its own, on hover too. */
export function setLabel(target: HTMLElement, label: string): void {
  setSpokenLabel(target, label);
  setTitle(target, label);
}

/** Names it to assistive technology alone. */
export function setSpokenLabel(target: HTMLElement, label: string): void {
  const shown = labelText(label);
  if (target.ariaLabel !== shown) target.ariaLabel = shown;
}

/** Shows whether a button that stays in is in. */
export function setPressed(target: HTMLButtonElement, isPressed: boolean): void {
  const pressed = String(isPressed);
  if (target.ariaPressed !== pressed) target.ariaPressed = pressed;
}

/** Marks a field whose value is wrong. */
export function setInvalid(target: HTMLElement, isInvalid: boolean): void {
  const invalid = isInvalid ? 'true' : null;
  if (target.ariaInvalid !== invalid) target.ariaInvalid = invalid;
}

/** Sets the text of an element that holds nothing else, leaving it alone when it is the same. */
export function setText(target: Element, text: string): void {
  const shown = labelText(text);
  if (target.textContent !== shown) target.textContent = shown;
}

/**
 * Shows a message in an element that holds nothing else, leaving it alone when it is the same: what stands between
 * back-ticks as code, and arrows so that no line ends before them.
 */
export function setMessage(target: Element, message: string): void {
  const made = target.cloneNode(false) as Element;
  for (const { text, isCode } of messagePieces(message))
    appendAll(made, isCode ? [element('code', '', text)] : wordsAndArrows(text));
  if (!target.isEqualNode(made)) replaceAllChildren(target, [...made.childNodes]);
}

function wordsAndArrows(words: string): readonly (Node | string)[] {
  const parts = words.split(/(→)/).filter((part) => part !== '');
  return parts.map((part) => (part === '→' ? element('span', 'arrow', part) : part));
}

/**
 * Gives an element words that the style sheet shows and that are no text of the document: they are not selected, copied or
 * found. Lines stay lines.
 */
export function setWords(target: HTMLElement, words: string): void {
  const shown = linesText(words);
  if (target.dataset['words'] !== shown) target.dataset['words'] = shown;
}

/** Sets or removes the words shown on hover, line by line. */
export function setTitle(target: HTMLElement, title: string | readonly string[]): void {
  const shown = [title].flat().map(labelText).join('\n');
  if (target.title === shown) return;
  if (shown === '') target.removeAttribute('title');
  else target.title = shown;
}

/** An element that shows one item and can be told to show another. */
export interface View<T> {
  readonly element: HTMLElement;
  show(item: T): void;
}

/** Makes `parent` show `items` in order with as few new elements as can be; `views` is what it shows now. */
export function patchList<T>(
  parent: HTMLElement,
  views: View<T>[],
  items: readonly T[],
  create: (index: number) => View<T>,
): void {
  for (const surplus of views.splice(items.length)) surplus.element.remove();
  for (const [index, item] of items.entries()) {
    let view = views[index];
    if (!view) {
      view = create(index);
      views.push(view);
      parent.append(view.element);
    }
    view.show(item);
  }
}
