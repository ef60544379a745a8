import { characterEnd, DIGIT, kindAt, MARK } from '../../text/characterClasses.js';
import { emojiLetterEnd } from './emojiLetters.js';

/** Is told what a run of word characters consists of, in order. */
export interface RunListener {
  /** From a letter or digit to the last one that belongs to the same word, with the marks of that one. */
  word(start: number, end: number): unknown;
  /** A mark or an underscore beside which a word may begin or end. */
  character(codePoint: number, start: number, end: number): unknown;
}

/**
 * Splits a whole run of letters, digits, marks and underscores wherever a word may begin or end in it: beside underscores
 * without a letter or digit on one side, after marks that belong to nothing in the run, after an emoji that begins with a
 * digit or letter. `max_length` is one word; `_max_` is three pieces, `1️⃣Never` is two words.
 */
export function splitRun(text: string, start: number, end: number, listener: RunListener): void {
  let wordStart = -1;
  /** Everything before is told, or in the word. */
  let wordEnd = start;
  for (let i = start; i < end;) {
    const kind = kindAt(text, i);
    const emoji = kind <= DIGIT ? emojiLetterEnd(text, i) : -1;
    const after = emoji < 0 ? characterEnd(text, i) : Math.min(emoji, end);
    if (kind <= DIGIT) {
      if (wordStart < 0) wordStart = i;
      wordEnd = after;
      if (emoji >= 0) {
        listener.word(wordStart, after);
        wordStart = -1;
      }
    } else if (wordStart < 0) {
      listener.character(text.codePointAt(i) ?? 0, i, after);
      wordEnd = after;
    } else if (kind === MARK && wordEnd === i) {
      wordEnd = after;
    }
    i = after;
  }
  if (wordStart < 0) return;
  listener.word(wordStart, wordEnd);
  for (let i = wordEnd; i < end; i = characterEnd(text, i)) {
    listener.character(text.codePointAt(i) ?? 0, i, characterEnd(text, i));
  }
}

/** The kind of the character before an index that is not 0. */
export function kindBefore(text: string, index: number): number {
  return kindAt(text, characterStart(text, index));
}

/** Where the character before an index that is not 0 begins. */
export function characterStart(text: string, index: number): number {
  return (text.codePointAt(index - 2) ?? 0) > 0xffff ? index - 2 : index - 1;
}
