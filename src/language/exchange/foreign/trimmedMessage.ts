import { TextMap } from '../../../core/text/textMap.js';
import type { ForeignMessage } from './foreignPrompt.js';

/** A stretch of a file as a message, without the blank lines at its ends; `undefined` for one that is blank. */
export function trimmedMessage(
  role: string | undefined,
  text: string,
  start: number,
): ForeignMessage | undefined {
  // The indent of the first line with text belongs to it.
  const leading = text.lastIndexOf('\n', text.search(/\S/)) + 1;
  const trimmed = text.slice(leading).trimEnd();
  if (trimmed === '') return undefined;
  return { role, text: trimmed, map: TextMap.identity(start + leading, trimmed.length) };
}

/**
 * The messages of a text that begins at `start` in its file: each match of `mark`, whose first group is the role, begins one. What
 * stands before the first is said by `first`. Blank ones are none.
 */
export function markedMessages(
  text: string,
  start: number,
  { mark, first }: { readonly mark: RegExp; readonly first: string },
): readonly ForeignMessage[] {
  const marks = [...text.matchAll(mark)];
  const before = trimmedMessage(first, text.slice(0, marks[0]?.index ?? text.length), start);
  return [
    before,
    ...marks.map(({ 0: written, 1: role, index }, i) => {
      const from = index + written.length;
      return trimmedMessage(role, text.slice(from, marks[i + 1]?.index ?? text.length), start + from);
    }),
  ].filter((message) => message !== undefined);
}
