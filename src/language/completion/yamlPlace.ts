import type { CST } from 'yaml';
import { lineEnd, lineStart } from '../../core/text/lines.js';
import type { CompletionPlace, Path, Quotes } from './place.js';

/** Reads the tokens of a YAML text, whole or half written. */
export type YamlTokens = (text: string) => readonly CST.Token[];

/** Stands for one more letter at the cursor: then there is a word in any case, and the tokens tell where it belongs. */
const LETTER = '\ue000';

/** What stands before the word on a line that holds nothing else: list markers. Then the word, and what is behind it. */
const LONE_WORD = /^([ -]* |)([^\s:#,[\]{}"']*|"[^"\s]*"?|'[^'\s]*'?)[ \t]*(?:#.*)?$/;

/**
 * What is being written at an offset of a YAML text: nothing, one place, or two where a word may become a key as well as a
 * value (`system:` and a word below it). The text is read with one letter more at the cursor.
 */
export function yamlPlaces(text: string, offset: number, tokensOf: YamlTokens): CompletionPlace[] {
  const start = lineStart(text, offset);
  const end = lineEnd(text, offset);
  const lone = LONE_WORD.exec(text.slice(start, end));
  const word = lone && { start: start + (lone[1] ?? '').length, length: (lone[2] ?? '').length };
  const isLone = word !== null && offset >= word.start && offset <= word.start + word.length;
  // A colon behind a word that stands alone keeps it apart from the lines below.
  const colonAt = isLone ? word.start + word.length : undefined;
  const isBare = !isLone && text[offset - 1] === ':' && /^[ \t]*$/.test(text.slice(offset, end));
  const added = isBare ? ` ${LETTER}` : LETTER;
  const read =
    text.slice(0, offset) +
    added +
    (colonAt === undefined ? text.slice(offset) : `${text.slice(offset, colonAt)}:${text.slice(colonAt)}`);
  const found = find(tokensOf(read), offset + added.length - 1);
  if (!found) return [];
  const written = placeOf(found, text, offset, end, isLone);
  if (!written) return [];
  if (written.isProse) return [written];
  if (isLone && isAboveDeeper(text, word.start - start, end)) return [];
  const place: CompletionPlace = isBare ? { ...written, lead: ' ' } : written;
  const isOnlyKey = isLone && place.kind === 'key' && place.siblings.size === 0 && place.path.length > 0;
  if (!isOnlyKey) return [place];
  const value = { ...place, kind: 'value' as const, siblings: found.outer ?? place.siblings };
  return [place, value];
}

/** True where the next line that says something is indented more: it belongs to what stands above the cursor. */
function isAboveDeeper(text: string, column: number, before: number): boolean {
  const below = /\n(?![^\S\n]*(?:#|$))( *)/m.exec(text.slice(before));
  return (below?.[1] ?? '').length > column;
}

type Scalar = CST.FlowScalar | CST.BlockScalar;
type Item = Partial<Record<'key' | 'value', CST.Token | null>> & {
  readonly sep?: readonly CST.SourceToken[];
};

interface Found {
  readonly kind: 'key' | 'value';
  readonly scalar: Scalar;
  readonly path: Path;
  readonly siblings: CompletionPlace['siblings'];
  /** Those around the collection that it is in. */
  readonly outer: CompletionPlace['siblings'] | undefined;
  readonly isFlow: boolean;
  readonly indent: number;
  readonly hasColon?: boolean;
}

/** The word that an offset lies in, and the way to it. Takes no stack, however deep the values are nested. */
function find(tokens: readonly CST.Token[], at: number): Found | undefined {
  const document = tokens.find(
    (token): token is CST.Document => token.type === 'document' && token.value !== undefined,
  );
  let token: CST.Token | undefined | null = document?.value;
  let path: Path = [];
  let around: Pick<Found, 'siblings' | 'outer' | 'isFlow' | 'indent'> = {
    siblings: new Map(),
    outer: undefined,
    isFlow: false,
    indent: 0,
  };
  while (token) {
    if (isScalar(token))
      return holds(token, at) ? { kind: 'value', scalar: token, path, ...around } : undefined;
    if (token.type !== 'block-map' && token.type !== 'block-seq' && token.type !== 'flow-collection')
      return undefined;
    const items = token.items as readonly Item[];
    const index = items.findLastIndex(({ key, value }) => ((key ?? value)?.offset ?? Infinity) <= at);
    const item = items[index];
    if (!item) return undefined;
    const isFlow = token.type === 'flow-collection';
    const isList =
      token.type === 'flow-collection' ? token.start.type === 'flow-seq-start' : token.type === 'block-seq';
    const hasColon = item.sep?.some(({ type }) => type === 'map-value-ind') ?? false;
    const indent = token.type === 'block-map' ? token.indent : around.indent;
    const inside = (siblings: CompletionPlace['siblings']): typeof around => ({
      siblings,
      outer: around.siblings,
      isFlow: isFlow || around.isFlow,
      indent,
    });
    if (isList) {
      path = [...path, index];
      around = inside(itemsOf(items, item));
      if (!hasColon) {
        token = item.value ?? item.key;
        continue;
      }
      around = inside(new Map());
    } else around = inside(keysOf(items, item));
    if (item.value && item.value.offset <= at) {
      path = [...path, wordOf(item.key) ?? ''];
      token = item.value;
    } else {
      const { key } = item;
      return key && isScalar(key) && holds(key, at)
        ? { kind: 'key', scalar: key, path, hasColon, ...around }
        : undefined;
    }
  }
  return undefined;
}

function isScalar(token: CST.Token): token is Scalar {
  return ['scalar', 'single-quoted-scalar', 'double-quoted-scalar', 'block-scalar'].includes(token.type);
}

function holds(scalar: Scalar, at: number): boolean {
  const start = textStart(scalar);
  return at >= start && at < start + scalar.source.length;
}

/** Where the source of a word begins: that of a block below its header. */
function textStart(scalar: Scalar): number {
  if (scalar.type !== 'block-scalar') return scalar.offset;
  const header = scalar.props.reduce(
    (length, prop) => length + ('source' in prop ? prop.source.length : 0),
    0,
  );
  return scalar.offset + header;
}

function keysOf(items: readonly Item[], except: Item): CompletionPlace['siblings'] {
  return new Map(
    items.flatMap((item) => {
      const key = item === except ? undefined : wordOf(item.key);
      return key === undefined ? [] : [[key, wordOf(item.value)] as const];
    }),
  );
}

function itemsOf(items: readonly Item[], except: Item): CompletionPlace['siblings'] {
  return new Map(
    items.flatMap((item) => {
      const word = item === except ? undefined : wordOf(item.value ?? item.key);
      return word === undefined ? [] : [[word, undefined] as const];
    }),
  );
}

/** What a word says, as far as that can be told without composing it. */
function wordOf(token: CST.Token | null | undefined): string | undefined {
  if (!token || !isScalar(token) || token.type === 'block-scalar') return undefined;
  const { source } = token;
  if (token.type === 'scalar') return source;
  const inner = source.slice(1, source.length > 1 && source.endsWith(source.charAt(0)) ? -1 : undefined);
  return token.type === 'single-quoted-scalar' ? inner.replaceAll("''", "'") : unescaped(inner);
}

function unescaped(inner: string): string {
  try {
    return String(JSON.parse(`"${inner}"`));
  } catch {
    return inner;
  }
}

function placeOf(
  { kind, scalar, path, siblings, isFlow, indent, hasColon }: Found,
  text: string,
  offset: number,
  lineEnd: number,
  isLone: boolean,
): CompletionPlace | undefined {
  const shared = { kind, path, syntax: 'yaml' as const, isFlow, indent: ' '.repeat(indent), siblings };
  const prose = {
    ...shared,
    range: { start: offset, end: offset },
    typed: '',
    quotes: '' as const,
    hasColon: false,
    isProse: true,
    isEmpty: /^[\s:]*$/.test(scalar.source.replace(LETTER, '')),
  };
  if (scalar.type === 'block-scalar') return prose;
  const start = Math.min(scalar.offset, offset);
  const quotes: Quotes = scalar.type === 'scalar' ? '' : (scalar.source.charAt(0) as Quotes);
  // Nothing is told of a text of several lines: what is written in it is prose.
  const end = quotes === '' ? start + scalar.source.length - 1 : quotedEnd(text, start, quotes, lineEnd);
  const isLong = end > lineEnd || text.slice(start, end).includes('\n');
  if (end < offset || isLong) return kind === 'value' && scalar.source.includes('\n') ? prose : undefined;
  const [before, behind] = [text.slice(start, offset), text.slice(offset, end)];
  // Two words with the cursor between them: whether it is one or the other nobody can tell.
  if (quotes === '' && (/\s$/.test(before) || /^\s/.test(behind))) return undefined;
  return {
    ...shared,
    range: { start, end },
    typed: quotes === '' ? before : before.slice(1),
    quotes,
    hasColon: hasColon === true && !isLone,
    isProse: false,
    isEmpty: start === end || (quotes !== '' && end - start <= 2),
  };
}

/** Where a text in quotes ends: behind its closing quote, or with its line where that is missing. */
function quotedEnd(text: string, start: number, quotes: Quotes, lineEnd: number): number {
  for (let at = start + 1; at < lineEnd; at++) {
    if (quotes === '"' && text[at] === '\\') at++;
    else if (text[at] === quotes) return at + 1;
  }
  return start + text.slice(start, lineEnd).trimEnd().length;
}
