import * as l10n from '@vscode/l10n';
import { quote } from '../../text/quote.js';
import type { Mistake } from './mistake.js';
import { lineEnd } from '../../text/lines.js';

/** A string as it stands in a text that may be broken, and what is wrong with it. */
export interface JsonString {
  readonly start: number;
  readonly end: number;
  readonly mistakes: readonly Mistake[];
  /** True when the text ends inside of it: then what follows is missing too. */
  readonly isCut: boolean;
}

/** What closes a string that something else than a double quote opens. */
const CLOSERS: Readonly<Record<string, string>> = {
  "'": "'",
  '`': '`',
  '“': '“”"',
  '”': '“”"',
  '„': '“”"',
  '‟': '“”"',
  '″': '″"',
  '‘': "‘’'",
  '’': "‘’'",
  '‚': "‘’'",
};

/** True for a character that opens a string in other languages, or in a word processor. */
export function opensForeignString(unit: string): boolean {
  return CLOSERS[unit] !== undefined;
}

/** What may stand behind a string that is closed. */
const BEHIND = /\s*(?:[,:}\]]|$)/y;

/** True where a string may end: what follows is a comma, a colon, a closing bracket, or nothing. */
export function endsBehind(text: string, at: number): boolean {
  BEHIND.lastIndex = at;
  return BEHIND.test(text);
}

/** Reads a string in other quotes: to the quote that closes it, or else to the end of its line. */
export function foreignString(text: string, start: number): JsonString {
  const opening = text[start] ?? '';
  const closers = CLOSERS[opening] ?? opening;
  const limit = opening === '`' ? text.length : lineEnd(text, start);
  let end = limit;
  for (let at = start + 1; at < limit; at++) {
    if (text[at] === '\\') at++;
    else if (closers.includes(text[at] ?? '') && endsBehind(text, at + 1)) {
      end = at + 1;
      break;
    }
  }
  const isClosed = end < limit || (end > start + 1 && closers.includes(text[end - 1] ?? ''));
  const inside = text.slice(start + 1, isClosed ? end - 1 : end);
  const message = notInQuotes(opening);
  const range = { start, end };
  const mistake = {
    message,
    range,
    replacement: `"${inDoubleQuotes(inside)}"`,
    habit: 'string quotes',
  } as const;
  return { start, end, mistakes: [mistake], isCut: false };
}

/** What to say of a string that stands in other quotes, by the first of them. */
export function notInQuotes(opening: string): string {
  if (opening === "'")
    return l10n.t('JSON strings must be in double quotes, not in single quotes. Replace them.');
  return opening === '`'
    ? l10n.t('JSON strings must be in double quotes, not in back-ticks. Replace them.')
    : l10n.t('JSON strings must be in double quotes, not in typographic quotes. Replace them.');
}

function inDoubleQuotes(inside: string): string {
  return inside.replace(/\\[^]|["\n\t]/g, (found) => {
    if (found === '"' || found === '\n' || found === '\t') return JSON.stringify(found).slice(1, -1);
    return found === "\\'" || found === '\\`' ? found.slice(1) : found;
  });
}

/** Reads a string in double quotes. A line break in it does not end it where a quote further down does. */
export function doubleQuotedString(text: string, start: number): JsonString {
  const mistakes: Mistake[] = [];
  let firstControl = -1;
  let lastControl = -1;
  /** Whether a line break is inside of it; the same for all of them. */
  let goesOn: boolean | undefined;
  const closed = (end: number, isCut = false): JsonString => {
    const controls = firstControl < 0 ? [] : [controlMistake(text, firstControl, lastControl)];
    return { start, end, mistakes: [...mistakes, ...controls], isCut };
  };
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return closed(at + 1);
    if (code === 0x5c) {
      const width = escapeWidth(text, at);
      if (width === undefined && at + 1 < text.length) mistakes.push(escapeMistake(text, at));
      at += (width ?? 1) - 1;
      if (width === undefined && text[at + 1] !== '\n') at++;
    } else if (code === 0x0a && !(goesOn ??= isClosedBelow(text, at))) {
      return unclosed(text, start, at, closed);
    } else if (code < 0x20) {
      if (firstControl < 0) firstControl = at;
      lastControl = at;
    }
  }
  return unclosed(text, start, text.length, closed);
}

