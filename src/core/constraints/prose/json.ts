import { classAt, KIND, SPACE } from '../../text/characterClasses.js';
import { Finder } from './finder.js';
import { BRACKET, COLON, isBlankUnit } from './markers.js';
import { opaqueFrom, type OpaqueBounds } from './opaque.js';

const LINE_BREAK = 0x0a;
const DOUBLE_QUOTE = 0x22;
const COMMA = 0x2c;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/** What the grammar of JSON allows next. */
const VALUE = 0;
const VALUE_OR_END = 1;
const KEY_OR_END = 2;
const KEY_END = 3;
const MEMBER_END = 4;

const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;

/**
 * Finds JSON that stands in prose without a fence: from a line's first bracket to the one that closes it at the end of a
 * line. Comments and trailing commas are allowed, and an opaque range is a value, or text of a string. To be asked about
 * the places of a text in order; each unit is read once, since what a failed reading saw of what is within it is kept.
 */
export class JsonBlocks {
  readonly #text: string;
  readonly #opaque: OpaqueBounds;
  readonly #filled: OpaqueBounds;
  readonly #finder: Finder;
  /** Up to where brackets have been read, and the ends of those that are closed at the end of a line. */
  #readUntil = 0;
  readonly #ends = new Map<number, number>();
  #at = 0;
  #nextOpaque = 0;

  /** Takes also the bounds of the ranges in which nothing begins that is taken for code. */
  constructor(text: string, opaque: OpaqueBounds, filled: OpaqueBounds) {
    this.#text = text;
    this.#opaque = opaque;
    this.#filled = filled;
    this.#finder = new Finder(text, opaque);
  }

  /** The end of the JSON that a line's first bracket, at `start`, opens; -1 if it opens none. */
  end(start: number): number {
    if ((this.#filled[opaqueFrom(this.#filled, start)] ?? Infinity) <= start) return -1;
    if (start >= this.#readUntil) {
      this.#ends.clear();
      this.#read(start);
      this.#readUntil = this.#at;
    }
    return this.#ends.get(start) ?? -1;
  }

  /** Reads on from a bracket until it is closed or what stands there is no JSON. */
  #read(start: number): void {
    const text = this.#text;
    /** Of each open bracket: whether it is a brace, and where it stands. */
    const isObject: boolean[] = [];
    const starts: number[] = [];
    let allowed = VALUE;
    this.#at = start;
    do {
      const at = this.#at;
      if (this.#skipOpaque()) {
        if (allowed > VALUE_OR_END) return;
        allowed = MEMBER_END;
        continue;
      }
      const unit = text.charCodeAt(at);
      if (isBlankUnit(unit) || unit === LINE_BREAK || unit === 0x0d) {
        this.#at++;
        continue;
      }
      if (unit === SLASH) {
        if (!this.#skipComment()) return;
        continue;
      }
      if (unit === BRACE || unit === BRACKET) {
        if (allowed > VALUE_OR_END) return;
        isObject.push(unit === BRACE);
        starts.push(at);
        allowed = unit === BRACE ? KEY_OR_END : VALUE_OR_END;
        this.#at++;
      } else if (unit === CLOSING_BRACE || unit === CLOSING_BRACKET) {
        const mayEnd = unit === CLOSING_BRACE ? allowed === KEY_OR_END : allowed === VALUE_OR_END;
        if (isObject.pop() !== (unit === CLOSING_BRACE) || !(mayEnd || allowed === MEMBER_END)) return;
        const opening = starts.pop();
        this.#at++;
        allowed = MEMBER_END;
        if (opening !== undefined && this.#isLineEnd()) this.#ends.set(opening, this.#at);
      } else if (unit === COMMA) {
        if (allowed !== MEMBER_END) return;
        allowed = isObject.at(-1) === true ? KEY_OR_END : VALUE_OR_END;
        this.#at++;
      } else if (unit === COLON) {
        if (allowed !== KEY_END) return;
        allowed = VALUE;
        this.#at++;
      } else if (unit === DOUBLE_QUOTE) {
        if (allowed > KEY_OR_END || !this.#skipString()) return;
        allowed = allowed === KEY_OR_END ? KEY_END : MEMBER_END;
      } else {
        SCALAR.lastIndex = at;
        if (allowed > VALUE_OR_END || !SCALAR.test(text)) return;
        this.#at = SCALAR.lastIndex;
        allowed = MEMBER_END;
      }
    } while (isObject.length > 0);
  }

  /** Goes behind the opaque range that begins here, if one does. */
  #skipOpaque(): boolean {
    const opaque = this.#opaque;
    while ((opaque[this.#nextOpaque + 1] ?? Infinity) <= this.#at) this.#nextOpaque += 2;
    if (opaque[this.#nextOpaque] !== this.#at) return false;
    this.#at = opaque[this.#nextOpaque + 1] ?? 0;
    return true;
  }

  #skipComment(): boolean {
    const isLine = this.#text.charCodeAt(this.#at + 1) === SLASH;
    if (!isLine && !this.#text.startsWith('/*', this.#at)) return false;
    const end = isLine ? this.#finder.after('\n', this.#at) - 1 : this.#finder.after('*/', this.#at + 2);
    this.#at = Math.min(end, this.#text.length);
    return true;
  }

  #skipString(): boolean {
    const text = this.#text;
    this.#at++;
    for (;;) {
      if (this.#skipOpaque()) continue;
      const unit = text.charCodeAt(this.#at);
      if (unit === BACKSLASH) {
        ESCAPE.lastIndex = this.#at;
        if (!ESCAPE.test(text)) return false;
        this.#at = ESCAPE.lastIndex;
        continue;
      }
      if (!(unit >= 0x20)) return false;
      this.#at++;
      if (unit === DOUBLE_QUOTE) return true;
    }
  }

  /** Whether nothing but white space follows in the line. */
  #isLineEnd(): boolean {
    const text = this.#text;
    let at = this.#at;
    while (text.charCodeAt(at) !== LINE_BREAK && (classAt(text, at) & KIND) === SPACE) at++;
    return at >= text.length || text.charCodeAt(at) === LINE_BREAK;
  }
}
