import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument, Scalar, type Alias, type Document, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Finding, TextRange } from '../model/findings.js';
import type { TextMap } from '../text/textMap.js';
import { mapBlock, mapPlain, mapQuoted } from './scalarMaps.js';
import type { ParsedValue } from './parseJson.js';
import type { MappingEntry, ScalarNode, ValueNode } from './valueNode.js';
import {
  duplicateKeyFindings, floatNode, integerNode, loneSurrogateFindings, MAX_DEPTH, quote, surrogateFinding, syntaxFinding,
} from './valueRules.js';

/**
 * Reads one YAML 1.2 document (core schema), keeping integers, floats and places. `offset` is where the text
 * starts in its file: front matter stands inside a Markdown file.
 */
export function parseYaml(text: string, offset = 0): ParsedValue {
  const findings = loneSurrogateFindings(text, offset);
  try {
    const document = parseDocument(text, {
      version: '1.2', schema: 'core', intAsBigInt: true, merge: false, uniqueKeys: false, prettyErrors: false, logLevel: 'silent',
    });
    const reader = new YamlReader(text, offset, findings);
    reader.reportErrors(document);
    const root = document.errors.length > 0 ? undefined : reader.read(document.contents, 0);
    reader.checkAliases(document);
    return { root, findings };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const whole = { start: offset, end: offset + Math.min(1, text.length) };
    return { root: undefined, findings: [...findings, syntaxFinding('The values here are nested too deeply.', whole)] };
  }
}

/** What the parser's longer messages come to, by its error code. */
const MESSAGES: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'A file holds one document. Remove the `---` line and what follows it.',
  TAB_AS_INDENT: 'YAML is indented by spaces, not by tabs.',
  BAD_INDENT: 'The indentation here does not fit the lines above.',
  DUPLICATE_KEY: 'This key stands here twice. Remove one of them.',
  MISSING_CHAR: 'Something is missing here, such as a colon, a comma or a closing quote.',
  BLOCK_AS_IMPLICIT_KEY: 'A nested mapping needs a line of its own. If this is text, put it in quotes.',
  MULTILINE_IMPLICIT_KEY: 'A key must stand on one line, with a colon behind it.',
  UNEXPECTED_TOKEN: 'This is not expected here. If it is text, put it in quotes.',
  BAD_SCALAR_START: 'A plain value may not start like this. Put it in quotes.',
};

class YamlReader {
  readonly #anchors = new Map<string, ValueNode | 'open'>();
  #firstAlias: TextRange | undefined;

  constructor(
    private readonly text: string,
    private readonly offset: number,
    private readonly findings: Finding[],
  ) {}

  reportErrors(document: Document): void {
    for (const { code, message, pos } of document.errors) {
      const start = Math.min(pos[0], Math.max(0, this.text.length - 1));
      const end = Math.min(Math.max(pos[1], start + 1), this.text.length);
      this.#report(MESSAGES[code] ?? `This is not YAML: ${firstLine(message)}`, { start, end });
    }
    for (const match of this.text.matchAll(/^%YAML[ \t]+(\S+)/gm)) {
      if (!onlyDirectivesBefore(this.text, match.index)) break;
      if (match[1] !== '1.2') this.#report('Files are YAML 1.2. Remove this line.', { start: match.index, end: match.index + match[0].length });
    }
  }

