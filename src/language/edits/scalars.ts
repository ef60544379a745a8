/** How a text is written in its file: as Markdown itself, in quotes of either kind, plain, or as a block of lines. */
export type ScalarStyle = 'raw' | 'double' | 'single' | 'plain' | 'block';

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  '"': 'double',
  "'": 'single',
  '|': 'block',
  '>': 'block',
};

/** The style of a YAML or JSON text by the character it starts with. */
export function styleOf(first = ''): ScalarStyle {
  return STYLES[first] ?? 'plain';
}

/** A piece of one line as it is written inside a text of that style. */
export function escaped(piece: string, style: ScalarStyle): string {
  if (style === 'double') return doubleQuoted(piece, false).slice(1, -1);
  return style === 'single' ? piece.replaceAll("'", "''") : piece;
}

/** Characters that are not seen, or not allowed, as they are. */
const HIDDEN = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu;

/** A text in double quotes. JSON escapes what is beyond U+FFFF by halves, YAML as a whole. */
export function doubleQuoted(text: string, yaml: boolean): string {
  return JSON.stringify(text).replace(HIDDEN, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    if (character.length === 1) return `\\u${hex(codePoint, 4)}`;
    if (yaml) return `\\U${hex(codePoint, 8)}`;
    return `\\u${hex(character.charCodeAt(0), 4)}\\u${hex(character.charCodeAt(1), 4)}`;
  });
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0');
}

/** Words of letters, with what does no harm among them, that YAML reads as text wherever it stands in a block mapping. */
const PLAIN = /^(?!(?:true|false|null)$)[A-Za-z][A-Za-z0-9_.,'’ -]*$/i;
/** No blank is the last, or beside another. */
const LOOSE_BLANK = / (?: |$)/;

/** A text as a value of a block mapping in YAML: plain where that is safe. */
export function yamlText(text: string): string {
  return PLAIN.test(text) && !LOOSE_BLANK.test(text) ? text : doubleQuoted(text, true);
}
