import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { Finding, TextRange } from '../../../src/core/model/findings.js';
import { addAll } from '../../../src/core/text/addAll.js';
import { jsonMistakes, reportOnce } from '../../../src/core/documents/mistakes/index.js';
import type { ParsedValue } from '../../../src/core/documents/parseJson.js';
import { mapQuoted } from '../../../src/core/documents/scalarMaps.js';
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
} from '../../../src/core/documents/valueRules.js';
import {
  mappingNode,
  stringNode,
  unreadableNode,
  type MappingEntry,
  type ScalarNode,
  type ValueNode,
} from '../../../src/core/documents/valueNode.js';

/** Reads strict JSON by way of jsonc-parser's tree: slower than our own reader, and made by others. */
export function parseJsonByTree(text: string): ParsedValue {
  const findings = loneSurrogateFindings(text);
  const isWellFormed = findings.length === 0;
  const tooDeepAt = findDeepest(text);
  if (tooDeepAt !== undefined) {
    findings.push(syntaxFinding(tooDeep(), { start: tooDeepAt, end: tooDeepAt + 1 }));
    return { root: undefined, findings };
  }
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, {
    disallowComments: true,
    allowTrailingComma: false,
    allowEmptyContent: false,
  });
  if (errors.length > 0) addAll(findings, mistakeFindings(text));
  return {
    root: tree && errors.length === 0 ? toNode(tree, { text, isWellFormed }, findings) : undefined,
    findings,
  };
}

/** The bracket that opens one level too many, if one does. The parser calls itself for each level, so it is asked before. */
function findDeepest(text: string): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // A string that is not closed ends with its line.
    if (inString) {
      if (unit === BACKSLASH) at++;
      else if (unit === QUOTE || unit === LINE_FEED) inString = false;
    } else if (unit === QUOTE) inString = true;
    else if (unit === OPENING_BRACE || unit === OPENING_BRACKET) depth++;
    else if (unit === CLOSING_BRACE || unit === CLOSING_BRACKET) depth--;
    if (depth > MAX_DEPTH + 1) return at;
  }
  return undefined;
}

/** The mistakes in our words. */
function mistakeFindings(text: string): Finding[] {
  return reportOnce(jsonMistakes(text, MAX_SYNTAX_ERRORS)).map(({ message, range, replacement }) =>
    syntaxFinding(message, range, replacement),
  );
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;

/** A text that is read. */
interface Given {
  readonly text: string;
  /** Asked once: of a text that is not, its values need not be told to hold lone surrogates as well. */
  readonly isWellFormed: boolean;
}

function toNode(tree: Node, given: Given, findings: Finding[]): ValueNode {
  const { text, isWellFormed } = given;
  const range = { start: tree.offset, end: tree.offset + tree.length };
  switch (tree.type) {
    case 'object':
      return toMapping(tree, given, findings, range);
    case 'array': {
      const items = (tree.children ?? []).map((child) => toNode(child, given, findings));
      return { kind: 'list', items, range };
    }
    case 'string': {
      const value = tree.value as string;
      if (value.isWellFormed()) return stringNode(value, range, () => mapQuoted(text, range, value, '"'));
      if (isWellFormed) addAll(findings, surrogateFinding(value, range));
      return unreadableNode(range);
    }
    case 'number':
      return scalar(numberNode(text.slice(range.start, range.end), range), range, findings);
    case 'boolean':
      return { kind: 'boolean', value: tree.value as boolean, range };
    case 'null':
    case 'property':
      return { kind: 'null', value: null, range };
  }
}

function toMapping(tree: Node, given: Given, findings: Finding[], range: TextRange): ValueNode {
  const entries: MappingEntry[] = [];
  const properties = tree.children ?? [];
  for (const { children } of properties) {
    const [keyNode, child] = children ?? [];
    if (!keyNode || !child) continue;
    const key = toNode(keyNode, given, findings);
    const value = toNode(child, given, findings);
    if (key.kind === 'string') entries.push({ key: key.value, keyRange: key.range, value });
  }
  const mapping = mappingNode(entries, range, entries.length < properties.length);
  addAll(findings, duplicateKeyFindings(mapping));
  return mapping;
}

function numberNode(digits: string, range: TextRange): ScalarNode | Finding {
  return /^-?\d+$/.test(digits) ? integerNode(digits, range) : floatNode(Number(digits), range);
}

function scalar(result: ScalarNode | Finding, range: TextRange, findings: Finding[]): ValueNode {
  if ('kind' in result) return result;
  findings.push(result);
  return unreadableNode(range);
}
