import type { TextSize } from './measuredText.js';

export const counted = new Intl.NumberFormat('en');

/** "1 word", "1,200 words". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${counted.format(count)} ${count === 1 ? one : many}`;
}

/** A size in a few words: in tokens where they are counted, else in characters. */
export function sizeInWords(size: TextSize | undefined): string {
  if (!size) return '';
  const { words, characters, tokens } = size;
  return `${countOf(words, 'word')} · ${tokens === undefined ? countOf(characters, 'character') : countOf(tokens, 'token')}`;
}
