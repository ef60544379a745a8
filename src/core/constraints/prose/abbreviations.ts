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

/** No word longer than this, emphasis marks included, is looked up. */
export const LONGEST_ABBREVIATION = 16;

/** What must follow after the word and its full stop for the sentence to go on; `undefined` if the full stop ends it. */
export function abbreviationFollower(written: string): Follower | undefined {
  const word = written.replace(/^_+/, '');
  return isInitial(word) ? 'anything' : FOLLOWERS.get(word);
}

/** One upper-case letter other than `I`, by itself or as the last of dotted ones (`J.R.R. Tolkien`). */
function isInitial(word: string): boolean {
  return /^(?:.*\.)?(?!I$)\p{Lu}$/u.test(word);
}

function withCapitals(words: readonly string[]): string[] {
  return words.flatMap((word) => [word, word.slice(0, 1).toUpperCase() + word.slice(1)]);
}
