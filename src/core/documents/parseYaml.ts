import * as l10n from '@vscode/l10n';
import {
  isAlias,
  isMap,
  isScalar,
  Scalar,
  type Alias,
  type Document,
  type Node,
  type Range,
  type Pair,
  type YAMLParseError,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Finding, TextRange } from '../model/findings.js';
import type { TextMap } from '../text/textMap.js';
import { addAll } from '../text/addAll.js';
import { composeYaml, lexemesOf, type ComposedYaml } from './composeYaml.js';
import { reportOnce, yamlMistakes } from './mistakes/index.js';
import { mapBlock, mapPlain, mapQuoted } from './scalarMaps.js';
import type { ParsedValue } from './parseJson.js';
import { readPlainYaml } from './plainYaml.js';
import {
  mappingNode,
  stringNode,
  unreadableNode,
  type MappingEntry,
  type ScalarNode,
  type UnreadableNode,
  type ValueNode,
} from './valueNode.js';
import { quote } from '../text/quote.js';
import {
  duplicateKeyFindings,
  floatNode,
  integerNode,
  loneSurrogateFindings,
  MAX_DEPTH,
  MAX_SYNTAX_ERRORS,
  surrogateFinding,
  syntaxFinding,
  tooDeep,
} from './valueRules.js';
import { lineEnd } from '../text/lines.js';

/**
 * Reads one YAML 1.2 document (core schema), keeping integers, floats and places. `offset` is where the text
 * starts in its file: front matter stands inside a Markdown file.
 */
export function parseYaml(text: string, offset = 0): ParsedValue {
  const plain = readPlainYaml(text, offset);
  return plain ? { root: plain, findings: [] } : parseAnyYaml(text, offset);
}

/** The same of any text, plain or not. */
export function parseAnyYaml(text: string, offset = 0): ParsedValue {
  const findings = loneSurrogateFindings(text, offset);
  const composed = composeYaml(text);
  if ('tooDeepAt' in composed) {
    const start = composed.tooDeepAt + offset;
    return { root: undefined, findings: [...findings, syntaxFinding(tooDeep(), { start, end: start })] };
  }
  const { document, another } = composed;
  const reader = new YamlReader(text, offset, findings);
  const isWhole = reader.reportErrors(composed);
  return { root: isWhole && !another ? reader.read(document.contents, 0) : undefined, findings };
}

const STRING_TAG = 'tag:yaml.org,2002:str';

/** The parser's own safe count: how often an anchor may be used, times how often the anchors in it are. */
const MAX_ALIASES = 100;

/** What an anchor names. */
interface Anchor {
  readonly value: ValueNode;
  /** How many levels there are below it. */
  readonly height: number;
  /** The most that an alias in it counts; at least 1. */
  readonly weight: number;
  /** The anchored value itself, and its aliases so far. */
  uses: number;
}

class YamlReader {
  readonly #anchors = new Map<string, Anchor | 'open' | 'refused'>();
  /** The deepest level reached, and the most an alias counted, in the innermost anchored value that is being read. */
  #deepest = 0;
  #weight = 1;
  #reportedAliases = false;
  /** Otherwise the file's own finding tells of every surrogate that stands in it as such. */
  readonly #isWellFormed: boolean;

  constructor(
    private readonly text: string,
    private readonly offset: number,
    private readonly findings: Finding[],
  ) {
    this.#isWellFormed = findings.length === 0;
  }