/** The quote is missing at the end of the line: before what belongs to the file again. */
function unclosed(
  text: string,
  start: number,
  lineEnd: number,
  closed: (end: number, isCut?: boolean) => JsonString,
): JsonString {
  const isLast = text.slice(lineEnd).trim() === '';
  const line = text.slice(start, lineEnd).trimEnd();
  const behind = isLast ? ' \t\n\r]},' : ' \t\r,';
  let length = line.length;
  while (length > 1 && behind.includes(line[length - 1] ?? '')) length--;
  const content = line.slice(0, length);
  const curly = /[“”″]$/.test(content);
  const end = start + content.length;
  const message = l10n.t('This string is not closed. A double quote `"` is missing at its end.');
  // Behind a single backslash the quote would be part of the text.
  let slashes = 0;
  while (content.at(-1 - slashes) === '\\') slashes++;
  const closedText = curly ? `${content.slice(0, -1)}"` : `${content}"`;
  const replacement = slashes % 2 === 0 ? { replacement: closedText } : {};
  const isCut = isLast && end === text.trimEnd().length;
  const found = closed(end, isCut);
  return isCut
    ? found
    : { ...found, mistakes: [...found.mistakes, { message, range: { start, end }, ...replacement }] };
}

/** True when the next quote below a line break closes a string: then the break is in it. */
function isClosedBelow(text: string, lineBreak: number): boolean {
  for (let at = lineBreak + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return endsBehind(text, at + 1);
  }
  return false;
}

function controlMistake(text: string, first: number, last: number): Mistake {
  const code = text.charCodeAt(first);
  const written = JSON.stringify(text[first]).slice(1, -1);
  const isPair = (text.codePointAt(first - 2) ?? 0) > 0xffff;
  // A line break alone shows nothing: with the character before it, it does.
  const range = { start: first - (isPair ? 2 : 1), end: last + 1 };
  const escaped = text
    .slice(range.start, range.end)
    .replace(/\p{Cc}/gu, (one) => JSON.stringify(one).slice(1, -1));
  return { message: controlText(code, written), range, replacement: escaped };
}

function controlText(code: number, written: string): string {
  if (code === 0x0a) return l10n.t('A line break in a JSON string is written `{0}`.', written);
  return code === 0x09
    ? l10n.t('A tab in a JSON string is written `{0}`.', written)
    : l10n.t('A control character in a JSON string is written `{0}`.', written);
}

/** How wide an escape is; `undefined` for one that JSON does not have. */
function escapeWidth(text: string, at: number): number | undefined {
  if (/["\\/bfnrt]/.test(text[at + 1] ?? '')) return 2;
  return /^u[\da-f]{4}$/i.test(text.slice(at + 1, at + 6)) ? 6 : undefined;
}

function escapeMistake(text: string, at: number): Mistake {
  const letter = String.fromCodePoint(text.codePointAt(at + 1) ?? 0x20);
  const end = Math.min(at + 1 + letter.length, text.length);
  if (letter === 'u') {
    const digits = /^[\da-f]*/i.exec(text.slice(at + 2, at + 6))?.[0].length ?? 0;
    return {
      message: l10n.t('A `\\u` escape must have four hex digits.'),
      range: { start: at, end: end + digits },
    };
  }
  const hex = letter === 'x' ? /^[\da-f]{2}/i.exec(text.slice(end, end + 2))?.[0] : undefined;
  if (hex !== undefined) {
    const replacement = `\\u00${hex}`;
    return {
      message: l10n.t('JSON writes this as `{0}`. Change it.', replacement),
      range: { start: at, end: end + 2 },
      replacement,
    };
  }
  const range = { start: at, end };
  if (letter === "'")
    return { message: l10n.t("JSON has no escape `\\'`. Write `'`."), range, replacement: "'" };
  if (/\s/.test(letter))
    return {
      message: l10n.t('Double the backslash in JSON: `\\\\`.'),
      range: { start: at, end: at + 1 },
      replacement: '\\\\',
    };
  return {
    message: l10n.t(
      'JSON does not have the escape {0}. Double the backslash: {1}.',
      quote(`\\${letter}`),
      quote(`\\\\${letter}`),
    ),
    range,
    replacement: `\\\\${letter}`,
  };
}
