import { once } from './once.js';

/*
 * What acts instead of being seen: controls (C0, C1, DEL), separators of lines and paragraphs, halves of characters, what
 * changes the direction of writing, and what nobody sees (Unicode Default_Ignorable_Code_Point, and annotations).
 */
const unseenCharacters = once(
  () => new RegExp('[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\uFFF9-\\uFFFB]', 'gu'),
);

/** Most texts hold nothing else than this and line feeds: then nobody waits until the long lists above are compiled. */
const OTHER_THAN_PLAIN = /[^\n\x20-\x7e\u2018-\u201d]/;

const han = once(() => new RegExp('\\p{Script=Han}', 'u'));
const mongolian = once(() => new RegExp('\\p{Script=Mongolian}', 'u'));
const emoji = once(() => new RegExp('\\p{Emoji}', 'u'));
const pictograph = once(() => new RegExp('\\p{Extended_Pictographic}', 'u'));
/** What a joined emoji may have before its joiner. */
const joined = once(() => new RegExp('[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F]', 'u'));
/** Letters and marks of scripts that are spelled with joiners, or might be. */
const joining = once(
  () =>
    new RegExp(
      '(?![\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Script=Common}\\p{Script=Inherited}])[\\p{L}\\p{M}]',
      'u',
    ),
);
/** The three flags that are spelled with tag characters: England, Scotland, Wales (Unicode, emoji-sequences.txt). */
const FLAGS = ['gbeng', 'gbsct', 'gbwls'].map(
  (name) => `\u{1F3F4}${Array.from(name, (letter) => fromTag(letter)).join('')}\u{E007F}`,
);
const LONGEST_FLAG = 14;

/**
 * A text on one line, with what is not seen or not text spelled out, such as `\u001b` or `\u{e0041}`. Names in any script,
 * and emoji, stay as they are.
 */
export function oneLine(text: string): string {
  return spellOut(text, escaped);
}

/** The same for a text of several lines: line feeds and tabs stay. */
export function severalLines(text: string): string {
  return spellOut(text, (unseen) => (unseen === '\n' || unseen === '\t' ? unseen : escaped(unseen)));
}

/** Replaces each character that is not seen by what `spell` gives. */
export function spellOut(text: string, spell: (unseen: string) => string): string {
  if (!OTHER_THAN_PLAIN.test(text))
    return text.includes('\n') ? text.replaceAll('\n', () => spell('\n')) : text;
  return text.replace(unseenCharacters(), (unseen, index: number) =>
    belongs(unseen.codePointAt(0) ?? 0, text, index) ? unseen : spell(unseen),
  );
}

function escaped(unseen: string): string {
  const code = (unseen.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
  return code.length > 4 ? `\\u{${code}}` : `\\u${code}`;
}

/** True for a character that is part of how the one before it is written. */
function belongs(code: number, text: string, index: number): boolean {
  if (code < 0x180b) return false;
  const before = characterBefore(text, index);
  if (code <= 0x180f) return mongolian().test(before);
  if (code === 0x200c || code === 0x200d)
    return (
      joining().test(before) || (code === 0x200d && joined().test(before) && isPictograph(text, index + 1))
    );
  if (code === 0xfe0e || code === 0xfe0f) return emoji().test(before) || han().test(before);
  if ((code >= 0xfe00 && code <= 0xfe0d) || (code >= 0xe0100 && code <= 0xe01ef)) return han().test(before);
  return isInFlag(text, index);
}

function characterBefore(text: string, index: number): string {
  const pair = text.slice(Math.max(0, index - 2), index);
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair) ? pair : pair.slice(-1);
}

function isPictograph(text: string, index: number): boolean {
  const code = text.codePointAt(index);
  return code !== undefined && pictograph().test(String.fromCodePoint(code));
}

function isInFlag(text: string, index: number): boolean {
  const from = Math.max(0, index - LONGEST_FLAG);
  const around = text.slice(from, index + LONGEST_FLAG);
  return FLAGS.some((flag) => {
    const at = around.lastIndexOf(flag, index - from);
    return at >= 0 && from + at + flag.length > index;
  });
}

function fromTag(letter: string): string {
  return String.fromCodePoint(0xe0000 + letter.charCodeAt(0));
}
