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
/** Ends a sentence before white space: `.` `!` `?` `…`. */
export const TERMINATOR = 6;
/** Ends a sentence anywhere: `。` `！` `？`. */
export const WIDE_TERMINATOR = 7;
/** A letter of a script that is written without spaces between words. */
export const UNSPACED = 8;
export const BACKTICK = 9;
export const BACKSLASH = 10;
export const LESS_THAN = 11;
/** Half of a character beyond the basic plane: ask {@link classOfCodePoint} about the whole. */
export const SURROGATE = 14;
/** Not met before: ask {@link learnUnit}, which fills the tables. */
export const UNKNOWN = 15;

/** The bits of a class that hold its kind; the others are flags. */
export const KIND = 0x0f;
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

/** Looks a unit up in Unicode, notes its class and its case fold, and returns the class. */
export function learnUnit(unit: number): number {
  const surrogate = unit >= 0xd800 && unit <= 0xdfff;
  const learnt = surrogate ? SURROGATE : classOfCodePoint(unit);
  UNIT_CLASS[unit] = learnt;
  UNIT_FOLD[unit] = surrogate ? unit : foldCodePoint(unit);
  return learnt;
}

const UNSPACED_SCRIPTS = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar'];
/**
 * By script extensions, for the long vowel mark `ー` belongs to Hiragana and Katakana alike, and so to no single script.
 * The modifier apostrophe U+02BC is used in Thai among many others, and is left to those.
 */
const UNSPACED_LETTER = new RegExp(
  `^(?!\\u02bc)[${UNSPACED_SCRIPTS.map((name) => `\\p{scx=${name}}`).join('')}]`,
  'u',
);

/** The class of a code point; a lone surrogate is punctuation. */
export function classOfCodePoint(codePoint: number): number {
  if (isWhiteSpace(codePoint)) return SPACE;
  const character = String.fromCodePoint(codePoint);
  if (/[\p{L}\p{Nl}]/u.test(character)) return UNSPACED_LETTER.test(character) ? UNSPACED : LETTER;
  if (/\p{N}/u.test(character)) return DIGIT;
  if (/\p{M}/u.test(character)) return MARK;
  return (
    ROLES.get(character) ?? (/[\p{Pe}\p{Pf}\p{Pi}]/u.test(character) ? PUNCTUATION | CLOSES : PUNCTUATION)
  );
}

const ROLES: ReadonlyMap<string, number> = new Map([
  ['_', UNDERSCORE],
  ['.', TERMINATOR | JOINS_WORDS],
  ...Array.from('!?…').map((character) => [character, TERMINATOR] as const),
  ...Array.from('。！？').map((character) => [character, WIDE_TERMINATOR] as const),
  ['`', BACKTICK],
  ['\\', BACKSLASH],
  ['<', LESS_THAN],
  // Hyphens, the soft one too; the slash; the two joiners, which scripts such as Persian's put inside words.
  ...Array.from('-\u2010\u2011\u00ad/\u200c\u200d').map(
    (character) => [character, PUNCTUATION | JOINS_WORDS] as const,
  ),
  [',', PUNCTUATION | JOINS_DIGITS],
  ...Array.from("'’").map((character) => [character, PUNCTUATION | JOINS_WORDS | CLOSES] as const),
  ...Array.from('"*~＂＇').map((character) => [character, PUNCTUATION | CLOSES] as const),
]);

/** True for what may follow the end mark of a sentence before the white space: closing quotes, brackets, emphasis marks. */
export function isCloser(unitClass: number): boolean {
  return (unitClass & CLOSES) !== 0 || unitClass === UNDERSCORE;
}

/** The class of the unit at an index, learnt if need be. */
export function classAt(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  const known = UNIT_CLASS[unit] ?? UNKNOWN;
  return known === UNKNOWN ? learnUnit(unit) : known;
}
