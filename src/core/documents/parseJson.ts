import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { Finding, TextRange } from '../model/findings.js';
import { type TextMap } from '../text/textMap.js';
import { mapQuoted } from './scalarMaps.js';
import {
  duplicateKeyFindings, floatNode, integerNode, loneSurrogateFindings, MAX_DEPTH, surrogateFinding, syntaxFinding,
} from './valueRules.js';
import type { MappingEntry, ScalarNode, ValueNode } from './valueNode.js';

/** What a text gave: its value (absent when it has none that can be used) and what is wrong with it. */
export interface ParsedValue {
  readonly root: ValueNode | undefined;
  readonly findings: readonly Finding[];
}

const MESSAGES: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This is no JSON value.',
  InvalidNumberFormat: 'This is no JSON number.',
  PropertyNameExpected: 'A key in double quotes is expected here.',
  ValueExpected: 'A value is expected here.',
  ColonExpected: 'A colon is expected here.',
  CommaExpected: 'A comma is expected here.',
  CloseBraceExpected: 'A closing brace `}` is expected here.',
  CloseBracketExpected: 'A closing bracket `]` is expected here.',
  EndOfFileExpected: 'The file should end here. It holds one value only.',
  InvalidCommentToken: 'JSON has no comments. Remove it.',
  UnexpectedEndOfComment: 'JSON has no comments. Remove it.',
  UnexpectedEndOfString: 'This string is not closed.',
  UnexpectedEndOfNumber: 'This number is not complete.',
  InvalidUnicode: 'This `\\u` escape needs four hex digits.',
  InvalidEscapeCharacter: 'JSON has no such escape.',
  InvalidCharacter: 'A control character must be written as an escape.',
};

/** Reads strict JSON (no comments, no trailing commas), keeping integers, floats and places. */
export function parseJson(text: string): ParsedValue {
  const errors: ParseError[] = [];
  let tree: Node | undefined;
  try {
    tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { root: undefined, findings: [syntaxFinding('The values here are nested too deeply.', { start: 0, end: 1 })] };
  }
  const findings: Finding[] = errors.map(({ error, offset, length }) =>
    syntaxFinding(MESSAGES[printParseErrorCode(error)] ?? 'This is not JSON.', visible(text, offset, length)),
  );
  findings.push(...loneSurrogateFindings(text));
  const root = tree && toNode(tree, text, findings, 0);
  return { root: findings.length > 0 && errors.length > 0 ? undefined : root, findings };
}

/** At least one character wide, and inside the text, so that it can be seen. */
function visible(text: string, offset: number, length: number): TextRange {
  const start = Math.min(offset, Math.max(0, text.length - 1));
  return { start, end: Math.min(Math.max(offset + length, start + 1), text.length) };
}

function toNode(tree: Node, text: string, findings: Finding[], depth: number): ValueNode | undefined {
  const range = { start: tree.offset, end: tree.offset + tree.length };
  if (depth > MAX_DEPTH) {
    findings.push(syntaxFinding(`Values may be nested ${MAX_DEPTH} levels deep.`, range));
    return undefined;
  }
  switch (tree.type) {
    case 'object':
      return mappingNode(tree, text, findings, depth, range);
    case 'array': {
      const items = (tree.children ?? []).map((child) => toNode(child, text, findings, depth + 1));
      return { kind: 'list', items: items.filter((item) => item !== undefined), range };
    }
    case 'string': {
      const value = tree.value as string;
      findings.push(...surrogateFinding(value, range));
      return { kind: 'string', value, range, textMap: (): TextMap => mapQuoted(text, range, value, '"') };
    }
    case 'number':
      return scalar(numberNode(text.slice(range.start, range.end), range), findings);
    case 'boolean':
      return { kind: 'boolean', value: tree.value as boolean, range };
    case 'null':
    case 'property':
      return { kind: 'null', value: null, range };
  }
}

function mappingNode(tree: Node, text: string, findings: Finding[], depth: number, range: TextRange): ValueNode {
  const entries: MappingEntry[] = [];
  for (const { children } of tree.children ?? []) {
    const [key, child] = children ?? [];
    if (!key || !child) continue;
    const keyRange = { start: key.offset, end: key.offset + key.length };
    findings.push(...surrogateFinding(key.value as string, keyRange));
    const value = toNode(child, text, findings, depth + 1);
    if (value) entries.push({ key: key.value as string, keyRange, value });
  }
  findings.push(...duplicateKeyFindings(entries));
  return { kind: 'mapping', entries, range };
}

function numberNode(digits: string, range: TextRange): ScalarNode | Finding {
  return /^-?\d+$/.test(digits) ? integerNode(digits, range) : floatNode(Number(digits), range);
}

function scalar(result: ScalarNode | Finding, findings: Finding[]): ScalarNode | undefined {
  if ('kind' in result) return result;
  findings.push(result);
  return undefined;
}
