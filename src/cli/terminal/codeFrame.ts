import { terminalText } from '../../core/output/terminalText.js';
import type { SourceText } from '../../core/text/sourceText.js';
import type { ShownFinding } from '../../language/index.js';
import type { Piece } from './style.js';

/** How many columns of a line are shown, those before the place among them. */
const WIDTH = 100;
const BEFORE = 40;
/** More of a text than can be shown of it, whatever it holds. */
const MOST_UNITS = 800;
/** What takes two columns: East Asian wide and full-width characters, and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** What takes none. */
const NARROW = /\p{Mn}|\p{Me}|\u200d|\ufe0e|\ufe0f/u;

/** The line that a finding begins in, and marks below its place; none where the text has no such line. */
export function codeFrame(source: SourceText, { start, end, severity }: ShownFinding): readonly Piece[][] {
  const line = start.line - 1;
  const from = source.offsetAt({ line, column: 0 });
  if (source.positionAt(from).line !== line) return [];
  const text = source.text.slice(from).split('\n', 1)[0] ?? '';
  const at = Math.min(start.column - 1, text.length);
  const until = end.line === start.line ? Math.min(Math.max(end.column - 1, at), text.length) : text.length;
  const [shown, before, marked] = cut(text, at, until);
  const number = String(start.line);
  const gutter = ' '.repeat(number.length);
  return [
    [{ text: `  ${number} | `, tone: 'faint' }, { text: shown }],
    [
      { text: `  ${gutter} | `, tone: 'faint' },
      { text: ' '.repeat(before) },
      { text: '^'.repeat(Math.max(1, marked)), tone: severity },
    ],
  ];
}

/** What is shown of a line, how many columns stand before the place, and how many it takes. Of a long line, what is around the place. */
function cut(text: string, at: number, until: number): readonly [string, number, number] {
  const from = Math.max(0, at - MOST_UNITS);
  const pieces = charactersOf(text.slice(from, at));
  let start = pieces.length;
  for (let width = 0; start > 0 && width < BEFORE; start--) width += pieces[start - 1]?.width ?? 0;
  const isCut = from > 0 || start > 0;
  const before = pieces.slice(start);
  let shown = `${isCut ? '…' : ''}${before.map(({ safe }) => safe).join('')}`;
  const columns = before.reduce((sum, { width }) => sum + width, isCut ? 1 : 0);
  let width = columns;
  let marked = 0;
  for (const [rest, isMarked] of [
    [text.slice(at, until), true],
    [text.slice(until), false],
  ] as const)
    for (const one of charactersOf(rest.slice(0, MOST_UNITS))) {
      if (width + one.width > WIDTH) return [`${shown}…`, columns, marked];
      shown += one.safe;
      width += one.width;
      if (isMarked) marked += one.width;
    }
  return [shown, columns, marked];
}

interface Shown {
  /** As it is printed. */
  readonly safe: string;
  /** In columns. */
  readonly width: number;
}

/** The characters of a text, as people count them. */
function charactersOf(text: string): readonly Shown[] {
  return Array.from(new Intl.Segmenter('en').segment(text), ({ segment }) => {
    const plain = segment.replace('\t', ' ');
    const safe = terminalText(plain);
    // What is joined, as some emoji are, takes no more than one of them.
    return { safe, width: safe === plain ? Math.min(2, widthOf(safe)) : safe.length };
  });
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += NARROW.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}
