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
