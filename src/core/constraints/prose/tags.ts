import { Finder } from './finder.js';
import { EQUALS, GREATER, isBlankUnit, LESS_THAN_UNIT, skipBlanks, skipSpace } from './markers.js';
import { opaqueFrom, type OpaqueBounds } from './opaque.js';

const LINE_BREAK = 0x0a;
const EXCLAMATION = 0x21;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const SLASH = 0x2f;
const QUESTION = 0x3f;
const BACKTICK = 0x60;

/**
 * Finds tags: what CommonMark 0.31 reads as inline HTML, with `_`, `.` and `:` allowed in names. They may go on over line
 * breaks, but not over a blank line, unless they are comments and the like that say where they end. Opaque ranges may stand
 * in attribute values and comments. Read by hand, not by an expression, since a tag may be as long as its text.
 */
export class Tags {
  readonly #text: string;
  readonly #opaque: OpaqueBounds;
  readonly #finder: Finder;
  /** No declaration that begins in here ends before a blank line. */
  #failedFrom = 0;
  #failedUntil = 0;
  /** Of the tag being read: how far, where it must end, the next opaque range, and the block quote markers of its lines. */
  #at = 0;
  #limit = 0;
  #nextOpaque = 0;
  #depth = 0;

  constructor(text: string, opaque: OpaqueBounds) {
    this.#text = text;
    this.#opaque = opaque;
    this.#finder = new Finder(text, opaque);
  }

  /**
   * The end of the tag that the `<` at an index opens, at most `limit`; -1 if it opens none. `depth` is how many block
   * quote markers may lead the lines that it goes on over.
   */
  end(start: number, limit: number, depth: number): number {
    const text = this.#text;
    this.#at = start + 1;
    this.#limit = limit;
    this.#depth = depth;
    this.#nextOpaque = opaqueFrom(this.#opaque, start);
    const unit = text.charCodeAt(start + 1);
    if (unit === SLASH) {
      this.#at++;
      return this.#skipName(false) && this.#skipSpace() >= 0 && this.#unit() === GREATER ? this.#at + 1 : -1;
    }
    if (unit === QUESTION) return this.#within(this.#finder.after('?>', start + 2));
    if (unit !== EXCLAMATION) return this.#skipName(false) ? this.#openingEnd() : -1;
    // `<!-->` and `<!--->` are whole comments.
    if (text.startsWith('--', start + 2)) return this.#within(this.#finder.after('-->', start + 2));
    if (text.startsWith('[CDATA[', start + 2)) return this.#within(this.#finder.after(']]>', start + 9));
    return isAsciiLetter(text.charCodeAt(start + 2)) ? this.#declarationEnd(start) : -1;
  }

  /** The index after the tags and white space at an index, as far as they begin before `lineEnd`; none ends behind `limit`. */
  skip(at: number, lineEnd: number, limit: number, depth: number): number {
    let after = at;
    while (after < lineEnd && this.#text.charCodeAt(after) === LESS_THAN_UNIT) {
      const end = this.end(after, limit, depth);
      if (end < 0) break;
      after = skipSpace(this.#text, end, lineEnd);
    }
    return after;
  }

  #within(end: number): number {
    return end <= this.#limit ? end : -1;
  }

  /** Reads what follows the name of an opening tag. */
  #openingEnd(): number {
    for (;;) {
      const spaces = this.#skipSpace();
      if (spaces < 0) return -1;
      const unit = this.#unit();
      if (unit === GREATER) return this.#at + 1;
      if (unit === SLASH) {
        this.#at++;
        return this.#unit() === GREATER ? this.#at + 1 : -1;
      }
      if (spaces === 0 || !this.#skipName(true) || !this.#skipValue()) return -1;
    }
  }

