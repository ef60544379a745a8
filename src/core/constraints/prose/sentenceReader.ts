import {
  characterEnd,
  DIGIT,
  JOINS_DIGITS,
  JOINS_WORDS,
  KIND,
  kindAt,
  LAST_WORD_KIND,
  MARK,
  TERMINATOR,
  UNDERSCORE,
  UNSPACED,
} from '../../text/characterClasses.js';
import { sentenceEnd, type Stretch } from './sentenceEnd.js';
import { createUnspacedWordCounter } from './unspacedWords.js';

/** Counts the words of sentences, told in order of what stands in the prose of a text, and notes those that are too long. */
export class SentenceReader {
  /** Start, end and number of words of each sentence with more words than the limit, by turns. */
  readonly long: number[] = [];

  readonly #text: string;
  readonly #limit: number;
  readonly #stretch: Stretch;
  readonly #countUnspaced = createUnspacedWordCounter();
  #words = 0;
  /** The first visible character of the sentence, -1 before it is met; nothing before `#resume` begins one. */
  #start = -1;
  #resume = 0;
  /** The word read last, and where its next run of letters begins if one is joined to it. */
  #wordStart = -1;
  #wordEnd = -1;
  #joined = -1;
  /** Up to where words without spaces are counted. */
  #counted = 0;

  constructor(text: string, limit: number, stretch: Stretch) {
    this.#text = text;
    this.#limit = limit;
    this.#stretch = stretch;
  }

  /** A run of word characters, the kind of its first one, and the class of what follows it (white space if nothing does). */
  word(start: number, end: number, firstKind: number, next: number): void {
    this.visible(start);
    this.#wordEnd = end;
    if (start !== this.#joined) {
      this.#wordStart = start;
      this.#joined = -1;
      // Emphasis marks and stray accents are no words.
      if (firstKind > DIGIT && !this.#isReadable(start, end)) return;
      this.#words++;
    }
    this.#joined = (next & (JOINS_WORDS | JOINS_DIGITS)) === 0 ? -1 : this.#joinedAt(end, next);
  }

  /** Something that is one word whatever it holds: an opaque range, inline code. */
  oneWord(start: number): void {
    this.visible(start);
    this.#words++;
  }

  /** A letter of a script written without spaces; the run of such letters that it begins is counted as a whole. */
  unspacedLetter(start: number, limit: number): void {
    this.visible(start);
    if (start < this.#counted) return;
    const text = this.#text;
    let end = start;
    for (let kind = UNSPACED; kind === UNSPACED || kind === MARK; kind = kindAt(text, end)) {
      end = characterEnd(text, end);
      if (end >= limit) break;
    }
    this.#words += this.#countUnspaced(text.slice(start, end));
    this.#counted = end;
  }

  /** Any visible character. */
  visible(start: number): void {
    if (this.#start < 0 && start >= this.#resume) this.#start = start;
  }

  /** A character that may end a sentence. */
  endMark(at: number): void {
    if (at < this.#resume) return;
    this.visible(at);
    const end = this.#endAt(at);
    if (end >= 0) this.close(end);
  }

  /** The sentence, if one has begun, ends there at the latest. */
  close(end: number): void {
    if (this.#words > this.#limit) this.long.push(this.#start, end, this.#words);
    this.#words = 0;
    this.#start = -1;
    this.#resume = end;
  }

  #endAt(mark: number): number {
    return sentenceEnd(this.#text, mark, this.#wordEnd === mark ? this.#wordStart : -1, this.#stretch);
  }

  /** Where the word whose last run of letters ends at `end` goes on behind the joiner there; -1 if it does not. */
  #joinedAt(end: number, joiner: number): number {
    const text = this.#text;
    const next = kindAt(text, end + 1);
    if (next > LAST_WORD_KIND) return -1;
    const { bounds, part, nextOpaque } = this.#stretch;
    if (end + 1 >= Math.min(bounds[part + 1] ?? 0, nextOpaque)) return -1;
    if ((joiner & JOINS_DIGITS) !== 0)
      return next === DIGIT && kindAt(text, end - 1) === DIGIT ? end + 1 : -1;
    // In `_at last._ Then` the underscore closes the sentence.
    const closes = next === UNDERSCORE && (joiner & KIND) === TERMINATOR && this.#endAt(end) >= 0;
    return closes ? -1 : end + 1;
  }

  #isReadable(start: number, end: number): boolean {
    for (let i = start; i < end; i++) if (kindAt(this.#text, i) <= DIGIT) return true;
    return false;
  }
}
