import {
  characterEnd,
  DIGIT,
  kindAt,
  LAST_WORD_KIND,
  MARK,
  PUNCTUATION,
  SPACE,
  UNDERSCORE,
  UNSPACED,
} from '../../text/characterClasses.js';
import { Clusters } from './clusters.js';
import { emojiLetterEnd } from './emojiLetters.js';
import { PassedRuns } from './passedRuns.js';
import { characterStart, kindBefore } from './wordRuns.js';

const ZERO_WIDTH_NON_JOINER = 0x200c;
const ZERO_WIDTH_JOINER = 0x200d;

/**
 * Tells whether an occurrence of a token may begin or end at a place of a text (spec, section 4, "Word boundaries"). Where
 * its edge is part of no word (punctuation, a symbol and its marks), it may do so anywhere. Looking at every place of a text,
 * in order, is linear in its length.
 */
export class TokenEdges {
  readonly #text: string;
  /** Marks and joiners belong to the character before them. */
  readonly #attached: PassedRuns;
  /** Underscores, marks and joiners make one word of letters on both sides of them. */
  readonly #binding: PassedRuns;
  readonly #clusters = new Clusters();

  constructor(text: string) {
    this.#text = text;
    this.#attached = new PassedRuns(text, isAttached);
    this.#binding = new PassedRuns(text, isBinding);
  }

  /** True if an occurrence may begin at an index, with the character that is there. */
  mayBeginAt(start: number): boolean {
    if (start === 0) return true;
    const first = kindAt(this.#text, start);
    if (!isOfWord(first) || (first !== UNSPACED && kindBefore(this.#text, start) === SPACE)) return true;
    if (this.#ownerBefore(this.#binding.startOf(start), start) <= DIGIT) return false;
    const isSpaced =
      first !== UNSPACED && this.#ownerBefore(this.#attached.startOf(start), start) !== UNSPACED;
    return isSpaced || this.#isClusterBoundary(start);
  }

  /** True if an occurrence may end at an index, with the character before it. */
  mayEndAt(end: number): boolean {
    const text = this.#text;
    if (end === text.length) return true;
    const last = kindBefore(text, end);
    const beside = kindAt(text, end);
    if (beside === SPACE) return true;
    const owner = last === MARK ? this.#ownerBefore(this.#attached.startOf(end), end) : last;
    if (!isOfWord(owner)) return true;
    const isOwnMark = beside === MARK && owner !== UNDERSCORE;
    if (isOwnMark && owner !== UNSPACED) return false;
    if (!isOwnMark) {
      const next = this.#binding.endOf(end);
      if (next < text.length && kindAt(text, next) <= DIGIT) return false;
    }
    return (owner !== UNSPACED && beside !== UNSPACED) || this.#isClusterBoundary(end);
  }

  /**
   * The kind of the character before `run`, to which all from there to `end` belongs; a digit or letter that begins an emoji
   * is a symbol. White space where there is none.
   */
  #ownerBefore(run: number, end: number): number {
    if (run === 0) return SPACE;
    const start = characterStart(this.#text, run);
    const kind = kindAt(this.#text, start);
    if (kind > DIGIT || run === end) return kind;
    const emoji = emojiLetterEnd(this.#text, start);
    return emoji < 0 || emoji > end ? kind : PUNCTUATION;
  }

  #isClusterBoundary(at: number): boolean {
    const text = this.#text;
    const before = characterStart(text, at);
    const after = text.slice(at, characterEnd(text, at));
    if (!this.#clusters.isBoundary(text.slice(before, at), after)) return false;
    // Two characters tell all, but where a consonant is joined to one before it by marks between them.
    if (!isAttached(text, before)) return true;
    const run = this.#attached.startOf(at);
    return this.#clusters.isBoundary(text.slice(run > 0 ? characterStart(text, run) : 0, at), after);
  }
}

function isOfWord(kind: number): boolean {
  return kind <= LAST_WORD_KIND || kind === UNSPACED;
}

function isAttached(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit === ZERO_WIDTH_JOINER || unit === ZERO_WIDTH_NON_JOINER || kindAt(text, index) === MARK;
}

function isBinding(text: string, index: number): boolean {
  return kindAt(text, index) === UNDERSCORE || isAttached(text, index);
}
