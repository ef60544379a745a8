import { foldCodePoint } from './caseFold.js';
import { isWhiteSpace } from './whiteSpace.js';

/*
 * What a character is to a reader of prose. The kinds that make words come first, so that one comparison tells them:
 * `kind <= LAST_WORD_KIND`.
 */
export const LETTER = 0;
/** Any number (Unicode N), for `½` and `²` are read as numbers too. */
export const DIGIT = 1;
export const MARK = 2;
export const UNDERSCORE = 3;
export const LAST_WORD_KIND = UNDERSCORE;
export const SPACE = 4;
/** Whatever has no role of its own, symbols and controls included. */
export const PUNCTUATION = 5;
/** Ends a sentence before white space: Unicode's Sentence_Terminal, and `…`. */
export const TERMINATOR = 6;
/** Ends a sentence anywhere: `。` `！` `？` `｡`. */
export const WIDE_TERMINATOR = 7;
/** A letter of a script that is written without spaces between words. */
export const UNSPACED = 8;
export const BACKTICK = 9;
export const BACKSLASH = 10;
export const LESS_THAN = 11;
/** `:` and `：`, which end a sentence at the end of a line, and may end a label. */
export const COLON = 12;
/**
 * Half of a character beyond the basic plane, or one of the few that may make an emoji of a digit or letter: ask
 * {@link classOfCodePoint} about the whole.
 */
export const SURROGATE = 14;
/** Not met before: ask {@link learnUnit}, which fills the tables. */
export const UNKNOWN = 15;

/** The bits of a class that hold its kind; the others are flags. */
export const KIND = 0x0f;
/** May stand inside an address behind its first word: `://`, `@`, and the `+` before either. */
export const JOINS_ADDRESS = 0x10;
/** Stays inside a word between two letters or digits: apostrophes, hyphens, `.`, `/`, joiners. */
export const JOINS_WORDS = 0x20;
/** Stays inside a word between two digits: `,`. */
export const JOINS_DIGITS = 0x40;
/** May stand between the end mark of a sentence and the white space after it: quotes, brackets, emphasis marks. */
export const CLOSES = 0x80;

/**
 * The class of every UTF-16 unit, learnt as units are met: filling both tables in advance would take longer than most
 * checks. They are memory of pure functions, so sharing them between all checks changes no answer.
 */
export const UNIT_CLASS = new Uint8Array(0x10000).fill(UNKNOWN);
/** The case-folded unit of every unit that {@link UNIT_CLASS} knows; a surrogate is itself. */
export const UNIT_FOLD = new Uint16Array(0x10000);
/** The same as {@link UNIT_CLASS} for characters beyond the basic plane, made when the first is met. */
let astralClasses: Uint8Array | undefined;

/** Looks a unit up in Unicode, notes its class and its case fold, and returns the class. */
export function learnUnit(unit: number): number {
  const surrogate = isSurrogate(unit);
  const learnt = surrogate || MAKES_EMOJI.has(unit) ? SURROGATE : lookUp(unit);
  UNIT_CLASS[unit] = learnt;
  UNIT_FOLD[unit] = surrogate ? unit : foldCodePoint(unit);
  return learnt;
}

/** The class of the unit at an index, learnt if need be; at the end of the text it is that of U+0000. */
export function classAt(text: string, index: number): number {
  const unit = text.charCodeAt(index) | 0;
  const known = UNIT_CLASS[unit] ?? UNKNOWN;
  return known === UNKNOWN ? learnUnit(unit) : known;
}

/** The class of a code point, learnt if need be; a lone surrogate is punctuation. */
export function classOfCodePoint(codePoint: number): number {
  if (isSurrogate(codePoint)) return PUNCTUATION;
  if (codePoint <= 0xffff) {
    const known = UNIT_CLASS[codePoint] ?? UNKNOWN;
    const learnt = known === UNKNOWN ? learnUnit(codePoint) : known;
    return learnt === SURROGATE ? lookUp(codePoint) : learnt;
  }
  astralClasses ??= new Uint8Array(0x100000).fill(UNKNOWN);
  const index = codePoint - 0x10000;
  const known = astralClasses[index] ?? UNKNOWN;
  return known === UNKNOWN ? (astralClasses[index] = lookUp(codePoint)) : known;
}

