import { once } from '../text/once.js';

/** A run of characters that nobody sees, with no right to be where it is; offsets are UTF-16 units. */
export interface HiddenRun {
  readonly start: number;
  readonly end: number;
  /** How many characters there are. */
  readonly count: number;
}

/** What Unicode has shown as nothing, and what changes the direction of writing (spec, section 5). */
const CANDIDATES = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/gu;

/** Where none of these is, none of the candidates is: the first of them, and all further ones. */
const FROM_FIRST_CANDIDATE = /[\u00AD-\uFFFF]/;

/** Scripts whose spelling needs joiners between letters (Unicode, chapters 9 and 12 to 14). */
const JOINING_SCRIPTS =
  'Arabic Syriac Mandaic Nko Mongolian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer Myanmar Tibetan Balinese Javanese'.split(
    ' ',
  );

/** Of the candidates, those that emoji sequences are made with. */
const EMOJI_PART = /[\u200D\u{E0020}-\u{E007F}]/u;

/*
 * Expressions with large sets, each made on first use: together they take some 15 ms, which nearly every start would pay in
 * vain, for few files hold a character that they are asked about.
 */
const joiningLetter = once(
  () => new RegExp(`^[${JOINING_SCRIPTS.map((script) => `\\p{Script_Extensions=${script}}`).join('')}]`, 'u'),
);
const mongolianLetter = once(() => /^(?=\p{Script=Mongolian})\p{L}/u);
const ideograph = once(() => /^\p{Unified_Ideograph}/u);
const emoji = once(() => /^\p{Emoji}/u);
const rgiEmoji = once(() => new RegExp('\\p{RGI_Emoji}', 'gv'));

/** True where a text may hold characters that nobody sees. */
export function mayHideCharacters(text: string): boolean {
  return FROM_FIRST_CANDIDATE.test(text) && text.search(CANDIDATES) >= 0;
}

/** Finds all characters of a text that nobody sees and that have no right to be there, those side by side as one. */
export function hiddenRuns(text: string): HiddenRun[] {
  const hidden = [...text.matchAll(CANDIDATES)].filter(
    ({ index, 0: character }) => !belongsThere(text, index, character),
  );
  const runs: { start: number; end: number; count: number }[] = [];
  for (const { index, 0: character } of withoutEmoji(text, hidden)) {
    const last = runs.at(-1);
    if (last?.end === index) {
      last.end += character.length;
      last.count++;
    } else runs.push({ start: index, end: index + character.length, count: 1 });
  }
  return runs;
}

/** True for what chooses between the forms of the character before it, or joins or parts letters of a script that needs it. */
function belongsThere(text: string, index: number, character: string): boolean {
  const codePoint = character.codePointAt(0) ?? 0;
  if (index === 0) return false;
  const before = characterBefore(text, index);
  const after = text.slice(index + character.length, index + character.length + 2);
  if (codePoint === 0xfe0e || codePoint === 0xfe0f) return emoji().test(before);
  if ((codePoint >= 0xfe00 && codePoint <= 0xfe02) || (codePoint >= 0xe0100 && codePoint <= 0xe01ef))
    return ideograph().test(before);
  if (codePoint === 0x200c || codePoint === 0x200d)
    return joiningLetter().test(before) && joiningLetter().test(after);
  // The Mongolian vowel separator stands between letters, the variation selectors behind one.
  if (codePoint === 0x180e) return mongolianLetter().test(before) && mongolianLetter().test(after);
  if (codePoint >= 0x180b && codePoint <= 0x180f) return mongolianLetter().test(before);
  return false;
}

function characterBefore(text: string, index: number): string {
  const pair = text.codePointAt(index - 2) ?? 0;
  return text.slice(pair > 0xffff ? index - 2 : index - 1, index);
}

/** Those of the characters that are in no RGI emoji sequence. */
function withoutEmoji(text: string, found: readonly RegExpExecArray[]): readonly RegExpExecArray[] {
  if (!found.some(({ 0: character }) => EMOJI_PART.test(character))) return found;
  const sequences = [...text.matchAll(rgiEmoji())];
  let next = 0;
  return found.filter(({ index }) => {
    while (endOf(sequences[next]) <= index) next++;
    const nearest = sequences[next];
    return nearest === undefined || index < nearest.index;
  });
}

function endOf(match: RegExpExecArray | undefined): number {
  return match ? match.index + match[0].length : Infinity;
}
