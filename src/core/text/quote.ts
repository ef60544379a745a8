import * as translated from '@vscode/l10n';
import type { Texts } from './english.js';
import { textLocale } from './locale.js';
import { oneLine } from './oneLine.js';

/** The most characters of a token, name or value that a message shows (code points). */
export const MAX_QUOTED = 80;
/** The most items of a list that a message names. */
const MAX_LISTED = 10;
/** How far a character may reach beyond where a text is cut: enough for emoji sequences and stacked marks. */
const LOOK_AHEAD = 64;

let segmenter: Intl.Segmenter | undefined;

/** A token, name or value in a message, as code: on one line, and cut when it is too long to read. */
export function quote(text: string): string {
  return codeSpan(excerpt(text)) || '``';
}

/** A text as Markdown writes code, between more back-ticks than stand next to each other in it; nothing for no text. */
export function codeSpan(text: string): string {
  if (text === '') return '';
  const fence = '`'.repeat(longestRun(text, /`+/g) + 1);
  // Of blanks at both ends, one is taken away again by whoever reads it.
  const wouldLose = text.startsWith(' ') && text.endsWith(' ') && text.trim() !== '';
  const pad = wouldLose || /^`|`$/.test(text) ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** The length of the longest match in a text. */
export function longestRun(text: string, runs: RegExp): number {
  let longest = 0;
  for (const [run] of text.matchAll(runs)) longest = Math.max(longest, run.length);
  return longest;
}

/** The same without quotes around it: for names in titles, and texts that have quotes of their own. */
export function excerpt(text: string, most = MAX_QUOTED): string {
  return oneLine(shorten(text, most));
}

/** The first characters of a text, and `…` where it goes on. No character is cut in two, nor an emoji sequence. */
export function shorten(text: string, most = MAX_QUOTED): string {
  if (text.length <= most) return text;
  let end = 0;
  for (let count = 0; count < most && end < text.length; count++)
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  if (end === text.length) return text;
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const start = segmenter.segment(text.slice(0, end + LOOK_AHEAD)).containing(end)?.index ?? end;
  return `${text.slice(0, start > 0 ? start : end)}…`;
}

/** The first of some texts that stand in a message already quoted, and how many there are besides: `a, b and 3,980 more`. */
export function listed(texts: readonly string[], most = MAX_LISTED, l10n: Texts = translated): string {
  const left = texts.length - most;
  return left > 0
    ? l10n.t('{0} and {1} more', texts.slice(0, most).join(', '), countedIn(l10n, left))
    : texts.join(', ');
}

/** A number as the language of the texts writes it: `3,980`. */
export function counted(number: number): string {
  return countedIn(translated, number);
}

/** The same as it is written in texts that something else makes. */
export function countedIn(l10n: Texts, number: number): string {
  return number.toLocaleString(textLocale(l10n));
}
