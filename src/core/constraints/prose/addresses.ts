import {
  BACKSLASH,
  BACKTICK,
  characterEnd,
  classAt,
  COLON,
  DIGIT,
  isCloser,
  KIND,
  kindAt,
  LESS_THAN,
  LETTER,
  MARK,
  SPACE,
  TERMINATOR,
} from '../../text/characterClasses.js';
import { DOT, HYPHEN, isEscapable } from './markers.js';
import type { Stretch } from './stretch.js';

const AT = 0x40;
/** Punctuation of scripts that set no white space beside it; no address has any. */
const WIDE_PUNCTUATION = /[\u3001-\u3003\u3008-\u3011\u3014-\u301f！（），：；？［］｛｝｠｡｢｣､]/;
const SCHEME_UNIT = /[A-Za-z0-9+.-]/;
const LOCAL_UNIT = /[\p{L}\p{N}\p{M}_.%+-]/u;

/** Tells where words that have been read turn out to be addresses: URLs, and of e-mail. */
export class Addresses {
  readonly #text: string;
  readonly #stretch: Stretch;
  /** Up to where what follows a `+` has been looked at, and whether it leads to the `@` or `://` of an address. */
  #lookedUntil = 0;
  #leadsOn = false;

  constructor(text: string, stretch: Stretch) {
    this.#text = text;
    this.#stretch = stretch;
  }

  /**
   * The end of the URL in which the word `[start, end)` is `www` or the scheme: white space ends it, and what can stand in
   * none; punctuation that closes it is none of it. -1 if there is no URL.
   */
  urlEnd(start: number, end: number): number {
    const text = this.#text;
    if (text.startsWith('://', end)) return this.#isScheme(start, end) ? this.#urlEndFrom(end + 3) : -1;
    const isWww = text.charCodeAt(end) === DOT && /^_*www$/i.test(text.slice(start, end));
    return isWww && isLetterOrDigit(kindAt(text, end + 1)) ? this.#urlEndFrom(end) : -1;
  }

  /** Whether the `@` or `+` at an index stands inside an address whose first part is the word before it. */
  goesOn(at: number): boolean {
    const text = this.#text;
    if (text.charCodeAt(at) === AT) return this.#isDomain(at + 1);
    if (at < this.#lookedUntil) return this.#leadsOn;
    const limit = this.#limit();
    // The `+` itself may stand there.
    let end = at;
    while (end < limit && LOCAL_UNIT.test(text[end] ?? '')) end++;
    this.#lookedUntil = end;
    this.#leadsOn = text.startsWith('://', end) || (text.charCodeAt(end) === AT && this.#isDomain(end + 1));
    return this.#leadsOn;
  }

  #limit(): number {
    return Math.min(this.#stretch.lineEnd, this.#stretch.nextOpaque);
  }

  #isScheme(wordStart: number, end: number): boolean {
    const text = this.#text;
    let start = end;
    while (start > wordStart && SCHEME_UNIT.test(text[start - 1] ?? '')) start--;
    const isWhole = start === wordStart || !isLetterOrDigit(kindAt(text, start - 1));
    return isWhole && /[A-Za-z]/.test(text[start] ?? '');
  }

  /** Two names or more, with dots between them. */
  #isDomain(from: number): boolean {
    const text = this.#text;
    const limit = this.#limit();
    let names = 0;
    let isName = false;
    for (let at = from; at < limit; at = characterEnd(text, at)) {
      const unit = text.charCodeAt(at);
      if (unit === HYPHEN || isLetterOrDigit(kindAt(text, at))) {
        if (!isName) names++;
        isName = true;
      } else if (unit === DOT && isName) isName = false;
      else break;
    }
    return names > 1;
  }

  #urlEndFrom(from: number): number {
    const text = this.#text;
    const limit = this.#stretch.lineEnd;
    let at = from;
    let closable = from;
    while (at < limit) {
      const opaqueEnd = this.#stretch.opaqueEnd(at);
      if (opaqueEnd >= 0) {
        at = closable = opaqueEnd;
        continue;
      }
      const kind = classAt(text, at) & KIND;
      if (kind === SPACE || (kind === LESS_THAN && this.#stretch.tagEnd(at) >= 0)) break;
      if (WIDE_PUNCTUATION.test(text[at] ?? '')) break;
      let after = characterEnd(text, at);
      if (kind === BACKTICK) {
        after = this.#stretch.backticksEnd(at);
        if (this.#stretch.codeEnd(at, after) >= 0) break;
      } else if (kind === BACKSLASH && isEscapable(text.charCodeAt(after))) after++;
      at = after;
    }
    at = Math.min(at, limit);
    while (at > closable && closesAddress(text, at - 1)) at--;
    return at;
  }
}

function isLetterOrDigit(kind: number): boolean {
  return kind === LETTER || kind === DIGIT || kind === MARK;
}

function closesAddress(text: string, at: number): boolean {
  const unitClass = classAt(text, at);
  const kind = unitClass & KIND;
  return isCloser(unitClass) || kind === TERMINATOR || kind === COLON || ',;>'.includes(text[at] ?? '');
}
