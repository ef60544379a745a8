import type { TextEdit } from '../../edits/textEdit.js';
import { lineEnd, lineStart } from '../../../core/text/lines.js';

/** An edit of a text that takes a passage out of it, perhaps with something else `instead`. */
export interface Removal extends TextEdit {
  readonly instead: boolean;
}

/** What may stand before the first word of a line: quote marks and one marker of a list or heading, as people write them. */
const LINE_START =
  /^[ \t>]*(?:(?:[-*+•◦▪●○‣–—\u2460-\u24ff]|\d{1,9}[.)]|\((?:\d{1,3}|\p{L})\)|\p{L}\)|#{1,6})[ \t]+|(?:\d{1,3}|[一二三四五六七八九十]{1,3})、[ \t]*)?$/u;
const HEADING = /^[ \t>]*#{1,6}[ \t]/;
/** What a sentence may begin with before its first word. */
const OPENERS = /["'“‘«([¿¡*_~]*$/;
/** Closes or goes on with what stands before it, so that no blank belongs between. */
const ATTACHED = /^(?:[.!?…:;,]+["'”’»)\]*_~]*(?=\s|$)|[)\]}”’»、。！？]|["'*_~])/;
const PAIRS: readonly (readonly [string, string])[] = [
  ['**', '**'],
  ['__', '__'],
  ['~~', '~~'],
  ['*', '*'],
  ['_', '_'],
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['‘', '’'],
  ['«', '»'],
  ['(', ')'],
  ['[', ']'],
];
/** After these, a comma behind the passage would be left alone. */
const LEADS_ON = /(?:^|\s)(?:and|but|or|so|yet|that|because|if|when|as|while|then|though)$/i;

/** Ways to take a passage out of a text, the best first; none where what is left would not be a sentence. */
export function removals(text: string, start: number, end: number): Removal[] {
  const found: Removal[] = [];
  const mark = endMark(text, start, end);
  if (mark !== undefined) found.push({ start, end, text: mark, instead: true });
  const removal = removalOf(text, start, end);
  if (removal) found.push({ ...removal, instead: false });
  return found;
}

/** What ends a sentence in the place of a passage that does: otherwise two sentences would become one. */
function endMark(text: string, start: number, end: number): string | undefined {
  if (!/^[!?！？…]+$/.test(text.slice(start, end))) return undefined;
  if (!/[\p{L}\p{N}\p{M})\]}”’»"'*_`]/u.test(text[start - 1] ?? '')) return undefined;
  if (HEADING.test(lineBefore(text, start))) return undefined;
  if (/^[！？]/.test(text.slice(start))) return '。';
  return /^["'”’»)\]*_~]*(?:\s|$)/.test(text.slice(end)) ? '.' : undefined;
}

function removalOf(text: string, start: number, end: number): TextEdit | undefined {
  const inside = withoutJoiners(text, withWrapping(text, { start, end }));
  if (!inside) return undefined;
  const before = lineBefore(text, inside.start);
  const after = lineAfter(text, inside.end);
  if (LINE_START.test(before) && /^[ \t]*$/.test(after))
    return wholeLine(text, inside.start - before.length, inside.end + after.length);
  const isStart = startsSentence(text, inside.start);
  const edit = isStart ? atStart(text, inside, before) : amid(text, inside, before);
  return isStart && startsUpperCase(text.slice(start, end)) ? capitalised(text, edit) : edit;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Quotes, brackets and emphasis around the passage alone go with it. */
function withWrapping(text: string, { start, end }: Stretch): Stretch {
  const pair = PAIRS.find(([open, close]) => text.endsWith(open, start) && text.startsWith(close, end));
  if (!pair) return { start, end };
  const [open, close] = pair;
  return withWrapping(text, { start: start - open.length, end: end + close.length });
}

/** A hyphen or slash to the next word goes with the passage. Nothing can be said of part of a link, an address or a word. */
function withoutJoiners(text: string, { start, end }: Stretch): Stretch | undefined {
  const [before, after] = [text.slice(Math.max(0, start - 2), start), text.slice(end, end + 2)];
  if (/^[([:]/.test(after) && text[end - 1] === ']') return undefined;
  const isWord = /[\p{L}\p{N}]/u.test(text[start] ?? '') || /[\p{L}\p{N}]/u.test(text[end - 1] ?? '');
  if (!isWord) return { start, end };
  if (/^[.'’@][\p{L}\p{N}]/u.test(after) || /[\p{L}\p{N}][.'’@]$/u.test(before)) return undefined;
  if (/^[-\u2010\u2011/][\p{L}\p{N}]/u.test(after)) return { start, end: end + 1 };
  return /[\p{L}\p{N}][-\u2010\u2011/]$/u.test(before) ? { start: start - 1, end } : { start, end };
}

/** The passage is all there is in its lines. */
function wholeLine(text: string, start: number, end: number): TextEdit {
  if (end === text.length) {
    const visible = text.slice(0, start).trimEnd().length;
    return { start: visible, end, text: '' };
  }
  const isBetweenBlanks =
    (start === 0 || /\n[ \t]*\n$/.test(text.slice(0, start))) && /^\n[ \t]*\n/.test(text.slice(end));
  const next = isBetweenBlanks ? text.indexOf('\n', end + 1) + 1 : end + 1;
  return { start, end: next, text: '' };
}

function startsSentence(text: string, start: number): boolean {
  const before = text.slice(0, start).replace(OPENERS, '');
  const line = lineBefore(text, start).replace(OPENERS, '');
  if (LINE_START.test(line) && /[^ \t>][ \t]*$/.test(line)) return true;
  return (
    /(?:^|[.!?…:。！？]["'”’»)\]*_~]*\s+|[。！？]|\n[ \t>]*\n[ \t>]*)$/.test(before) || before.trim() === ''
  );
}

/** At the start of a sentence a comma behind the passage goes too; so does the end mark of a sentence that it is alone. */
function atStart(text: string, { start, end }: Stretch, before: string): TextEdit {
  const lead = /^[ \t]*(?:[,;:—–]|[.!?…]+)/.exec(text.slice(end))?.[0].length ?? 0;
  const rest = end + lead;
  const blanks = blanksAfter(text, rest);
  if (isLineEnd(text, rest + blanks)) {
    const trailing = /[ \t]*$/.exec(before)?.[0].length ?? 0;
    return { start: LINE_START.test(before) ? start : start - trailing, end: rest, text: '' };
  }
  return { start, end: rest + blanks, text: '' };
}

/** Inside a sentence: one blank goes with the passage, and commas that would be left without anything between them. */
function amid(text: string, { start, end }: Stretch, before: string): TextEdit {
  const left = /[ \t]*$/.exec(before)?.[0].length ?? 0;
  const right = blanksAfter(text, end);
  const next = text.slice(end + right);
  const isAttached = ATTACHED.test(next) && !(right > 0 && /^["'*_~]/.test(next));
  const afterComma = text[start - left - 1] === ',';
  if (afterComma && (/^[,;]/.test(next) || /^[.!?…)\]]+(?:\s|$)/.test(next) || next === '')) {
    return { start: start - left - 1, end: end + right, text: '' };
  }
  if (next.startsWith(',') && LEADS_ON.test(text.slice(0, start - left))) {
    return { start: start - left, end: end + right + 1, text: '' };
  }
  const isFirst = left === before.length;
  if (isAttached) return { start: isFirst ? start : start - left, end: end + right, text: '' };
  if (isLineEnd(text, end + right)) return { start: isFirst ? start : start - left, end, text: '' };
  const opens = isFirst || left > 0 || /["'“‘«([¿¡*_~]$/.test(before);
  if (opens) return { start: isFirst ? start : start - Math.max(0, left - 1), end: end + right, text: '' };
  return { start, end, text: '' };
}

/** The edit, and the letter behind it in upper case; not where that letter is part of a name such as “iPhone”. */
function capitalised(text: string, edit: TextEdit): TextEdit {
  const letter = /^\p{Ll}(?!\p{Lu})/u.exec(text.slice(edit.end, edit.end + 4))?.[0];
  const upper = letter?.toUpperCase();
  if (letter === undefined || upper?.length !== letter.length) return edit;
  return { start: edit.start, end: edit.end + letter.length, text: `${edit.text}${upper}` };
}

function startsUpperCase(text: string): boolean {
  return /^\p{Lu}/u.test(text);
}

function blanksAfter(text: string, at: number): number {
  return /^[ \t]*/.exec(text.slice(at))?.[0].length ?? 0;
}

function isLineEnd(text: string, at: number): boolean {
  return at >= text.length || text[at] === '\n';
}

function lineBefore(text: string, at: number): string {
  return text.slice(lineStart(text, at), at);
}

function lineAfter(text: string, at: number): string {
  return text.slice(at, lineEnd(text, at));
}
