import { matchAt, tagAt, UNSPACED, WHITE_SPACE } from './grammar.js';
import { jsonEnd } from './json.js';

/** What is read of one line: without its markers and the white space at its two ends. */
export interface PlainLine {
  readonly start: number;
  readonly end: number;
}

/** The blocks of a text: the lines of each stretch in which sentences run on, and what paragraphs there are. */
export interface PlainBlocks {
  readonly stretches: PlainLine[][];
  /** Where each paragraph begins, and where it ends at the latest. */
  readonly paragraphs: { start: number; end: number }[];
}

const CIRCLED = '\u2460-\u24ff\u2776-\u2793\u3220-\u3229\u3251-\u325f\u3280-\u3289\u32b1-\u32bf';
/** Bullets and ordinals; the first group holds those that CommonMark lets interrupt no paragraph. */
const MARKER = new RegExp(
  [
    String.raw`(\d{1,9}[.)])(?=[ \t\n]|$)`,
    String.raw`[-+*](?=[ \t\n]|$)`,
    String.raw`(?:[•◦▪●○‣–—]|[(（](?:\d{1,3}|[\p{L}\p{Nl}])[)）]|[\p{L}\p{Nl}][)）]|[${CIRCLED}])(?=\p{White_Space}|$)`,
    String.raw`(?:[〇零一二三四五六七八九十百]{1,3}|\d{1,3})、`,
  ].join('|'),
  'uy',
);
const CHECKBOX = /\[[ xX]\](?=[ \t]|$)/y;
const BREAK = /^(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const HEADING = /^#{1,6}(?:[ \t]+|$)/;
const FENCE = /^(`{3,}(?=[^`]*$)|~{3,})/;
const UNDERLINE = /^(?:=+|-+)[ \t]*$/;
const DELIMITER_ROW = /^\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t]*$/;

/**
 * The blocks of a text, line by line. Of CommonMark's containers it knows what people write: markers before a line's text.
 * (Whether an ordinal such as `2.` interrupts depends on open items, which texts for this reading leave alone.)
 */
