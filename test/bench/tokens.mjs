// Tokens to forbid, as many as one asks for.

/** Tokens that prompts do hold, so that every list finds the same. */
const COMMON = [
  'delve',
  'utilize',
  'leverage',
  'cutting-edge',
  'obviously',
  'as an AI',
  'feel free',
  'make sure',
  'in order to',
  'your task is',
];

const ONSETS = [
  'b',
  'c',
  'd',
  'f',
  'g',
  'h',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  't',
  'st',
  'tr',
  'pl',
  'con',
  're',
];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ea', 'io'];
const CODAS = ['', '', 'n', 'r', 's', 't', 'l', 'nd', 'ck', 'ng'];

/** So many different tokens: {@link COMMON}, then made-up words of two to four syllables, every tenth with another behind it. */
export function forbiddenTokens(count) {
  const random = seededRandom(1);
  const tokens = new Set(COMMON.slice(0, count));
  while (tokens.size < count) {
    const word = madeUpWord(random);
    tokens.add(tokens.size % 10 === 9 ? `${word} ${madeUpWord(random)}` : word);
  }
  return [...tokens];
}

/**
 * So many tokens that look to a word's ends like those of the text, and are none: its words of four letters and more with
 * a letter changed in the middle.
 */
export function misspelled(text, count) {
  const words = [...new Set(text.toLowerCase().match(/[a-z]{4,}/g))];
  const known = new Set(words);
  const tokens = new Set();
  for (let round = 0; tokens.size < count && round < 26; round++) {
    for (const word of words) {
      const middle = word.length >> 1;
      const letter = String.fromCharCode(0x61 + ((word.charCodeAt(middle) - 0x61 + 1 + round) % 26));
      const changed = word.slice(0, middle) + letter + word.slice(middle + 1);
      if (!known.has(changed)) tokens.add(changed);
      if (tokens.size === count) break;
    }
  }
  return [...tokens];
}

function madeUpWord(random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const syllables = 2 + Math.floor(random() * 3);
  return Array.from({ length: syllables }, () => pick(ONSETS) + pick(VOWELS)).join('') + pick(CODAS);
}

/** Numbers from 0 to 1 that are the same every time (a linear congruential generator). */
function seededRandom(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
