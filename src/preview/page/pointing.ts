import type { Slot } from '../../core/model/slots.js';
import type { Prompt } from './prompt.js';

/** A character of the prompt, by its part and its offset there. */
export interface PromptPlace {
  readonly slot: Slot;
  readonly offset: number;
}

/** The character of the prompt below a point of the window, if there is one right there. */
export function placeBelow(prompt: Prompt, x: number, y: number): PromptPlace | undefined {
  const caret = document.caretPositionFromPoint(x, y);
  const node = caret?.offsetNode;
  if (!(node instanceof Text)) return undefined;
  const slot = prompt.slotOf(node);
  const text = slot && prompt.textOf(slot);
  if (!text) return undefined;
  // The caret stands beside the character, on either side.
  for (const start of [caret?.offset ?? 0, (caret?.offset ?? 0) - 1]) {
    const offset = start >= 0 && start < node.length ? text.offsetOf(node, start) : undefined;
    if (offset !== undefined && covers(node, start, x, y)) return { slot, offset };
  }
  return undefined;
}

function covers(node: Text, start: number, x: number, y: number): boolean {
  const range = document.createRange();
  range.setStart(node, start);
  range.setEnd(node, start + 1);
  return [...range.getClientRects()].some(
    (box) => x >= box.left && x <= box.right && y >= box.top - 3 && y <= box.bottom + 3,
  );
}

/** A stretch of the document, or an element. */
export type Boxes = Pick<Range, 'getClientRects' | 'getBoundingClientRect'>;

/** The box of a stretch that lies on the line at a height of the window, or its first box. */
export function boxAt(range: Boxes, y?: number): DOMRect | undefined {
  const boxes = boxesOf(range);
  const found =
    y === undefined ? undefined : boxes.find(({ top, bottom }) => y >= top - 4 && y <= bottom + 4);
  return found ?? boxes[0];
}

/** The boxes of a stretch, one or more for each line. */
export function boxesOf(range: Boxes): DOMRect[] {
  return [...range.getClientRects()].filter(({ width }) => width > 0);
}
