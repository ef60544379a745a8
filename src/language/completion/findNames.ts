import { lettersOf, placeOf, type NameList } from '../scopes/nameList.js';

/** What is looked for among names. */
export interface NameQuery {
  /** The letters that are typed: they occur in a name in this order, as editors compare them. */
  readonly typed: string;
  /** The most names that are wanted. One more is given where there are more. */
  readonly most: number;
  /** A word in names that are meant for a place: they come before others. */
  readonly meant?: string;
}

/**
 * The names that letters may stand for: those that begin with them first, then those that are meant for the place. In a list of
 * many they are found about as soon as in one of few.
 */
export function findNames(list: NameList, { typed, most, meant = '' }: NameQuery): string[] {
  const { names, lower, letters } = list.ordered();
  const word = typed.toLowerCase();
  const start = placeOf(lower, word);
  let end = start;
  if (word !== '') while (end - start <= most && lower[end]?.startsWith(word)) end++;
  const begin = names.slice(start, end);
  if (begin.length > most) return begin;

  const wanted = lettersOf(word);
  const preferred = lettersOf(meant) | wanted;
  const first: string[] = [];
  const rest: string[] = [];
  for (let i = 0; i < names.length && first.length <= most; i++) {
    const held = letters[i] ?? 0;
    // Most names are passed over by this alone: it has to be quick.
    const mayBeMeant = (held & preferred) === preferred;
    if (!mayBeMeant && (rest.length > most || (held & wanted) !== wanted)) continue;
    const name = lower[i] ?? '';
    if ((i >= start && i < end) || !holdsInOrder(name, word)) continue;
    if (mayBeMeant && name.includes(meant)) first.push(names[i] ?? '');
    else if (rest.length <= most) rest.push(names[i] ?? '');
  }
  return [...begin, ...first, ...rest].slice(0, most + 1);
}

/** Whether the letters of a word occur in a text, in their order. */
export function holdsInOrder(text: string, word: string): boolean {
  let at = 0;
  for (let i = 0; i < word.length; i++) {
    at = text.indexOf(word.charAt(i), at) + 1;
    if (at === 0) return false;
  }
  return true;
}
