const KEYCAP = '\u20e3';
const EMOJI_SELECTOR = '\ufe0f';
/** `ℹ`, the one letter that is an emoji where a selector says so. */
const INFORMATION = '\u2139';

/** Where the emoji ends that the digit or letter at an index begins (`1️⃣`, `ℹ️`); -1 if it begins none. */
export function emojiLetterEnd(text: string, index: number): number {
  const character = text[index] ?? '';
  const selected = text[index + 1] === EMOJI_SELECTOR;
  if (character === INFORMATION) return selected ? index + 2 : -1;
  const mark = selected ? index + 2 : index + 1;
  return character >= '0' && character <= '9' && text[mark] === KEYCAP ? mark + 1 : -1;
}
