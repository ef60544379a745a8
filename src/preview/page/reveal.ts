import type { Slot } from '../../core/model/slots.js';
import type { Mark } from '../protocol.js';
import { boxAt, type Boxes } from './pointing.js';
import type { Prompt } from './prompt.js';

/** How much room is left between a stretch and the edge of the window. */
const ROOM = 24;

/** Scrolls as little as it takes to have the start of a stretch in sight, below the head of the page and above its foot. */
export function revealMark(prompt: Prompt, mark: Mark): void {
  const range = prompt.rangeOf(mark);
  if (range) revealBoxes(range);
}

/** The same for an element or a stretch of the document. */
export function revealBoxes(boxes: Boxes): void {
  // Text out of sight is not laid out, so its place is a guess at first: bring its lines near, then look again.
  if (!scrollTo(boxes)) return;
  requestAnimationFrame(() => {
    scrollTo(boxes);
  });
}

/** Scrolls a part's head to the top of the window, below the head of the page, unless its start is in sight. */
export function revealPart(prompt: Prompt, slot: Slot): void {
  const part = prompt.parts.find(([one]) => one === slot)?.[1].element;
  if (!part) return;
  const { top } = part.getBoundingClientRect();
  const [first, last] = edges();
  if (top < first - ROOM || top > last - ROOM) window.scrollBy({ top: top - first, behavior: 'instant' });
}

/** Whether the start of a stretch can be seen. */
export function isInSight(range: Range): boolean {
  return distance(range) === 0;
}

function scrollTo(boxes: Boxes): boolean {
  const by = distance(boxes);
  if (by !== 0) window.scrollBy({ top: by, behavior: 'instant' });
  return by !== 0;
}

/** How far to scroll: 0 for a stretch in sight. */
function distance(boxes: Boxes): number {
  const box = boxAt(boxes) ?? boxes.getBoundingClientRect();
  const [first, last] = edges();
  if (box.top < first) return box.top - first;
  // A stretch taller than the window shows its start.
  const end = Math.min(box.bottom, box.top + (last - first));
  return end > last ? end - last : 0;
}

/** What of the window's height is free, between the head and the foot of the page. */
function edges(): readonly [number, number] {
  const [top, bottom] = ['--stuck', '--stuck-foot'].map(lengthOf);
  return [(top ?? 0) + ROOM, window.innerHeight - (bottom ?? 0) - ROOM];
}

/** A length that the style sheet sets on the page, in pixels. */
function lengthOf(name: string): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue(name)) || 0;
}
