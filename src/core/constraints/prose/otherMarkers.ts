import { characterEnd, classAt, KIND, kindAt, LETTER, SPACE, UNSPACED } from '../../text/characterClasses.js';
import { isAsciiDigit } from './markers.js';

/*
 * List markers that Markdown does not know and people write all the same (spec, section 4). Unlike its own they interrupt
 * any paragraph.
 */

const BULLETS = '•◦▪●○‣–—';
/** One character that is an ordinal: digits and letters in circles or brackets, and with a full stop. */
const ENCLOSED = /[\u2460-\u24ff\u2776-\u2793\u3220-\u3229\u3251-\u325f\u3280-\u3289\u32b1-\u32bf]/;
const CHINESE_NUMERALS = '〇零一二三四五六七八九十百';
const IDEOGRAPHIC_COMMA = '、';
/** As many digits, or Chinese numerals, as an ordinal has at most. */
const MAX_DIGITS = 3;

/** The index after the marker at an index; -1 if there is none. `end` is that of the line. */
export function otherMarkerEnd(text: string, at: number, end: number): number {
  const character = text[at] ?? '';
  // Mostly a letter or digit of ASCII begins the line, and nothing that makes it a marker follows.
  if (/[A-Za-z]/.test(character)) return mayBeOrdinal(text, at) ? closedOrdinal(text, at, end, false) : -1;
  if (BULLETS.includes(character) || ENCLOSED.test(character)) return endsMarker(text, at + 1, end);
  if (character === '(' || character === '（') return closedOrdinal(text, at + 1, end, true);
  const digits = countWhile(text, at, end, isDigit) || countWhile(text, at, end, isChineseNumeral);
  if (digits > 0 && text[at + digits] === IDEOGRAPHIC_COMMA && at + digits < end) return at + digits + 1;
  return closedOrdinal(text, at, end, false);
}

/** Whether a line that begins with a letter may begin with a marker; asked before looking closer. */
export function mayBeOrdinal(text: string, at: number): boolean {
  return isClosingBracket(text.charCodeAt(at + 1));
}

/** Whether the marker that ends there is one that anything may follow. */
export function needsNoSpace(text: string, end: number): boolean {
  return text[end - 1] === IDEOGRAPHIC_COMMA;
}

function isClosingBracket(unit: number): boolean {
  return unit === 0x29 || unit === 0xff09;
}

/** One letter, or (behind an opening bracket) up to three digits, and a closing bracket. */
function closedOrdinal(text: string, at: number, end: number, isOpened: boolean): number {
  const kind = at < end ? kindAt(text, at) : SPACE;
  const isLetter = kind === LETTER || kind === UNSPACED;
  const digits = isOpened ? countWhile(text, at, end, isDigit) : 0;
  const closing = isLetter ? characterEnd(text, at) : at + digits;
  if (closing === at || closing >= end || !isClosingBracket(text.charCodeAt(closing))) return -1;
  return endsMarker(text, closing + 1, end);
}

function countWhile(text: string, at: number, end: number, test: (unit: number) => boolean): number {
  let count = 0;
  while (count <= MAX_DIGITS && at + count < end && test(text.charCodeAt(at + count))) count++;
  return count <= MAX_DIGITS ? count : 0;
}

/** The index itself where the line ends or white space stands, otherwise -1. */
function endsMarker(text: string, at: number, end: number): number {
  return at >= end || (classAt(text, at) & KIND) === SPACE ? at : -1;
}

function isDigit(unit: number): boolean {
  return isAsciiDigit(unit) || (unit >= 0xff10 && unit <= 0xff19);
}

function isChineseNumeral(unit: number): boolean {
  return CHINESE_NUMERALS.includes(String.fromCharCode(unit));
}
