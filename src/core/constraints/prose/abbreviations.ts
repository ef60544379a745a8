import { kindAt, MARK } from '../../text/characterClasses.js';

/** After these a full stop ends no sentence. Those in lower case may begin a sentence, and are then capitalised. */
const ALWAYS = ['e.g', 'i.e', 'cf', 'vs', 'approx', 'Dr', 'Mr', 'Mrs', 'Ms', 'Prof', 'St', 'Sr', 'Jr'];
const BEFORE_DIGIT = ['No', 'Fig', 'Sec', 'Vol', 'p', 'pp'];
const BEFORE_LOWER_CASE = ['etc', 'Inc', 'Ltd', 'Co'];

/** What must follow the full stop of an abbreviation for it to end no sentence. */
export type Follower = 'anything' | 'digit' | 'lower case';

const FOLLOWERS: ReadonlyMap<string, Follower> = new Map([
  ...withCapitals(ALWAYS).map((word) => [word, 'anything'] as const),
  ...withCapitals(BEFORE_DIGIT).map((word) => [word, 'digit'] as const),
  ...withCapitals(BEFORE_LOWER_CASE).map((word) => [word, 'lower case'] as const),
]);

const LONGEST = [...FOLLOWERS.keys()].reduce((longest, word) => Math.max(longest, word.length), 0);

/**
 * What must follow after the word at `[start, end)` and its full stop for the sentence to go on; `undefined` if the full
 * stop ends it. Emphasis marks may lead the word.
 */
export function abbreviationFollower(text: string, start: number, end: number): Follower | undefined {
  while (text[start] === '_') start++;
  if (isInitial(text, start, end)) return 'anything';
  return end - start > LONGEST ? undefined : FOLLOWERS.get(text.slice(start, end));
}

const UPPER_CASE = /^(?!I)\p{Lu}$/u;

/** One upper-case letter other than `I`, by itself or as the last of dotted ones (`J.R.R. Tolkien`); its marks go with it. */
function isInitial(text: string, start: number, end: number): boolean {
  const last = text.charCodeAt(end - 1);
  // Mostly a letter in lower case: no initial, whatever stands before it.
  if (last >= 0x61 && last <= 0x7a) return false;
  let at = end;
  while (at > start + 1 && kindAt(text, at - 1) === MARK) at--;
  at -= (text.codePointAt(at - 2) ?? 0) > 0xffff ? 2 : 1;
  if (at > start && text[at - 1] !== '.') return false;
  return UPPER_CASE.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
}

function withCapitals(words: readonly string[]): string[] {
  return words.flatMap((word) => [word, word.slice(0, 1).toUpperCase() + word.slice(1)]);
}
