import type { Finding } from '../model/findings.js';
import { addAll } from '../text/addAll.js';
import { mapQuoted } from './scalarMaps.js';
import {
  mappingNode,
  stringNode,
  unreadableNode,
  type MappingEntry,
  type ScalarNode,
  type ValueNode,
} from './valueNode.js';
import { duplicateKeyFindings, floatNode, integerNode, MAX_DEPTH, surrogateFinding } from './valueRules.js';

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BLANK = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPENING_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const LITERALS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const;

/**
 * Reads the values of strict JSON with their places, in one walk over its text. It reads what `JSON.parse` reads and no more;
 * at the first mistake it stops, and what is wrong is for others to say. (A parser that goes on behind mistakes makes a
 * tree of its own first, which took most of the time, and most of a bundle's room.)
 */
export class JsonReader {
  /** What is wrong with values of a text whose syntax is right. */
  readonly findings: Finding[] = [];
  #at = 0;
  #depth = 0;

  constructor(
    private readonly text: string,
    /** Of a text that is not, its values need not be told to hold lone surrogates as well. */
    private readonly isWellFormed: boolean,
  ) {}

  /** The value of the whole text; `undefined` for what is no JSON, or nested too deep. */
  read(): ValueNode | undefined {
    this.#skipSpace();
    const root = this.#value();
    this.#skipSpace();
    return this.#at === this.text.length ? root : undefined;
  }

  #value(): ValueNode | undefined {
    const unit = this.text.charCodeAt(this.#at);
    if (unit === QUOTE) return this.#string();
    if (unit === OPENING_BRACE) return this.#mapping();
    if (unit === OPENING_BRACKET) return this.#list();
    return this.#number() ?? this.#literal();
  }

  #mapping(): ValueNode | undefined {
    const start = this.#at;
    if (!this.#open()) return undefined;
    const entries: MappingEntry[] = [];
    let hasUnreadableKey = false;
    if (!this.#closes(CLOSING_BRACE)) {
      do {
        this.#skipSpace();
        if (this.text.charCodeAt(this.#at) !== QUOTE) return undefined;
        const key = this.#string();
        this.#skipSpace();
        if (!key || !this.#takes(COLON)) return undefined;
        this.#skipSpace();
        const value = this.#value();
        if (!value) return undefined;
        if (key.kind === 'string') entries.push({ key: key.value, keyRange: key.range, value });
        else hasUnreadableKey = true;
        this.#skipSpace();
      } while (this.#takes(COMMA));
      if (!this.#takes(CLOSING_BRACE)) return undefined;
    }
    this.#depth--;
    const mapping = mappingNode(entries, { start, end: this.#at }, hasUnreadableKey);
    if (mapping.byKey.size < entries.length) addAll(this.findings, duplicateKeyFindings(mapping));
    return mapping;
  }

  #list(): ValueNode | undefined {
    const start = this.#at;
    if (!this.#open()) return undefined;
    const items: ValueNode[] = [];
    if (!this.#closes(CLOSING_BRACKET)) {
      do {
        this.#skipSpace();
        const item = this.#value();
        if (!item) return undefined;
        items.push(item);
        this.#skipSpace();
      } while (this.#takes(COMMA));
      if (!this.#takes(CLOSING_BRACKET)) return undefined;
    }
    this.#depth--;
    return { kind: 'list', items, range: { start, end: this.#at } };
  }

  /** Goes past an opening bracket, unless it opens one level too many. */
  #open(): boolean {
    if (++this.#depth > MAX_DEPTH + 1) return false;
    this.#at++;
    return true;
  }

  /** Whether a mapping or a list is empty. */
  #closes(bracket: number): boolean {
    this.#skipSpace();
    return this.#takes(bracket);
  }

  #takes(unit: number): boolean {
    if (this.text.charCodeAt(this.#at) !== unit) return false;
    this.#at++;
    return true;
  }

  #string(): ValueNode | undefined {
    const { text } = this;
    const start = this.#at;
    let at = start + 1;
    let isEscaped = false;
    for (let unit = text.charCodeAt(at); unit !== QUOTE; unit = text.charCodeAt(++at)) {
      // The end of the text is no unit at all.
      if (!(unit >= BLANK)) return undefined;
      if (unit !== BACKSLASH) continue;
      isEscaped = true;
      at++;
    }
    const range = { start, end: at + 1 };
    const value = isEscaped ? unescaped(text.slice(start, range.end)) : text.slice(start + 1, at);
    if (value === undefined) return undefined;
    this.#at = range.end;
    if (value.isWellFormed()) return stringNode(value, range, () => mapQuoted(text, range, value, '"'));
    if (this.isWellFormed) addAll(this.findings, surrogateFinding(value, range));
    return unreadableNode(range);
  }

  #number(): ValueNode | undefined {
    NUMBER.lastIndex = this.#at;
    const match = NUMBER.exec(this.text);
    if (!match) return undefined;
    const [digits, fraction, exponent] = match;
    const range = { start: this.#at, end: this.#at + digits.length };
    this.#at = range.end;
    const isInteger = fraction === undefined && exponent === undefined;
    return this.#scalar(isInteger ? integerNode(digits, range) : floatNode(Number(digits), range));
  }

  #scalar(result: ScalarNode | Finding): ValueNode {
    if ('kind' in result) return result;
    this.findings.push(result);
    return unreadableNode(result.range);
  }

  #literal(): ValueNode | undefined {
    const start = this.#at;
    for (const [word, value] of LITERALS) {
      if (!this.text.startsWith(word, start)) continue;
      const range = { start, end: start + word.length };
      this.#at = range.end;
      return { kind: value === null ? 'null' : 'boolean', value, range };
    }
    return undefined;
  }

  #skipSpace(): void {
    for (;;) {
      const unit = this.text.charCodeAt(this.#at);
      if (unit !== BLANK && unit !== LINE_FEED && unit !== TAB && unit !== CARRIAGE_RETURN) return;
      this.#at++;
    }
  }
}

function unescaped(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}
