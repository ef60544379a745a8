import * as l10n from '@vscode/l10n';
import type { TextRange } from '../../model/findings.js';
import { notInQuotes } from './jsonStrings.js';
import type { Mistake } from './mistake.js';
import { lineEnd } from '../../text/lines.js';

/** A string that ends elsewhere than was read: what is wrong with it, and where it ends. */
export interface OtherEnd {
  readonly mistake: Mistake;
  readonly end: number;
}

/** A string that a typographic quote should have ended. */
export function curlyEnd(text: string, string: TextRange): OtherEnd | undefined {
  const curly = /[“”″](?=\s*[,:}\]])/.exec(text.slice(string.start, string.end));
  if (!curly) return undefined;
  const range = { start: string.start, end: string.start + curly.index + 1 };
  const replacement = `${text.slice(range.start, range.end - 1)}"`;
  const message = notInQuotes('“');
  return { mistake: { message, range, replacement, habit: 'string quotes' }, end: range.end };
}

/** A string with quotes in it ends at the last quote of its line that something of JSON follows; `from` is where that is looked for. */
export function innerQuotes(text: string, string: TextRange, from: number): OtherEnd | undefined {
  const line = text.slice(from, lineEnd(text, from));
  const closing = /"(?=\s*(?:[}\]]|,\s*(?:["{[\d\-tfn]|$)|$))/.exec(line);
  if (!closing) return undefined;
  const end = from + closing.index;
  const lastInner = text.lastIndexOf('"', end - 1);
  const range = { start: string.end - 1, end: Math.max(lastInner + 1, string.end) };
  const replacement = text
    .slice(range.start, range.end)
    .replace(/\\[^]|"/g, (one) => (one === '"' ? '\\"' : one));
  const message = l10n.t('Write a quote within a string as `\\"`.');
  return { mistake: { message, range, replacement }, end: end + 1 };
}
