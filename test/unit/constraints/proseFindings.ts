import { checkText } from '../../../src/core/constraints/index.js';

/** The sentences of a text with more words than that. */
export function longerThan(words: number, text: string): string[] {
  return checkText(text, { MAX_SENTENCE_LENGTH: words }).map(({ start, end }) => text.slice(start, end));
}

/** How many words a text without sentence ends has. */
export function wordsIn(text: string): number {
  // The word in front makes one word enough to be told of.
  const message = checkText(`x ${text}`, { MAX_SENTENCE_LENGTH: 1 })[0]?.message ?? 'has 1 words';
  return Number(/has (\d+) words/.exec(message)?.[1]) - 1;
}

/** What stands behind so many paragraphs. */
export function beyondParagraph(limit: number, text: string): string[] {
  return checkText(text, { MAX_PARAGRAPHS: limit }).map(({ start, end }) => text.slice(start, end));
}
