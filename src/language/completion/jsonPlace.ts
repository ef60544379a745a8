import { findNodeAtLocation, getLocation, parseTree, type Node } from 'jsonc-parser';
import { lineStart } from '../../core/text/lines.js';
import type { CompletionPlace, Quotes } from './place.js';

/** How deep values may be nested: what reads them calls itself for each level. */
const MAX_DEPTH = 512;

/** What is being written at an offset of a JSON text; nothing between values, and in comments. */
export function jsonPlaces(text: string, offset: number): CompletionPlace[] {
  if (isDeep(text)) return [];
  const location = getLocation(text, offset);
  const previous = location.previousNode;
  const word = wordAt(
    text,
    offset,
    previous && { start: previous.offset, end: previous.offset + previous.length },
  );
  if (!word) return [];
  const isKey = location.isAtPropertyKey || isBehindValue(text, word, location.path);
  const path = isKey ? location.path.slice(0, -1) : location.path;
  const tree = parseTree(text, []);
  const isNew = isKey ? !/^\s*:/.test(text.slice(word.end)) : true;
  if (!isKey && !isValuePlace(text, word)) return [];
  const quotes: Quotes = text[word.start] === '"' ? '"' : '';
  const before = text.slice(word.start, offset);
  return [
    {
      kind: isKey ? 'key' : 'value',
      path,
      range: word,
      typed: quotes === '' ? before : before.slice(1),
      quotes,
      syntax: 'json',
      isFlow: true,
      indent: indentAt(text, word.start),
      siblings: siblingsOf(tree, path, isKey, word.start),
      hasColon: !isNew,
      isProse: false,
      isEmpty: word.start === word.end || (quotes !== '' && word.end - word.start <= 2),
      ...(isNew && commas(text, word)),
    },
  ];
}

function isDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

interface Word {
  readonly start: number;
  readonly end: number;
}

/** The word at the cursor: a text in quotes with them, letters without, or nothing between two blanks or signs. */
function wordAt(text: string, offset: number, previous: Word | undefined): Word | undefined {
  if (previous && previous.start < offset && offset <= previous.end) {
    const isText = text[previous.start] === '"';
    // Behind the closing quote the text is written.
    const isClosed = isText && previous.end - previous.start > 1 && text[previous.end - 1] === '"';
    if (isClosed && offset === previous.end) return undefined;
    return previous;
  }
  const letters = /[\w.+@-]*$/.exec(text.slice(0, offset))?.[0] ?? '';
  const behind = /^[\w.+@-]*/.exec(text.slice(offset))?.[0] ?? '';
  const word = { start: offset - letters.length, end: offset + behind.length };
  if (text[word.end] !== '"' || letters !== '') return word;
  // Right before a text in quotes, that is the word.
  return undefined;
}

/** Whether the cursor is on a line below a value that no comma follows yet: then the next key comes. */
function isBehindValue(text: string, { start, end }: Word, path: readonly (string | number)[]): boolean {
  const before = text.slice(0, start);
  const behind = text.slice(end).trimStart().at(0);
  return (
    typeof path.at(-1) === 'string' &&
    /["}\]\w]\s*\n\s*$/.test(before) &&
    (behind === undefined || '}"'.includes(behind)) &&
    start === end
  );
}

/** Whether a value may stand here: behind a colon, a comma or an opening bracket, and before nothing else. */
function isValuePlace(text: string, { start, end }: Word): boolean {
  const before = text.slice(0, start).trimEnd().at(-1);
  const behind = text.slice(end).trimStart().at(0);
  return (
    before !== undefined &&
    ':[,'.includes(before) &&
    (behind === undefined ||
      ',]}'.includes(behind) ||
      (behind === '"' && text.slice(end, text.indexOf('"', end)).includes('\n')))
  );
}

/** The commas that a new entry needs so that it does not run into its neighbours. */
function commas(text: string, { start, end }: Word): Pick<CompletionPlace, 'before' | 'after'> {
  const before = text.slice(0, start).trimEnd();
  const behind = text.slice(end).trimStart().at(0);
  return {
    ...(before !== '' && !/[{[,:]$/.test(before) && { before: { at: before.length, text: ',' } }),
    ...(behind !== undefined && !'}],'.includes(behind) && { after: ',' }),
  };
}

function siblingsOf(
  tree: Node | undefined,
  path: readonly (string | number)[],
  isKey: boolean,
  start: number,
): CompletionPlace['siblings'] {
  const inList = !isKey && typeof path.at(-1) === 'number';
  const owner = tree && findNodeAtLocation(tree, isKey ? [...path] : path.slice(0, -1));
  return new Map(
    (owner?.children ?? []).flatMap((child): [string, string | undefined][] => {
      if (child.offset === start) return [];
      if (inList) return child.type === 'string' ? [[String(child.value), undefined]] : [];
      const [key, value] = child.children ?? [];
      return key ? [[String(key.value), value?.type === 'string' ? String(value.value) : undefined]] : [];
    }),
  );
}

/** The indentation of the line of an offset. */
function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';
}
