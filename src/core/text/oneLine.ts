/*
 * What acts instead of being seen: controls (C0, C1, DEL), separators of lines and paragraphs, halves of characters, what
 * changes the direction of writing, and what nobody sees (Unicode Default_Ignorable_Code_Point, and annotations).
 */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;

const HAN = /\p{Script=Han}/u;
const MONGOLIAN = /\p{Script=Mongolian}/u;
const EMOJI = /\p{Emoji}/u;
const PICTOGRAPH = /\p{Extended_Pictographic}/u;
/** What a joined emoji may have before its joiner. */
const JOINED = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]/u;
/** Letters and marks of scripts that are spelled with joiners, or might be. */
const JOINING =
  /(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}])[\p{L}\p{M}]/u;
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
  return text.replace(UNSEEN, (unseen, index: number) =>
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
  if (code <= 0x180f) return MONGOLIAN.test(before);
  if (code === 0x200c || code === 0x200d)
    return JOINING.test(before) || (code === 0x200d && JOINED.test(before) && isPictograph(text, index + 1));
  if (code === 0xfe0e || code === 0xfe0f) return EMOJI.test(before) || HAN.test(before);
  if ((code >= 0xfe00 && code < 0xfe0e) || (code >= 0xe0100 && code <= 0xe01ef)) return HAN.test(before);
  return code >= 0xe0020 && code <= 0xe007f && isInFlag(text, index);
}

function characterBefore(text: string, index: number): string {
  const pair = text.slice(Math.max(0, index - 2), index);
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair) ? pair : pair.slice(-1);
}

function isPictograph(text: string, index: number): boolean {
  const code = text.codePointAt(index);
  return code !== undefined && PICTOGRAPH.test(String.fromCodePoint(code));
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
