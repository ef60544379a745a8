import type { TextRange } from '../model/findings.js';
import { TextMap, TextMapBuilder } from '../text/textMap.js';
import { lineEnd } from '../text/lines.js';

// Where the characters of a scalar stand in its file. The parser has decoded the value already; here its source is
// walked once more beside it. A walk that does not end at the value (a form not known here) falls back to one run for
// the whole scalar, so a place is then coarse but never wrong.

/** A double-quoted (JSON or YAML) or single-quoted string; `range` includes its quotes. */
export function mapQuoted(
  text: string,
  range: TextRange,
  value: string,
  quote: '"' | "'",
  offset = 0,
): TextMap {
  const step = quote === '"' ? doubleQuotedStep : singleQuotedStep;
  return (
    walk(text, { start: range.start + 1, end: range.end - 1 }, value, offset, step) ??
    whole(range, value, offset)
  );
}

/** A plain scalar, perhaps over several lines. */
export function mapPlain(text: string, range: TextRange, value: string, offset = 0): TextMap {
  return walk(text, range, value, offset, () => undefined) ?? whole(range, value, offset);
}

/** A literal (`|`) or folded (`>`) block; `range` starts at its header. */
export function mapBlock(text: string, range: TextRange, value: string, offset: number): TextMap {
  const body = text.indexOf('\n', range.start) + 1;
  const map = body > 0 ? walkBlock(text, { start: body, end: range.end }, value, offset) : undefined;
  return map ?? whole(range, value, offset);
}

/** What one stretch of source stands for: how wide it is there, and how long in the value. */
interface Step {
  readonly width: number;
  readonly length: number;
}

function whole(range: TextRange, value: string, offset: number): TextMap {
  return new TextMap([
    { value: 0, source: range.start + offset, length: value.length, width: range.end - range.start },
  ]);
}

/** Flow scalars: escapes by `step`, a line break with the blanks around it as one space, further ones as themselves. */
function walk(
  text: string,
  range: TextRange,
  value: string,
  offset: number,
  step: (text: string, at: number) => Step | undefined,
): TextMap | undefined {
  const builder = new TextMapBuilder();
  let at = range.start;
  while (at < range.end && builder.length <= value.length) {
    const stepped = step(text, at);
    const fold = stepped ? undefined : foldedBreak(text, at);
    if (stepped) {
      builder.add(at + offset, stepped.length, stepped.width);
      at += stepped.width;
    } else if (fold) {
      builder.add(at + offset, fold.length, fold.width);
      at += fold.width;
    } else {
      if (text[at] !== value[builder.length]) return undefined;
      builder.add(at + offset, 1);
      at += 1;
    }
  }
  return builder.length === value.length ? builder.build() : undefined;
}

const BREAK_RUN = /[ \t]*\n[ \t\n]*/y;

function foldedBreak(text: string, at: number): Step | undefined {
  const starts = text[at] === '\n' || (isBlank(text[at]) && !isBlank(text[at - 1]));
  if (!starts) return undefined;
  BREAK_RUN.lastIndex = at;
  const run = BREAK_RUN.exec(text)?.[0];
  if (run === undefined) return undefined;
  const breaks = run.split('\n').length - 1;
  return { width: run.length, length: breaks === 1 ? 1 : breaks - 1 };
}

function isBlank(unit: string | undefined): boolean {
  return unit === ' ' || unit === '\t';
}

function singleQuotedStep(text: string, at: number): Step | undefined {
  return text.startsWith("''", at) ? { width: 2, length: 1 } : undefined;
}

const ESCAPED_BREAK = /\\\n[ \t\n]*/y;
const ESCAPE_WIDTHS: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

function doubleQuotedStep(text: string, at: number): Step | undefined {
  if (text[at] !== '\\') return undefined;
  ESCAPED_BREAK.lastIndex = at;
  const lineBreak = ESCAPED_BREAK.exec(text)?.[0];
  if (lineBreak !== undefined) return { width: lineBreak.length, length: lineBreak.split('\n').length - 2 };
  const letter = text[at + 1] ?? '';
  const width = ESCAPE_WIDTHS[letter] ?? 2;
  const astral = letter === 'U' && Number.parseInt(text.slice(at + 2, at + width), 16) > 0xffff;
  return { width, length: astral ? 2 : 1 };
}

function walkBlock(text: string, range: TextRange, value: string, offset: number): TextMap | undefined {
  const builder = new TextMapBuilder();
  const indent = blockIndent(text, range, value);
  let at = range.start;
  while (at < range.end && builder.length < value.length) {
    const end = Math.min(range.end, lineEnd(text, at));
    const start = Math.min(at + indent, end);
    const line = text.slice(start, end);
    if (!value.startsWith(line, builder.length)) return undefined;
    builder.add(start + offset, line.length);
    const next = value[builder.length];
    // The last line may end without a break, and still gives one.
    if (next === '\n' || next === ' ') builder.add(end + offset, 1, text[end] === '\n' ? 1 : 0);
    at = end + 1;
  }
  return builder.length === value.length ? builder.build() : undefined;
}

/** How far the block is indented: by what its first line with text has more than the value's first such line. */
function blockIndent(text: string, range: TextRange, value: string): number {
  const source = /^ *(?=[^ \n])/m.exec(text.slice(range.start, range.end));
  const decoded = /^ *(?=[^ \n])/m.exec(value);
  return (source?.[0].length ?? 0) - (decoded?.[0].length ?? 0);
}