/** The kind of the whole character that begins at an index. */
export function kindAt(text: string, index: number): number {
  const kind = classAt(text, index) & KIND;
  return kind === SURROGATE ? classOfCodePoint(text.codePointAt(index) ?? 0) & KIND : kind;
}

/** The end of the run of word characters that goes on at `from`, at most `limit`. */
export function wordRunEnd(text: string, from: number, limit: number): number {
  let end = from;
  while (end < limit && kindAt(text, end) <= LAST_WORD_KIND) end = characterEnd(text, end);
  return end;
}

/** The index after the character at an index, which may be a pair of units. */
export function characterEnd(text: string, index: number): number {
  return index + ((text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1);
}

/** True for what may follow the end mark of a sentence before the white space: closing quotes, brackets, emphasis marks. */
export function isCloser(unitClass: number): boolean {
  return (unitClass & CLOSES) !== 0 || unitClass === UNDERSCORE;
}

function isSurrogate(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint <= 0xdfff;
}

/** The keycap, and the one letter (`ℹ`) that is an emoji where a selector says so. */
const MAKES_EMOJI: ReadonlySet<number> = new Set([0x20e3, 0x2139]);

const UNSPACED_SCRIPTS = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar'];
/**
 * By script extensions, for the long vowel mark `ー` belongs to Hiragana and Katakana alike, and so to no single script.
 * The modifier apostrophe U+02BC is used in Thai among many others, and is left to those.
 */
const UNSPACED_LETTER = new RegExp(
  `^(?!\\u02bc)[${UNSPACED_SCRIPTS.map((name) => `\\p{scx=${name}}`).join('')}]`,
  'u',
);

const CLOSER = PUNCTUATION | CLOSES;
const ASCII_DIGITS = /\d/;
const LETTERS = /[\p{L}\p{Nl}]/u;
const NUMBERS = /\p{N}/u;
const MARKS = /\p{M}/u;
const SENTENCE_TERMINALS = /\p{Sentence_Terminal}/u;
/** Closing and opening marks alike, for the quote that opens a quotation in one language closes it in another. */
const CLOSERS = /[\p{Pe}\p{Pf}\p{Pi}]/u;

function lookUp(codePoint: number): number {
  if (isWhiteSpace(codePoint)) return SPACE;
  // The letters of most texts, without waking the regular expressions.
  if ((codePoint | 0x20) >= 0x61 && (codePoint | 0x20) <= 0x7a) return LETTER;
  const character = String.fromCodePoint(codePoint);
  if (codePoint < 0x80) return ASCII_DIGITS.test(character) ? DIGIT : (ROLES.get(character) ?? PUNCTUATION);
  if (LETTERS.test(character)) return UNSPACED_LETTER.test(character) ? UNSPACED : LETTER;
  if (NUMBERS.test(character)) return DIGIT;
  if (MARKS.test(character)) return MARK;
  const role = ROLES.get(character);
  if (role !== undefined) return role;
  if (SENTENCE_TERMINALS.test(character)) return TERMINATOR;
  return CLOSERS.test(character) ? CLOSER : PUNCTUATION;
}

const ROLES: ReadonlyMap<string, number> = new Map([
  ['_', UNDERSCORE],
  ['.', TERMINATOR | JOINS_WORDS],
  ...Array.from('!?…').map((character) => [character, TERMINATOR] as const),
  ...Array.from('。！？｡').map((character) => [character, WIDE_TERMINATOR] as const),
  ['`', BACKTICK],
  ['\\', BACKSLASH],
  ['<', LESS_THAN],
  [':', COLON | JOINS_ADDRESS],
  ['：', COLON],
  ...Array.from('@+').map((character) => [character, PUNCTUATION | JOINS_ADDRESS] as const),
  // Hyphens, the soft one too; the slash; the two joiners, which scripts such as Persian's put inside words.
  ...Array.from('-\u2010\u2011\u00ad/\u200c\u200d').map(
    (character) => [character, PUNCTUATION | JOINS_WORDS] as const,
  ),
  [',', PUNCTUATION | JOINS_DIGITS],
  ...Array.from("'’").map((character) => [character, PUNCTUATION | JOINS_WORDS | CLOSES] as const),
  ...Array.from('"*~)]}＂＇').map((character) => [character, CLOSER] as const),
]);
