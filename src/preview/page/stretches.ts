import type { Placeholder } from '../../core/model/placeholders.js';
import type { Piece } from '../protocol.js';

/** A line of template text or a value: what the arrow keys stop at. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly value?: Placeholder;
}

/** The stretches of a text in order: its lines without the blank ones, cut where a value stands. */
export function stretchesOf(runs: readonly Piece[]): Stretch[] {
  const found: Stretch[] = [];
  let at = 0;
  for (const { text, value } of runs) {
    if (value !== undefined) found.push({ start: at, end: at + text.length, value });
    else
      for (const { index, 0: line } of text.matchAll(/\S(?:[^\n]*\S)?/g))
        found.push({ start: at + index, end: at + index + line.length });
    at += text.length;
  }
  return found;
}

/** The number of the stretch that holds an offset, or that follows it; of the last one when none follows. */
export function stretchAt(stretches: readonly Stretch[], offset: number): number {
  const index = stretches.findIndex(({ end }) => end > offset);
  return index < 0 ? stretches.length - 1 : index;
}
