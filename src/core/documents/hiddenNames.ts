import * as l10n from '@vscode/l10n';
import { listed } from '../text/quote.js';

/** What characters of one kind are called. */
type Kind = () => string;

const HANGUL_FILLER: Kind = () => l10n.t('Hangul filler');
const VARIATION_SELECTOR: Kind = () => l10n.t('variation selector');
const OTHER: Kind = () => l10n.t('invisible character');

const NAMES: ReadonlyMap<number, Kind> = new Map([
  [0xad, () => l10n.t('soft hyphen')],
  [0x34f, () => l10n.t('combining grapheme joiner')],
  [0x61c, () => l10n.t('Arabic letter mark')],
  [0x180e, () => l10n.t('Mongolian vowel separator')],
  [0x200b, () => l10n.t('zero width space')],
  [0x200c, () => l10n.t('zero width non-joiner')],
  [0x200d, () => l10n.t('zero width joiner')],
  [0x200e, () => l10n.t('left-to-right mark')],
  [0x200f, () => l10n.t('right-to-left mark')],
  [0x202d, () => l10n.t('left-to-right override')],
  [0x202e, () => l10n.t('right-to-left override')],
  [0x2060, () => l10n.t('word joiner')],
  [0xfeff, () => l10n.t('zero width no-break space')],
]);

/** Characters of one kind that stand side by side in Unicode. */
const KINDS: readonly (readonly [first: number, last: number, kind: Kind])[] = [
  [0x115f, 0x1160, HANGUL_FILLER],
  [0x180b, 0x180f, VARIATION_SELECTOR],
  [0x202a, 0x202c, () => l10n.t('directional formatting')],
  [0x2061, 0x2064, () => l10n.t('invisible operator')],
  [0x2066, 0x2069, () => l10n.t('directional isolate')],
  [0x3164, 0x3164, HANGUL_FILLER],
  [0xfe00, 0xfe0f, VARIATION_SELECTOR],
  [0xffa0, 0xffa0, HANGUL_FILLER],
  [0xe0000, 0xe007f, () => l10n.t('tag character')],
  [0xe0100, 0xe01ef, VARIATION_SELECTOR],
];

/** How many kinds of characters a message names. */
const MOST_NAMED = 3;

/** What the characters are, each kind once, the first of them by number: `zero width space (U+200B)`. */
export function namesOf(characters: string): string {
  const names = new Map<Kind, string>();
  for (const character of characters) {
    const codePoint = character.codePointAt(0) ?? 0;
    const kind = kindOf(codePoint);
    if (!names.has(kind))
      names.set(kind, `${kind()} (U+${codePoint.toString(16).toUpperCase().padStart(4, '0')})`);
  }
  return listed([...names.values()], MOST_NAMED);
}

function kindOf(codePoint: number): Kind {
  return (
    NAMES.get(codePoint) ??
    KINDS.find(([first, last]) => codePoint >= first && codePoint <= last)?.[2] ??
    OTHER
  );
}