  /** Reports what is no YAML of ours; gives true when there are values to read all the same. */
  reportErrors({ document, another, tags }: ComposedYaml): boolean {
    const refused = refusedTags(document, tags, this.text);
    for (const range of refused.slice(0, MAX_SYNTAX_ERRORS))
      this.#report(l10n.t('Tags other than `!!str` are not used here. Remove the tag.'), range, '');
    const errors = withoutConsequences(document, refused, this.text);
    if (errors.length > 0) this.#reportMistakes(another ? this.text.slice(0, another.start) : this.text);
    if (another)
      this.#report(l10n.t('A file holds one document. Remove this line and what follows it.'), another);
    for (const { line, start } of leadingLines(this.text)) {
      const version = /^%YAML[ \t]+(\S+)/.exec(line);
      if (version && version[1] !== '1.2')
        this.#report(l10n.t('Files are YAML 1.2. Remove this line.'), {
          start,
          end: start + version[0].length,
        });
    }
    return errors.length === 0;
  }

  #reportMistakes(text: string): void {
    const errorsIn = (part: string): readonly ParserError[] => {
      const composed = composeYaml(part);
      if ('tooDeepAt' in composed) return [];
      const { document, tags } = composed;
      return withoutConsequences(document, refusedTags(document, tags, part), part);
    };
    const mistakes = reportOnce(yamlMistakes(text, { errorsIn, lexemesOf }));
    for (const { message, range, replacement } of mistakes.slice(0, MAX_SYNTAX_ERRORS))
      this.#report(message, range, replacement);
  }

  read(node: Node | null, depth: number): ValueNode {
    if (!node)
      return {
        kind: 'null',
        value: null,
        range: this.#place({ start: this.text.length, end: this.text.length }),
      };
    const range = rangeOf(node);
    if (isAlias(node)) return this.#readAlias(node, range, depth);
    if (depth > MAX_DEPTH) return this.#refuse(tooDeep(), range);
    this.#deepest = Math.max(this.#deepest, depth);
    return this.#anchored(node, depth, () =>
      isTagged(node) ? this.#unreadable(range) : this.#readValue(node, range, depth),
    );
  }

  /** Reads a node, and keeps it when an anchor names it. */
  #anchored(node: Node, depth: number, read: () => ValueNode): ValueNode {
    const name = isAlias(node) ? undefined : node.anchor;
    if (name === undefined) return read();
    const [deepest, weight] = [this.#deepest, this.#weight];
    [this.#deepest, this.#weight] = [depth, 1];
    this.#anchors.set(name, 'open');
    const value = read();
    const anchor = { value, height: this.#deepest - depth, weight: this.#weight, uses: 1 };
    this.#anchors.set(name, value.kind === 'unreadable' ? 'refused' : anchor);
    [this.#deepest, this.#weight] = [Math.max(deepest, this.#deepest), Math.max(weight, this.#weight)];
    return value;
  }

  #readValue(node: Exclude<Node, Alias>, range: TextRange, depth: number): ValueNode {
    if (isMap(node)) return this.#readMapping(node, range, depth);
    if (isScalar(node)) return this.#readScalar(node, range);
    // Pairs are in mappings alone: of the tags that put them into a list none is known here.
    const items = node.items.map((item) => this.read(item as Node, depth + 1));
    return { kind: 'list', items, range: this.#place(range) };
  }

  /** What an alias stands for. An expansion that is too deep, or of more values than the parser holds to be safe, is refused. */
  #readAlias(node: Alias, range: TextRange, depth: number): ValueNode {
    const anchor = this.#anchors.get(node.source);
    if (anchor === undefined)
      return this.#refuse(
        l10n.t(
          'There is no anchor {0} above this alias. Add it, or write the value here.',
          quote(`&${node.source}`),
        ),
        range,
      );
    if (anchor === 'refused') return this.#unreadable(range);
    if (anchor === 'open')
      return this.#refuse(
        l10n.t(
          'The alias {0} is inside its own anchor. Remove it, or write the value here.',
          quote(`*${node.source}`),
        ),
        range,
      );
    const deepest = depth + anchor.height;
    if (deepest > MAX_DEPTH) return this.#refuse(tooDeep(), range);
    anchor.uses++;
    const weight = anchor.uses * anchor.weight;
    if (weight > MAX_ALIASES) return this.#refuseAliases(range);
    this.#deepest = Math.max(this.#deepest, deepest);
    this.#weight = Math.max(this.#weight, weight);
    return anchor.value;
  }

  /** Told once: whoever has one alias too many has thousands. */
  #refuseAliases(range: TextRange): UnreadableNode {
    if (this.#reportedAliases) return this.#unreadable(range);
    this.#reportedAliases = true;
    return this.#refuse(l10n.t('The aliases here expand to too much. Write some of the values out.'), range);
  }

  #readMapping(node: YAMLMap, range: TextRange, depth: number): ValueNode {
    const pairs = node.items as Pair<Node | null, Node | null>[];
    const entries: MappingEntry[] = [];
    for (const pair of pairs) {
      const key = this.#readKey(pair.key, depth);
      const value = pair.value ? this.read(pair.value, depth + 1) : this.#missingValue(pair.key, range);
      if (key) entries.push({ ...key, value });
    }
    const mapping = mappingNode(entries, this.#place(range), entries.length < pairs.length);
    this.#add(duplicateKeyFindings(mapping));
    return mapping;
  }

  #readKey(node: Node | null, depth: number): { key: string; keyRange: TextRange } | undefined {
    if (!node) return undefined;
    const read = isAlias(node)
      ? this.#readAlias(node, rangeOf(node), depth)
      : this.#anchored(node, depth, () => this.#readWrittenKey(node, rangeOf(node)));
    if (read.kind === 'string') return { key: read.value, keyRange: this.#place(rangeOf(node)) };
    if (read.kind !== 'unreadable')
      this.#report(l10n.t('A key must be text. Put it in quotes.'), rangeOf(node));
    return undefined;
  }

  #readWrittenKey(node: Exclude<Node, Alias>, range: TextRange): ValueNode {
    if (isMap(node) && node.flow)
      return this.#refuse(
        l10n.t('A key must be text. If the braces are text, put the whole value in quotes.'),
        range,
      );
    if (!isScalar(node)) return this.#refuse(l10n.t('A key must be text. Put it in quotes.'), range);
    if (isTagged(node)) return this.#unreadable(range);
    const source = this.text.slice(range.start, range.end);
    const merges = node.type === Scalar.PLAIN && source === '<<';
    if (typeof node.value === 'string' && !merges) return this.#readScalar(node, range);
    if (source === '') return this.#refuse(l10n.t('A key is missing before this colon. Add one.'), range);
    return this.#refuse(
      l10n.t('A key must be text. Put {0} in quotes.', quote(source)),
      range,
      JSON.stringify(source),
    );
  }

  #readScalar(node: Scalar, range: TextRange): ValueNode {
    const { value } = node;
    const place = this.#place(range);
    if (typeof value === 'string') {
      const findings = surrogateFinding(value, place);
      if (findings.length === 0) return stringNode(value, place, () => this.#mapScalar(node, value, range));
      if (this.#isWellFormed) this.#add(findings);
      return unreadableNode(place);
    }
    if (typeof value === 'boolean') return { kind: 'boolean', value, range: place };
    if (value === null) return { kind: 'null', value, range: place };
    return this.#number(value as bigint | number, node.source ?? '', place);
  }

  #number(value: bigint | number, source: string, place: TextRange): ValueNode {
    const infinite = /^(?:[-+]?\.inf|\.nan)$/i.test(source);
    const result =
      typeof value === 'bigint'
        ? integerNode(source, place, () => value)
        : infinite
          ? ({ kind: 'float', value, range: place } as const)
          : floatNode(value, place);
    if ('kind' in result) return result;
    this.findings.push(result);
    return unreadableNode(place);
  }

  #mapScalar(node: Scalar, value: string, range: TextRange): TextMap {
    switch (node.type) {
      case Scalar.BLOCK_LITERAL:
      case Scalar.BLOCK_FOLDED:
        return mapBlock(this.text, range, value, this.offset);
      case Scalar.QUOTE_DOUBLE:
        return mapQuoted(this.text, range, value, '"', this.offset);
      case Scalar.QUOTE_SINGLE:
        return mapQuoted(this.text, range, value, "'", this.offset);
      case Scalar.PLAIN:
      case undefined:
      default:
        return mapPlain(this.text, range, value, this.offset);
    }
  }

  #missingValue(key: Node | null, mapping: TextRange): ScalarNode {
    const end = key ? rangeOf(key).end : mapping.end;
    return { kind: 'null', value: null, range: this.#place({ start: end, end }) };
  }

  #place({ start, end }: TextRange): TextRange {
    return { start: start + this.offset, end: end + this.offset };
  }

  #add(findings: readonly Finding[]): void {
    addAll(this.findings, findings);
  }

  #report(message: string, range: TextRange, replacement?: string): void {
    this.findings.push(syntaxFinding(message, this.#place(range), replacement));
  }

  /** Reports what makes a node useless; there is no value of it. */
  #refuse(message: string, range: TextRange, replacement?: string): UnreadableNode {
    this.#report(message, range, replacement);
    return this.#unreadable(range);
  }

  #unreadable(range: TextRange): UnreadableNode {
    return unreadableNode(this.#place(range));
  }
}