  /** Reads the name of a tag, or of an attribute, which may begin with `_` and `:` too. */
  #skipName(isAttribute: boolean): boolean {
    const first = this.#unit();
    if (!isAsciiLetter(first) && !(isAttribute && (first === 0x5f || first === 0x3a))) return false;
    do this.#at++;
    while (isNameUnit(this.#unit()));
    return true;
  }

  /** Reads the value of an attribute, if it has one. */
  #skipValue(): boolean {
    const nameEnd = this.#at;
    // Before a blank line no value comes, and then not the end of the tag either.
    if (this.#skipSpace() < 0 || this.#unit() !== EQUALS) {
      this.#at = nameEnd;
      return true;
    }
    this.#at++;
    if (this.#skipSpace() < 0) return false;
    const quote = this.#unit();
    if (quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE) return this.#skipQuoted(quote);
    const start = this.#at;
    while (this.#skipOpaque() || isBareUnit(this.#unit())) this.#at++;
    return this.#at > start;
  }

  #skipQuoted(quote: number): boolean {
    this.#at++;
    while (this.#at < this.#limit) {
      if (this.#skipOpaque()) {
        this.#at++;
        continue;
      }
      const unit = this.#unit();
      if (unit === LINE_BREAK) {
        if (!this.#skipLineBreak()) return false;
        continue;
      }
      this.#at++;
      if (unit === quote) return true;
    }
    return false;
  }

  /** Goes to the last unit of the opaque range that begins here, if one does. */
  #skipOpaque(): boolean {
    const opaque = this.#opaque;
    while ((opaque[this.#nextOpaque + 1] ?? Infinity) <= this.#at) this.#nextOpaque += 2;
    if (opaque[this.#nextOpaque] !== this.#at) return false;
    this.#at = (opaque[this.#nextOpaque + 1] ?? 0) - 1;
    return true;
  }

  /** How many blanks and line breaks were skipped; -1 at a blank line. */
  #skipSpace(): number {
    const start = this.#at;
    for (let unit = this.#unit(); ; unit = this.#unit()) {
      if (isBlankUnit(unit)) this.#at++;
      else if (unit !== LINE_BREAK) return this.#at - start;
      else if (!this.#skipLineBreak()) return -1;
    }
  }

  /** Goes on to the next line, behind its block quote markers; false if that is blank. */
  #skipLineBreak(): boolean {
    const text = this.#text;
    let at = skipBlanks(text, this.#at + 1, this.#limit);
    for (let depth = 0; depth < this.#depth && text.charCodeAt(at) === GREATER; depth++)
      at = skipBlanks(text, at + 1, this.#limit);
    this.#at = at;
    return at < this.#limit && text.charCodeAt(at) !== LINE_BREAK;
  }

  /** `<!`, a letter, and anything but `>` and a blank line. */
  #declarationEnd(start: number): number {
    const isKnown = start >= this.#failedFrom && start < this.#failedUntil;
    const end = this.#finder.after('>', start);
    if (isKnown || end > this.#limit) return -1;
    do {
      const next = this.#finder.after('\n', this.#at);
      if (next > end) return end;
      this.#at = next - 1;
    } while (this.#skipLineBreak());
    this.#failedFrom = start;
    this.#failedUntil = this.#at;
    return -1;
  }

  /** The unit here; 0 at the limit and where an opaque range begins. */
  #unit(): number {
    const opaque = this.#opaque;
    while ((opaque[this.#nextOpaque + 1] ?? Infinity) <= this.#at) this.#nextOpaque += 2;
    const isOver = this.#at >= this.#limit || this.#at >= (opaque[this.#nextOpaque] ?? Infinity);
    return isOver ? 0 : this.#text.charCodeAt(this.#at);
  }
}

function isAsciiLetter(unit: number): boolean {
  return (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a;
}

/** `[A-Za-z0-9_.:-]`. */
function isNameUnit(unit: number): boolean {
  return isAsciiLetter(unit) || (unit >= 0x2d && unit <= 0x3a && unit !== SLASH) || unit === 0x5f;
}

/** What may stand in the value of an attribute without quotes. */
function isBareUnit(unit: number): boolean {
  return (
    unit > 0x20 &&
    unit !== DOUBLE_QUOTE &&
    unit !== SINGLE_QUOTE &&
    unit !== EQUALS &&
    unit !== LESS_THAN_UNIT &&
    unit !== GREATER &&
    unit !== BACKTICK
  );
}
