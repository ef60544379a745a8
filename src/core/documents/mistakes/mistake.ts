import type { TextRange } from '../../model/findings.js';

/** A way of writing that people bring from elsewhere and keep to: told once for a whole file. */
export type Habit = 'string quotes' | 'key quotes' | 'white space' | 'tabs';

/** One mistake in the syntax of a text, in words, at its place. */
export interface Mistake {
  readonly message: string;
  readonly range: TextRange;
  /** What to write instead of the text in the range, when there is one clear answer; empty to remove it. */
  readonly replacement?: string;
  readonly habit?: Habit;
  /** True for a line that belongs to nothing: of the ones below it the same would be said. */
  readonly isOutside?: boolean;
}

/** The last visible character before an offset, or the one at the offset: where something is missing behind it. */
export function lastVisible(text: string, before: number): TextRange {
  const end = text.slice(0, before).trimEnd().length;
  if (end === 0) return { start: before, end: Math.min(before + 1, text.length) };
  const isPair = (text.codePointAt(end - 2) ?? 0) > 0xffff;
  return { start: end - (isPair ? 2 : 1), end };
}

/** Something that is missing behind the last visible character before an offset. */
export function missingAfter(text: string, before: number, what: string, message: string): Mistake {
  const range = lastVisible(text, before);
  return { message, range, replacement: text.slice(range.start, range.end) + what };
}
