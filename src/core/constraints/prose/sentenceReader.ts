import {
  characterEnd,
  COLON,
  DIGIT,
  JOINS_ADDRESS,
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
import { Addresses } from './addresses.js';
import { LineByLine } from './lineByLine.js';
import { colonEnd, endsLabel, mayBeginLabel, MAX_LABEL_WORDS, startsLowerCase } from './lineStarts.js';
import { sentenceEnd } from './sentenceEnd.js';
import type { Stretch } from './stretch.js';
import { createUnspacedWordCounter } from './unspacedWords.js';

/** The last letter of `www`. */
const LOWER_CASE_W = 0x77;
const JOINS = JOINS_WORDS | JOINS_DIGITS | JOINS_ADDRESS;

/** Counts the words of sentences, told in order of what stands in the prose of a text, and notes those that are too long. */
export class SentenceReader {
  /** Start, end and number of words of each sentence with more words than the limit, by turns. */
  readonly long: number[] = [];
  /** Where the URL ends that the word read last turned out to begin: what is in it is not to be told. */
  urlEnd = 0;

  readonly #text: string;
  readonly #limit: number;
  readonly #stretch: Stretch;
  readonly #countUnspaced = createUnspacedWordCounter();
  readonly #addresses: Addresses;
  readonly #lineByLine: LineByLine;
  #isLineByLine = false;
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
  /**
   * Where a line begins that may begin with a label, -1 once it is known not to; where the sentence ends then that stands
   * before it, and how many words that has.
   */
  #labelStart = -1;
  #endBefore = 0;
  #wordsBefore = 0;

  constructor(text: string, limit: number, stretch: Stretch) {
    this.#text = text;
    this.#limit = limit;
    this.#stretch = stretch;
    this.#addresses = new Addresses(text, stretch);
    this.#lineByLine = new LineByLine(text);
  }

  /** A stretch of prose begins. */
  begin(): void {
    this.#isLineByLine = this.#lineByLine.isWritten(this.#stretch);
  }

  /** A run of word characters, the kind of its first one, and the class of what follows it (white space if nothing does). */
  word(start: number, end: number, firstKind: number, next: number): void {
    // The emphasis marks that it begins with may have closed the sentence before.
    if (this.#start < 0 && end > this.#resume) this.#start = Math.max(start, this.#resume);
    this.#wordEnd = end;
    if (start !== this.#joined) {
      this.#wordStart = start;
      this.#joined = -1;
      // Emphasis marks and stray accents are no words.
      if (firstKind > DIGIT && !this.#isReadable(start, end)) return;
      this.#words++;
    }
    this.#joined = (next & JOINS) === 0 ? -1 : this.#joinedAt(start, end, next);
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

  /** A colon, which may end a label or, where it ends the line, a sentence. */
  colon(at: number): void {
    this.visible(at);
    if (this.#labelStart >= 0) {
      const isLabel =
        this.#words - this.#wordsBefore <= MAX_LABEL_WORDS && endsLabel(this.#text, at, this.#stretch);
      if (isLabel) this.#closeBefore();
    }
    const end = colonEnd(this.#text, at, this.#stretch);
    if (end >= 0) this.close(end);
  }

  /** The line `[lineStart, lineEnd)` begins, and what is visible above it ends at `endAbove`. */
  lineBreak(endAbove: number, lineStart: number, lineEnd: number): void {
    this.#labelStart = -1;
    if (this.#start < 0) return;
    const start = this.#stretch.skipTags(lineStart, lineEnd);
    const isOpaque = this.#stretch.nextOpaque <= start && this.#stretch.opaqueEnd(start) >= 0;
    const first = isOpaque ? 0 : (this.#text.codePointAt(start) ?? 0);
    if (this.#isLineByLine && !startsLowerCase(first)) {
      this.close(endAbove);
    } else if (mayBeginLabel(first)) {
      this.#labelStart = start;
      this.#endBefore = endAbove;
      this.#wordsBefore = this.#words;
    }
  }

  /** The sentence, if one has begun, ends there at the latest. */
  close(end: number): void {
    if (this.#words > this.#limit) this.long.push(this.#start, end, this.#words);
    this.#words = 0;
    this.#start = this.#labelStart = -1;
    this.#resume = end;
  }

  /** The sentence ended where the line above did. */
  #closeBefore(): void {
    const words = this.#words - this.#wordsBefore;
    const start = this.#labelStart;
    this.#words = this.#wordsBefore;
    this.close(this.#endBefore);
    this.#words = words;
    this.#start = start;
  }

  #endAt(mark: number): number {
    return sentenceEnd(this.#text, mark, this.#wordEnd === mark ? this.#wordStart : -1, this.#stretch);
  }

  /** Where the word whose last run `[start, end)` is goes on behind the joiner there; -1 if it does not. */
  #joinedAt(start: number, end: number, joiner: number): number {
    const text = this.#text;
    const kind = joiner & KIND;
    if (kind === COLON || (kind === TERMINATOR && (text.charCodeAt(end - 1) | 0x20) === LOWER_CASE_W)) {
      const urlEnd = this.#addresses.urlEnd(start, end);
      if (urlEnd >= 0) this.urlEnd = urlEnd;
      if (urlEnd >= 0 || kind === COLON) return -1;
    }
    const next = kindAt(text, end + 1);
    if (next > LAST_WORD_KIND || end + 1 >= Math.min(this.#stretch.lineEnd, this.#stretch.nextOpaque))
      return -1;
    if ((joiner & JOINS_ADDRESS) !== 0) return this.#addresses.goesOn(end) ? end + 1 : -1;
    if ((joiner & JOINS_DIGITS) !== 0)
      return next === DIGIT && kindAt(text, end - 1) === DIGIT ? end + 1 : -1;
    // In `_at last._ Then` the underscore closes the sentence.
    const closes = next === UNDERSCORE && kind === TERMINATOR && this.#endAt(end) >= 0;
    return closes ? -1 : end + 1;
  }

  #isReadable(start: number, end: number): boolean {
    for (let i = start; i < end; i++) if (kindAt(this.#text, i) <= DIGIT) return true;
    return false;
  }
}