export function plainBlocks(text: string): PlainBlocks {
  const unquoted = text.replaceAll(/^[ \t]*(?:>[ \t]*)+/gm, (markers) => markers.replaceAll('>', ' '));
  const stretches: PlainLine[][] = [];
  const paragraphs: { start: number; end: number }[] = [];
  let stretch: PlainLine[] = [];
  let paragraph: { start: number; end: number } | undefined;
  let hasContent = false;
  let openDepth = -1;
  /** Whether the open stretch is an item's: lines here are not indented, so that an underline would be outside of it. */
  let inItem = false;
  let tableDepth = -1;
  const close = (): void => {
    if (stretch.length > 0) stretches.push(stretch);
    stretch = [];
    openDepth = -1;
  };
  const blank = (): void => {
    close();
    paragraph = undefined;
    tableDepth = -1;
  };
  /** Something of the line at `line` is no white space: what is read of it, or markers alone. */
  const visible = (line: number, start: number, end: number): void => {
    const first = afterTags(text, start)?.rest ?? start;
    const isContent = first < end;
    if (!paragraph) {
      paragraphs.push((paragraph = { start: isContent ? first : skip(text, line, text.length), end: 0 }));
      hasContent = false;
    } else if (isContent && !hasContent) paragraph.start = first;
    if (!isContent) return;
    paragraph.end = end;
    hasContent = true;
  };
  const alone = (start: number, end: number): void => {
    blank();
    visible(start, start, end);
    blank();
  };

  /** What follows a tag that ends further down than it begins is read like a line of its own, without markers. */
  const behindTags = (tags: { rest: number; lineEnd: number }, depth: number): void => {
    if (tags.rest >= tags.lineEnd) return;
    const end = trimmed(text, tags.rest, tags.lineEnd);
    visible(tags.rest, tags.rest, end);
    stretch.push({ start: tags.rest, end });
    inItem = false;
    openDepth = depth;
  };
  const addRow = ({ start, end }: PlainLine): void => {
    const from = text[start] === '|' ? skip(text, start + 1, end) : start;
    const to = text[end - 1] === '|' && end - 1 >= from ? trimmed(text, from, end - 1) : end;
    visible(start, from, to);
    if (from < to) stretches.push([{ start: from, end: to }]);
  };

  for (let at = 0; at <= text.length;) {
    const end = lineEnd(text, at);
    const first = skip(text, at, end);
    const json = jsonEnd(text, first);
    if (json >= 0 && skip(text, json, lineEnd(text, json)) === lineEnd(text, json)) {
      alone(first, json);
      at = lineEnd(text, json) + 1;
      continue;
    }
    let from = skipBlanks(text, at, end);
    let depth = 0;
    let startsBlock = false;
    let kind: string;
    const quotes = (): void => {
      for (; text[from] === '>' && from < end; from = skipBlanks(text, from + 1, end)) {
        if (stretch.length > 0 && ++depth > openDepth) startsBlock = true;
        else if (stretch.length === 0) depth++;
      }
    };
    quotes();
    const tags = afterTags(depth > 0 ? unquoted : text, skip(text, from, end));
    if (tags !== undefined && (tags.lineEnd !== end || tags.rest === tags.lineEnd)) {
      // Lines of tags alone are blank.
      blank();
      behindTags(tags, depth);
      at = tags.lineEnd + 1;
      continue;
    }
    let isItem = false;
    for (;;) {
      const rest = text.slice(from, end);
      if (rest.trim() === '') kind = isItem ? 'markers' : 'blank';
      else if (stretch.length > 0 && !inItem && !startsBlock && depth === openDepth && UNDERLINE.test(rest))
        kind = 'markers';
      else if (BREAK.test(rest)) kind = isItem ? 'markers' : 'blank';
      else if (HEADING.test(rest)) kind = 'heading';
      else if (FENCE.test(rest)) kind = 'fence';
      else {
        const marker = matchAt(MARKER, text, from);
        const interrupts =
          stretch.length === 0 ||
          startsBlock ||
          !/^\d+[.)]$/.test(marker ?? '') ||
          /^1[.)]$/.test(marker ?? '');
        const after = from + (marker?.length ?? 0);
        const hasText = skip(text, after, end) < end;
        if (
          marker !== undefined &&
          after <= end &&
          (interrupts || afterItem(text, at)) &&
          (hasText || stretch.length === 0 || startsBlock)
        ) {
          from = skipBlanks(text, after, end);
          isItem = startsBlock = true;
          quotes();
          continue;
        }
        const box = isItem ? matchAt(CHECKBOX, text, from) : undefined;
        if (box !== undefined) from = skip(text, from + box.length, end);
        from = skip(text, from, end);
        const isTags = isItem && (afterTags(text, from)?.rest ?? from) >= end;
        kind = from < end && !isTags ? 'text' : 'markers';
      }
      break;
    }
    if (kind === 'blank') {
      blank();
      at = end + 1;
      continue;
    }
    if (kind === 'fence') {
      const fence = FENCE.exec(text.slice(from, end))?.[0] ?? '';
      let codeEnd = end;
      while (codeEnd < text.length) {
        const next = codeEnd + 1;
        const inside = withoutQuotes(text.slice(next, lineEnd(text, next)), depth);
        if (inside === undefined) break;
        codeEnd = lineEnd(text, next);
        const closing = inside.trim();
        if (closing.length >= fence.length && closing === (fence[0] ?? '').repeat(closing.length)) break;
      }
      alone(from, codeEnd);
      at = codeEnd + 1;
      continue;
    }
    if (kind === 'markers') {
      visible(at, end, end);
      close();
      tableDepth = -1;
      const rest = afterTags(depth > 0 ? unquoted : text, from);
      if (rest !== undefined && rest.lineEnd !== end) {
        if (rest.rest >= rest.lineEnd || text.slice(end + 1, rest.rest).includes('\n')) blank();
        behindTags(rest, depth);
      }
      at = (rest?.lineEnd ?? end) + 1;
      continue;
    }
    if (kind === 'heading') {
      close();
      tableDepth = -1;
      const start = skip(text, from + (/^#+/.exec(text.slice(from, end))?.[0].length ?? 0), end);
      const visibleEnd = trimmed(
        text,
        start,
        start + text.slice(start, trimmed(text, start, end)).replace(/(?:^|[ \t]+)#*$/, '').length,
      );
      visible(at, start, visibleEnd);
      if (start < visibleEnd) stretches.push([{ start, end: trimmed(text, start, visibleEnd) }]);
      at = end + 1;
      continue;
    }
    const content = { start: from, end: trimmed(text, from, end) };
    const below = text.slice(Math.min(end + 1, text.length), lineEnd(text, Math.min(end + 1, text.length)));
    const isHeader =
      end < text.length && isDelimiterRow(withoutQuotes(below, depth) ?? '', text.slice(from, content.end));
    if (startsBlock) close();
    if (tableDepth >= 0 && !startsBlock && depth === tableDepth) {
      addRow(content);
      at = end + 1;
      continue;
    }
    tableDepth = -1;
    if (isHeader) {
      close();
      addRow(content);
      tableDepth = depth;
      at = end + 1 + below.length + 1;
      continue;
    }
    visible(at, content.start, content.end);
    if (stretch.length === 0) inItem = isItem;
    stretch.push(content);
    if (openDepth < 0) openDepth = depth;
    at = end + 1;
  }
  close();
  return { stretches, paragraphs };
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function skip(text: string, at: number, end: number): number {
  while (at < end && WHITE_SPACE.test(text[at] ?? '')) at++;
  return at;
}

/** Markers stand behind spaces and tabs alone, as in CommonMark; behind other white space they are text. */
function skipBlanks(text: string, at: number, end: number): number {
  while (at < end && /[ \t]/.test(text[at] ?? '')) at++;
  return at;
}

function trimmed(text: string, start: number, end: number): number {
  while (end > start && WHITE_SPACE.test(text[end - 1] ?? '')) end--;
  return end;
}

/** Where what follows the tags at an index begins, and the line that stands in ends. */
function afterTags(text: string, at: number): { rest: number; lineEnd: number } | undefined {
  let rest = at;
  for (;;) {
    const tag = text[rest] === '<' ? tagAt(text, rest) : undefined;
    if (tag === undefined) break;
    rest += tag.length;
    rest = skip(text, rest, lineEnd(text, rest));
  }
  return rest > at ? { rest, lineEnd: lineEnd(text, rest) } : undefined;
}

/** Whether the line above belongs to a list, so that its next ordinal needs no leave. */
function afterItem(text: string, at: number): boolean {
  const above = text.slice(text.lastIndexOf('\n', at - 2) + 1, Math.max(0, at - 1));
  return /^[ \t>]*\d+[.)][ \t]/.test(above) && !UNSPACED.test(above);
}

function withoutQuotes(line: string, depth: number): string | undefined {
  let rest = line;
  for (let i = 0; i < depth; i++) {
    const quoted = /^[ \t]*>(.*)$/s.exec(rest);
    if (!quoted) return undefined;
    rest = quoted[1] ?? '';
  }
  return rest;
}

function isDelimiterRow(line: string, header: string): boolean {
  const row = line.trim();
  return row.includes('|') && DELIMITER_ROW.test(row) && cells(row) === cells(header);
}

function cells(row: string): number {
  return row.replace(/^\|/, '').replace(/\|$/, '').split('|').length;
}
