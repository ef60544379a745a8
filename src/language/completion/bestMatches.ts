/**
 * The names that a word may be the beginning of, as an editor compares them: its letters occur in them, in order. Those it
 * begins come first, then those that are meant for the place, each in the order of the list.
 */
export function bestMatches(
  names: readonly string[],
  typed: string,
  isMeant: (name: string) => boolean = () => false,
): string[] {
  const word = typed.toLowerCase();
  const groups: [string[], string[], string[]] = [[], [], []];
  for (const name of names) {
    const lower = name.toLowerCase();
    if (!holdsInOrder(lower, word)) continue;
    const begins = word !== '' && lower.startsWith(word);
    groups[begins ? 0 : isMeant(lower) ? 1 : 2].push(name);
  }
  return groups.flat();
}

function holdsInOrder(text: string, word: string): boolean {
  let at = 0;
  for (const letter of word) {
    const found = text.indexOf(letter, at);
    if (found < 0) return false;
    at = found + letter.length;
  }
  return true;
}
