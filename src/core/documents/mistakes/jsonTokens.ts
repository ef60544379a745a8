import * as l10n from '@vscode/l10n';
import { isWhiteSpace } from '../../text/whiteSpace.js';
import { doubleQuotedString, foreignString, opensForeignString } from './jsonStrings.js';
import type { Mistake } from './mistake.js';

/** A piece of a text that should be JSON. */
export interface JsonToken {
  readonly type: 'sign' | 'string' | 'word' | 'end';
  readonly start: number;
  readonly end: number;
  /** True for a string that the end of the text cuts off. */
  readonly isCut: boolean;
  /** What is wrong before it and in it, told when it is taken. */
  readonly mistakes: readonly Mistake[];
}

const SIGNS = '{}[]:,=;';
/** What ends a word without quotes. */
const WORD_END = /[\s{}[\]:,"=;\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]/g;
const COMMENT = /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$(?![^]))|#[^\n]*/y;

/**
 * The tokens of a text that should be JSON, one after the other, and what is wrong in and between them. It reads what other
 * languages write too, so that one foreign habit does not hide the rest.
 */
export class JsonTokens {
  #at = 0;
  #ahead: JsonToken[] = [];
  /** Where the last comment ended. */
  #comment: number | undefined;

  constructor(
    readonly text: string,
    private readonly report: (mistake: Mistake) => void,
  ) {}

  peek(distance = 0): JsonToken {
    while (this.#ahead.length <= distance) this.#ahead.push(this.#read());
    return this.#ahead[distance] ?? this.#read();
  }

  take(): JsonToken {
    const token = this.peek();
    this.#ahead.shift();
    for (const mistake of token.mistakes) this.report(mistake);
    return token;
  }

  /** The text of a token. */
  textOf({ start, end }: Pick<JsonToken, 'start' | 'end'>): string {
    return this.text.slice(start, end);
  }

  /** True for a sign, such as `{`. */
  is(token: JsonToken, sign: string): boolean {
    return token.type === 'sign' && this.text[token.start] === sign;
  }

  /** Goes on reading at an offset. */
  moveTo(at: number): void {
    this.#at = at;
    this.#ahead = [];
  }

  #read(): JsonToken {
    const mistakes: Mistake[] = [];
    this.#skipSpace(mistakes);
    const { text } = this;
    const start = this.#at;
    const unit = text[start];
    const token = (type: JsonToken['type'], end: number, isCut = false): JsonToken => {
      this.#at = end;
      return { type, start, end, isCut, mistakes };
    };
    if (unit === undefined) return token('end', start);
    if (unit === '"' || opensForeignString(unit)) {
      const string = unit === '"' ? doubleQuotedString(text, start) : foreignString(text, start);
      for (const mistake of string.mistakes) mistakes.push(mistake);
      return token('string', string.end, string.isCut);
    }
    if (SIGNS.includes(unit)) return token('sign', start + (text.startsWith('=>', start) ? 2 : 1));
    WORD_END.lastIndex = start + 1;
    return token('word', WORD_END.exec(text)?.index ?? text.length);
  }

  #skipSpace(mistakes: Mistake[]): void {
    const { text } = this;
    let foreignFrom = -1;
    for (; this.#at <= text.length; this.#at++) {
      const unit = text[this.#at] ?? '';
      const isForeign = isForeignSpace(text.charCodeAt(this.#at));
      if (isForeign && foreignFrom < 0) foreignFrom = this.#at;
      if (!isForeign && foreignFrom >= 0) {
        const message = l10n.t('JSON does not allow this white space. Replace it with a space.');
        const range = { start: foreignFrom, end: this.#at };
        mistakes.push({ message, range, replacement: ' ', habit: 'white space' });
        foreignFrom = -1;
      }
      if (unit === '') return;
      const isSpace = isForeign || ' \t\n\r'.includes(unit);
      if (!isSpace && !('/#'.includes(unit) && this.#skipComment(mistakes))) return;
    }
  }

  /** Comments with nothing but blanks between them are one. */
  #skipComment(mistakes: Mistake[]): boolean {
    COMMENT.lastIndex = this.#at;
    const found = COMMENT.exec(this.text)?.[0];
    if (found === undefined) return false;
    const range = { start: this.#at, end: this.#at + found.length };
    const follows = this.#comment !== undefined && this.text.slice(this.#comment, range.start).trim() === '';
    if (!follows)
      mistakes.push({ message: l10n.t('JSON has no comments. Remove it.'), range, replacement: '' });
    this.#comment = range.end;
    this.#at = range.end - 1;
    return true;
  }
}

/** White space of Unicode that JSON does not know, and characters without width that are taken for it. */
function isForeignSpace(unit: number): boolean {
  const isJson = unit === 0x20 || unit === 0x09 || unit === 0x0a || unit === 0x0d;
  return !isJson && (isWhiteSpace(unit) || unit === 0xfeff || unit === 0x200b);
}
