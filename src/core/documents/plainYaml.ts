import type { TextMap } from '../text/textMap.js';
import { mapBlock, mapPlain, mapQuoted } from './scalarMaps.js';
import { mappingNode, stringNode, type MappingEntry, type MappingNode, type ValueNode } from './valueNode.js';
import { duplicateKeyFindings, floatNode, integerNode } from './valueRules.js';

// Most files hold block mappings of plain keys with simple scalars, literal blocks and lists of scalars. They are read here
// in one pass, several times as fast as a whole parser can. At the first doubt nothing is read: the parser decides then.

/** What the parser may take for more than a character, or no character at all. */
const UNUSUAL = /[^\P{Cc}\n]|[\u2028\u2029\uFEFF]/u;
const KEY = /([A-Za-z_][\w.+@/-]*):(?=[ \n])/y;
/** Keys and values that are no strings. */
const RESERVED = /^(?:null|true|false)$/i;
const BOOLEAN = /^(?:true|True|TRUE|false|False|FALSE)$/;
/** What a string may begin with that is plain beyond doubt. */
const PLAIN_START = /^[A-Za-z_(/$<\u00C0-\u{10FFFF}]/u;
/** What ends a plain text, or makes it something else. */
const NOT_PLAIN = /:(?: |$)| #/;
const INTEGER = /^-?(?:0|[1-9]\d{0,14})$/;
const FLOAT = /^-?(?:0|[1-9]\d{0,9})\.\d{1,10}$/;
/** A version: what has two dots is no number. */
const VERSION = /^\d+\.\d+\.\d+[\w.+-]*$/;
const MAX_LEVELS = 16;

/** The values of a YAML text that is plain beyond doubt, as the parser reads them; `undefined` for any other. */
export function readPlainYaml(text: string, offset: number): MappingNode | undefined {
  if (!text.endsWith('\n') || UNUSUAL.test(text) || !text.isWellFormed()) return undefined;
  return new PlainYamlReader(text, offset).read();
}

class PlainYamlReader {
  /** Where the next line starts that is not read yet. */
  #at = 0;
  /** Where the last value ends, with its line. */
  #end = 0;
  #levels = 0;

  constructor(
    private readonly text: string,
    private readonly offset: number,
  ) {}

  read(): MappingNode | undefined {
    while (this.text[this.#at] === '#') this.#at = this.#nextLine(this.#at);
    const root = this.#indent() === 0 ? this.#mapping(0) : undefined;
    return this.#at === this.text.length ? root : undefined;
  }

  /** How far the next line that is not empty is indented; -1 at the end of the text. */
  #indent(): number {
    const { text } = this;
    while (text[this.#at] === '\n') this.#at++;
    let first = this.#at;
    while (text[first] === ' ') first++;
    return first < text.length ? first - this.#at : -1;
  }

  #nextLine(from: number): number {
    return this.text.indexOf('\n', from) + 1;
  }

  #mapping(indent: number): MappingNode | undefined {
    if (this.#levels === MAX_LEVELS) return undefined;
    this.#levels++;
    const start = this.#at + indent;
    const entries: MappingEntry[] = [];
    while (this.#indent() === indent) {
      KEY.lastIndex = this.#at + indent;
      const key = KEY.exec(this.text)?.[1];
      if (key === undefined || RESERVED.test(key)) return undefined;
      const from = this.#at + indent;
      const value = this.#value(from + key.length + 1, indent);
      if (!value) return undefined;
      entries.push({ key, keyRange: this.#place(from, from + key.length), value });
    }
    if (this.#indent() > indent) return undefined;
    this.#levels--;
    const mapping = mappingNode(entries, this.#place(start, this.#end));
    return duplicateKeyFindings(mapping).length > 0 ? undefined : mapping;
  }

  #list(indent: number): ValueNode | undefined {
    const start = this.#at + indent;
    const items: ValueNode[] = [];
    while (this.#indent() === indent && this.text.startsWith('- ', this.#at + indent)) {
      const value = this.#scalar(this.#at + indent + 1, this.#nextLine(this.#at) - 1);
      if (!value) return undefined;
      items.push(value);
      this.#at = this.#nextLine(this.#at);
      this.#end = this.#at;
    }
    if (this.#indent() > indent) return undefined;
    return { kind: 'list', items, range: this.#place(start, this.#end) };
  }

  /** What stands behind a colon, and on the lines below that belong to it. */
  #value(from: number, indent: number): ValueNode | undefined {
    const lineEnd = this.#nextLine(from) - 1;
    const start = this.#skipSpaces(from);
    if (this.text[start] === '|') return this.#literal(start, lineEnd, indent);
    this.#at = lineEnd + 1;
    this.#end = this.#at;
    if (start < lineEnd) return this.#scalar(start, lineEnd);
    if (start > from) return undefined;
    const below = this.#indent();
    if (below >= indent && this.text.startsWith('- ', this.#at + below)) return this.#list(below);
    return below > indent ? this.#mapping(below) : undefined;
  }

  #scalar(from: number, lineEnd: number): ValueNode | undefined {
    const start = this.#skipSpaces(from);
    let end = lineEnd;
    while (end > start && this.text[end - 1] === ' ') end--;
    const source = this.text.slice(start, end);
    const quote = source[0];
    if (quote === '"' || quote === "'") return this.#quoted(source, quote, start);
    if (PLAIN_START.test(source)) return this.#plain(source, start);
    const place = this.#place(start, end);
    if (INTEGER.test(source)) return known(integerNode(source, place, () => BigInt(source)));
    if (FLOAT.test(source)) return known(floatNode(Number(source), place));
    return VERSION.test(source) ? this.#string(source, start, end, mapPlain) : undefined;
  }

  #plain(source: string, start: number): ValueNode | undefined {
    const end = start + source.length;
    if (NOT_PLAIN.test(source)) return undefined;
    if (BOOLEAN.test(source))
      return { kind: 'boolean', value: /^t/i.test(source), range: this.#place(start, end) };
    return RESERVED.test(source) ? undefined : this.#string(source, start, end, mapPlain);
  }

  /** A string whose quotes hold it as it is. */
  #quoted(source: string, quote: '"' | "'", start: number): ValueNode | undefined {
    const value = source.slice(1, -1);
    const isWhole = source.length > 1 && source.endsWith(quote) && !value.includes(quote);
    if (!isWhole || (quote === '"' && value.includes('\\'))) return undefined;
    return this.#string(value, start, start + source.length, (text, range, held, offset) =>
      mapQuoted(text, range, held, quote, offset),
    );
  }

  /** A literal block, whose lines are all indented as far as the first or farther. */
  #literal(start: number, lineEnd: number, indent: number): ValueNode | undefined {
    const { text } = this;
    const header = text.slice(start, lineEnd);
    if (header !== '|' && header !== '|-') return undefined;
    this.#at = lineEnd + 1;
    const inner = this.#indent();
    if (inner <= indent) return undefined;
    const lines: string[] = [];
    let end = lineEnd + 1;
    for (let at = end; at < text.length; at = this.#nextLine(at)) {
      const stop = text.indexOf('\n', at);
      let first = at;
      while (text[first] === ' ') first++;
      // A line of blanks may be text, or not.
      if (first === stop && stop > at) return undefined;
      if (stop > at && first - at <= indent) break;
      if (stop > at && first - at < inner) return undefined;
      lines.push(text.slice(at + inner, stop));
      if (stop > at) end = stop + 1;
    }
    while (lines.at(-1) === '') lines.pop();
    this.#at = end;
    this.#end = end;
    const value = lines.join('\n') + (header === '|' ? '\n' : '');
    return this.#string(value, start, end, mapBlock);
  }

  #string(value: string, start: number, end: number, map: typeof mapBlock): ValueNode {
    const { text, offset } = this;
    const drawMap = (): TextMap => map(text, { start, end }, value, offset);
    return stringNode(value, this.#place(start, end), drawMap);
  }

  #skipSpaces(from: number): number {
    let at = from;
    while (this.text[at] === ' ') at++;
    return at;
  }

  #place(start: number, end: number): { start: number; end: number } {
    return { start: start + this.offset, end: end + this.offset };
  }
}

function known(node: ReturnType<typeof integerNode>): ValueNode | undefined {
  return 'kind' in node ? node : undefined;
}