function refusedTags(document: Document, tags: readonly TextRange[], text: string): TextRange[] {
  return tags.filter(({ start, end }) => tagName(document, text.slice(start, end)) !== STRING_TAG);
}

/** What is used of an error of the parser. */
type ParserError = Pick<YAMLParseError, 'code' | 'message' | 'pos'>;

/** The errors of the parser that do not only follow from a tag that is refused. */
function withoutConsequences(
  { errors }: Document,
  refused: readonly TextRange[],
  text: string,
): readonly ParserError[] {
  const reaches = refused.map((tag) => withSpace(text, tag));
  return errors.filter(({ pos }) => !followsFrom(reaches, pos[0]));
}

/** What a tag stands for; `null` when it stands for nothing. */
function tagName({ directives }: Document, source: string): string | null {
  return directives?.tagName(source, () => undefined) ?? null;
}

/** True for a place in one of the tags, or right behind it: what is said there of a refused tag only follows from it. */
function followsFrom(tags: readonly TextRange[], at: number): boolean {
  let [low, high] = [0, tags.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tags[middle]?.start ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const tag = tags[low - 1];
  return tag !== undefined && at <= tag.end;
}

/** A range with the white space behind it. */
function withSpace(text: string, { start, end }: TextRange): TextRange {
  let behind = end;
  while (behind < text.length && text.charAt(behind).trim() === '') behind++;
  return { start, end: behind };
}

function isTagged(node: Scalar | YAMLMap | YAMLSeq): boolean {
  return node.tag !== undefined && node.tag !== STRING_TAG;
}

function rangeOf(node: Node): TextRange {
  // What was read from a text has one.
  const [start, end] = node.range as Range;
  return { start, end };
}

/** The lines that only directives, comments and blank lines stand above, with themselves, and where they start. */
function* leadingLines(text: string): Generator<{ line: string; start: number }> {
  let start = 0;
  while (start < text.length) {
    const end = lineEnd(text, start);
    const line = text.slice(start, end);
    if (!/^(?:[%#]|\s*$)/.test(line)) return;
    yield { line, start };
    start = end + 1;
  }
}
