import { listed } from '../text/quote.js';

const NAMES: ReadonlyMap<number, string> = new Map([
  [0x00ad, 'soft hyphen'],
  [0x034f, 'combining grapheme joiner'],
  [0x061c, 'Arabic letter mark'],
  [0x115f, 'Hangul choseong filler'],
  [0x1160, 'Hangul jungseong filler'],
  [0x17b4, 'Khmer inherent vowel'],
  [0x17b5, 'Khmer inherent vowel'],
  [0x180e, 'Mongolian vowel separator'],
  [0x200b, 'zero width space'],
  [0x200c, 'zero width non-joiner'],
  [0x200d, 'zero width joiner'],
  [0x200e, 'left-to-right mark'],
  [0x200f, 'right-to-left mark'],
  [0x202a, 'left-to-right embedding'],
  [0x202b, 'right-to-left embedding'],
  [0x202c, 'pop directional formatting'],
  [0x202d, 'left-to-right override'],
  [0x202e, 'right-to-left override'],
  [0x2060, 'word joiner'],
  [0x2061, 'function application'],
  [0x2062, 'invisible times'],
  [0x2063, 'invisible separator'],
  [0x2064, 'invisible plus'],
  [0x2066, 'left-to-right isolate'],
  [0x2067, 'right-to-left isolate'],
  [0x2068, 'first strong isolate'],
  [0x2069, 'pop directional isolate'],
  [0x3164, 'Hangul filler'],
  [0xfeff, 'zero width no-break space'],
  [0xffa0, 'halfwidth Hangul filler'],
]);

/** Blocks of characters of one kind. */
const KINDS: readonly (readonly [first: number, last: number, name: string])[] = [
  [0x180b, 0x180f, 'Mongolian variation selector'],
  [0xfe00, 0xfe0f, 'variation selector'],
  [0x1bca0, 0x1bca3, 'shorthand format character'],
  [0x1d173, 0x1d17a, 'musical format character'],
  [0xe0000, 0xe007f, 'tag character'],
  [0xe0100, 0xe01ef, 'variation selector'],
];

/** How many kinds of characters a message names. */
const MOST_NAMED = 3;

/** What the characters are, each kind once, the first of them by number: `zero width space (U+200B)`. */
export function namesOf(characters: string): string {
  const names = new Map<string, string>();
  for (const character of characters) {
    const codePoint = character.codePointAt(0) ?? 0;
    const name = nameOf(codePoint);
    if (!names.has(name))
      names.set(name, `${name} (U+${codePoint.toString(16).toUpperCase().padStart(4, '0')})`);
  }
  return listed([...names.values()], MOST_NAMED);
}

function nameOf(codePoint: number): string {
  return (
    NAMES.get(codePoint) ??
    KINDS.find(([first, last]) => codePoint >= first && codePoint <= last)?.[2] ??
    'format character'
  );
}
