import { Composer, Lexer, Parser, type CST, type Document } from 'yaml';
import type { TextRange } from '../model/findings.js';
import { addAll } from '../text/addAll.js';
import { MAX_DEPTH, MAX_SYNTAX_ERRORS } from './valueRules.js';
import { lineEnd } from '../text/lines.js';

/** The YAML document a text starts with. */
export interface ComposedYaml {
  readonly document: Document;
  /** Where tags stand in it. */
  readonly tags: readonly TextRange[];
  /** The first line of another document; the one above ends before it. */
  readonly another: TextRange | undefined;
}

/** What the lexer says between the pieces: the constants of `CST`, written out, since to import it brings 5 KB that nothing else needs. */
const SCALAR: typeof CST.SCALAR = '\x1f';
const FLOW_END: typeof CST.FLOW_END = '\x18';
const DOCUMENT: typeof CST.DOCUMENT = '\x02';
const MARKS: ReadonlySet<string> = new Set([DOCUMENT, FLOW_END, SCALAR]);

/** What the parser's stack holds beside one entry a level. */
const STACK_SLACK = 8;

/**
 * Composes the first document of a text (YAML 1.2, core schema); gives the offset where values are nested too deeply,
 * if they are. The parser has a stack of its own, but what composes its tokens calls itself for each level. To run out
 * of stack there can end the whole process, which no `catch` prevents; so nothing deeper gets that far.
 */
export function composeYaml(text: string): ComposedYaml | { readonly tooDeepAt: number } {
  const tokens: CST.Token[] = [];
  const tags: TextRange[] = [];
  let errors = 0;
  const parser = new Parser();
  let before = '';
  for (const lexeme of new Lexer().lex(text)) {
    if (before !== SCALAR && lexeme.startsWith('!'))
      tags.push({ start: parser.offset, end: parser.offset + lexeme.length });
    before = lexeme;
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === 'error') errors++;
    }
    if (errors > MAX_SYNTAX_ERRORS) break;
    if (parser.stack.length > MAX_DEPTH + STACK_SLACK) return { tooDeepAt: parser.offset };
  }
  for (const token of parser.end()) tokens.push(token);
  return composeFirst(tokens, tags, text);
}

function composeFirst(tokens: readonly CST.Token[], tags: readonly TextRange[], text: string): ComposedYaml {
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    intAsBigInt: true,
    uniqueKeys: false,
  });
  const [, second] = tokens.filter(({ type }) => type === 'document');
  const composed: Document[] = [];
  for (const token of second ? tokens.slice(0, tokens.indexOf(second)) : tokens)
    addAll(composed, composer.next(token));
  addAll(composed, composer.end(true, text.length));
  const [document] = composed;
  if (!document) throw new TypeError('A text has a YAML document, if an empty one.');
  const another = second && { start: second.offset, end: lineEnd(text, second.offset) };
  return { document, another, tags: another ? tags.filter(({ start }) => start < another.start) : tags };
}

/**
 * The tokens of a text, whole or half written: what an editor asks where something is being written. Nothing in them is
 * composed, so they are had of any text, and nested however deep.
 */
export function yamlTokens(text: string): readonly CST.Token[] {
  return [...new Parser().parse(text)];
}

/** The pieces that the parser cuts a text into, and where each starts; its own marks between them left out. */
export function* lexemesOf(text: string): Generator<{ readonly start: number; readonly source: string }> {
  let start = 0;
  let isScalar = false;
  for (const source of new Lexer().lex(text)) {
    const isMark: boolean = !isScalar && MARKS.has(source);
    // What a plain text begins with is no sign.
    if (!isMark && !isScalar) yield { start, source };
    if (!isMark) start += source.length;
    isScalar = isMark && source === SCALAR;
  }
}
