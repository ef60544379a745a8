/** The names of a list in lower case, made once for each list: those of an index stay the same until a name comes or goes. */
const lowered = new WeakMap<readonly string[], readonly string[]>();

/**
 * The names that a word may be the beginning of, as an editor compares them: its letters occur in them, in order. Those it
 * begins come first, then those that are meant for the place, each in the order of the list; one more than `most` at most.
 */
export function bestMatches(
  names: readonly string[],
  typed: string,
  most: number,
  isMeant: (lower: string) => boolean = () => false,
): string[] {
  const word = typed.toLowerCase();
  let lower = lowered.get(names);
  if (!lower) lowered.set(names, (lower = names.map((name) => name.toLowerCase())));
  const groups: [string[], string[], string[]] = [[], [], []];
  for (let i = 0; i < names.length; i++) {
    const name = lower[i] ?? '';
    if (!holdsInOrder(name, word)) continue;
    const group = groups[word !== '' && name.startsWith(word) ? 0 : isMeant(name) ? 1 : 2];
    if (group.length <= most) group.push(names[i] ?? '');
  }
  return groups.flat().slice(0, most + 1);
}

function holdsInOrder(text: string, word: string): boolean {
  let at = 0;
  for (let i = 0; i < word.length; i++) {
    at = text.indexOf(word.charAt(i), at) + 1;
    if (at === 0) return false;
  }
  return true;
}
