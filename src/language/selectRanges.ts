import type { PromptFile } from '../core/documents/promptFile.js';
import { visitNodes } from '../core/documents/valueNode.js';
import type { TextRange } from '../core/model/findings.js';
import type { LanguageContext } from './context.js';
import { mentionsIn } from './navigation/mentions.js';
import { contentsIn, placeholdersIn } from './navigation/symbolAt.js';
import { touches } from './navigation/writtenText.js';

/**
 * What a selection grows to from an offset, the smallest first: a part of a name, a placeholder, its line and paragraph, a
 * value with and without quotes, its key with it, what is around, all of the file.
 */
export async function selectRanges(
  { files }: LanguageContext,
  file: string,
  offset: number,
): Promise<readonly TextRange[]> {
  const parsed = await files.read(file);
  if (!parsed) return [];
  const around = [...nodeRanges(parsed), ...nameRanges(parsed), ...textRanges(parsed, offset)]
    .filter((range) => touches(range, offset))
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  return [...around, { start: 0, end: parsed.source.text.length }].reduce(grown, []);
}

/** Each range holds the one before it. */
function grown(ranges: readonly TextRange[], next: TextRange): readonly TextRange[] {
  const last = ranges.at(-1);
  if (next.end <= next.start) return ranges;
  if (!last) return [next];
  const holds = next.start <= last.start && next.end >= last.end;
  return holds && next.end - next.start > last.end - last.start ? [...ranges, next] : ranges;
}

function nodeRanges({ root, source: { text } }: PromptFile): readonly TextRange[] {
  const ranges: TextRange[] = [];
  if (!root) return ranges;
  visitNodes(root, (node) => {
    ranges.push(node.range);
    const isQuoted = node.kind === 'string' && /["']/.test(text[node.range.start] ?? '');
    if (isQuoted) ranges.push({ start: node.range.start + 1, end: node.range.end - 1 });
    if (node.kind === 'mapping')
      for (const { keyRange, value } of node.entries) {
        ranges.push(keyRange);
        if (value.range.start >= keyRange.end) ranges.push({ start: keyRange.start, end: value.range.end });
      }
  });
  return ranges;
}

function nameRanges(parsed: PromptFile): readonly TextRange[] {
  const uses = placeholdersIn(parsed).flatMap(({ range, role }) =>
    role === 'use' ? [range, { start: range.start + 2, end: range.end - 2 }] : [],
  );
  return [
    ...mentionsIn(parsed).flatMap(({ id, semver }) => [id.range, ...(semver ? [semver.range] : [])]),
    ...uses,
  ];
}

/** The line and the paragraph of a template's text that an offset is in. */
function textRanges(parsed: PromptFile, offset: number): readonly TextRange[] {
  return contentsIn(parsed).flatMap((content) => {
    if (!touches(content.range, offset)) return [];
    const map = content.textMap();
    const at = map.toValue(offset);
    const { value } = content;
    return [LINE, PARAGRAPH].map((separator) => {
      const { start, end } = stretchAt(value, at, separator);
      return map.rangeToSource(start, end);
    });
  });
}

const LINE = /\n/g;
const PARAGRAPH = /\n[ \t]*\n\s*/g;

/** What stands around an offset between two separators. */
function stretchAt(text: string, at: number, separator: RegExp): TextRange {
  let start = 0;
  for (const { index, 0: written } of text.matchAll(separator)) {
    if (index >= at) return { start, end: index };
    start = index + written.length;
  }
  return { start: Math.min(start, at), end: text.length };
}