  /** Aliases that would expand to more than the parser holds to be safe are an error, at the first alias. */
  checkAliases(document: Document): void {
    if (!this.#firstAlias || this.findings.length > 0) return;
    try {
      document.toJS();
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      this.#report('The aliases here expand to too much. Write some of the values out.', this.#firstAlias);
    }
  }

  read(node: Node | null, depth: number): ValueNode | undefined {
    if (!node) return { kind: 'null', value: null, range: this.#place({ start: this.text.length, end: this.text.length }) };
    const range = rangeOf(node);
    if (depth > MAX_DEPTH) return this.#report(`Values may be nested ${MAX_DEPTH} levels deep.`, range);
    if (isAlias(node)) return this.#readAlias(node, range);
    if (node.tag !== undefined && node.tag !== 'tag:yaml.org,2002:str') {
      return this.#report('Tags other than `!!str` are not used here. Remove the tag.', range);
    }
    const anchor = 'anchor' in node ? (node.anchor as string | undefined) : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, 'open');
    const value = this.#readValue(node, range, depth);
    if (anchor !== undefined && value) this.#anchors.set(anchor, value);
    return value;
  }

  #readValue(node: Node, range: TextRange, depth: number): ValueNode | undefined {
    if (isMap(node)) return this.#readMapping(node, range, depth);
    if (isSeq(node)) {
      const items = node.items.map((item) => (isPair(item) ? this.#report('A mapping belongs on a line of its own.', range) : this.read(item as Node, depth + 1)));
      return { kind: 'list', items: items.filter((item) => item !== undefined), range: this.#place(range) };
    }
    return isScalar(node) ? this.#readScalar(node, range) : undefined;
  }

  #readAlias(node: Alias, range: TextRange): ValueNode | undefined {
    this.#firstAlias ??= range;
    const target = this.#anchors.get(node.source);
    if (target === undefined) return this.#report(`No anchor ${quote(`&${node.source}`)} stands above this alias.`, range);
    if (target === 'open') return this.#report(`The alias ${quote(`*${node.source}`)} stands inside its own anchor.`, range);
    return target;
  }

  #readMapping(node: YAMLMap, range: TextRange, depth: number): ValueNode {
    const entries: MappingEntry[] = [];
    for (const pair of node.items as Pair<Node | null, Node | null>[]) {
      const key = this.#readKey(pair.key);
      const value = pair.value ? this.read(pair.value, depth + 1) : this.#missingValue(pair.key, range);
      if (key && value) entries.push({ ...key, value });
    }
    this.findings.push(...duplicateKeyFindings(entries));
    return { kind: 'mapping', entries, range: this.#place(range) };
  }

  #readKey(node: Node | null): { key: string; keyRange: TextRange } | undefined {
    if (!node) return undefined;
    const range = rangeOf(node);
    const keyRange = this.#place(range);
    const target = isAlias(node) ? this.#readAlias(node, range) : undefined;
    if (target?.kind === 'string') return { key: target.value, keyRange };
    if (!isScalar(node)) return this.#report('A key must be text.', range);
    if (node.tag !== undefined && node.tag !== 'tag:yaml.org,2002:str') return this.#report('Tags other than `!!str` are not used here. Remove the tag.', range);
    const source = this.text.slice(range.start, range.end);
    const merges = node.type === Scalar.PLAIN && source === '<<';
    if (typeof node.value !== 'string' || merges) {
      return this.#report(`A key must be text. Put ${quote(source)} in quotes.`, range, source === '' ? undefined : JSON.stringify(source));
    }
    this.findings.push(...surrogateFinding(node.value, keyRange));
    return { key: node.value, keyRange };
  }

  #readScalar(node: Scalar, range: TextRange): ValueNode | undefined {
    const { value } = node;
    const place = this.#place(range);
    if (typeof value === 'string') {
      this.findings.push(...surrogateFinding(value, place));
      return { kind: 'string', value, range: place, textMap: () => this.#mapScalar(node, value, range) };
    }
    if (typeof value === 'boolean') return { kind: 'boolean', value, range: place };
    if (value === null) return { kind: 'null', value, range: place };
    return this.#number(value as bigint | number, node.source ?? '', place);
  }

  #number(value: bigint | number, source: string, place: TextRange): ScalarNode | undefined {
    const infinite = /^(?:[-+]?\.inf|\.nan)$/i.test(source);
    const result =
      typeof value === 'bigint' ? integerNode(source, place, () => value) : infinite ? ({ kind: 'float', value, range: place } as const) : floatNode(value, place);
    if ('kind' in result) return result;
    this.findings.push(result);
    return undefined;
  }

  #mapScalar(node: Scalar, value: string, range: TextRange): TextMap {
    const shifted = { start: range.start, end: range.end };
    const map =
      node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED
        ? mapBlock(this.text, shifted, value, this.offset)
        : node.type === Scalar.QUOTE_DOUBLE
          ? mapQuoted(this.text, shifted, value, '"', this.offset)
          : node.type === Scalar.QUOTE_SINGLE
            ? mapQuoted(this.text, shifted, value, "'", this.offset)
            : mapPlain(this.text, shifted, value, this.offset);
    return map;
  }

  #missingValue(key: Node | null, mapping: TextRange): ScalarNode {
    const end = key ? rangeOf(key).end : mapping.end;
    return { kind: 'null', value: null, range: this.#place({ start: end, end }) };
  }

  #place({ start, end }: TextRange): TextRange {
    return { start: start + this.offset, end: end + this.offset };
  }

  #report(message: string, range: TextRange, replacement?: string): undefined {
    this.findings.push(syntaxFinding(message, this.#place(range), replacement));
    return undefined;
  }
}

function rangeOf(node: Node): TextRange {
  const [start, end] = node.range ?? [0, 0];
  return { start, end };
}

function firstLine(message: string): string {
  const line = message.split('\n', 1)[0] ?? '';
  return line.endsWith('.') ? line : `${line}.`;
}

function onlyDirectivesBefore(text: string, end: number): boolean {
  return text.slice(0, end).split('\n').every((line) => /^(?:[%#].*|\s*)$/.test(line));
}
