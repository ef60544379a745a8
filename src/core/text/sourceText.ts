/** A place people can read: both counted from 0, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * The text of a file as every rule reads it: without a byte order mark, CRLF as LF (spec, section 1). Offsets
 * are UTF-16 units of that text; lines and columns are the same in the file as it was given, whatever its line ends.
 */
export class SourceText {
  readonly text: string;
  readonly #dropsMark: boolean;
  readonly #collapsed: readonly number[];
  #lineStarts: readonly number[] | undefined;

  constructor(given: string) {
    this.#dropsMark = given.charCodeAt(0) === 0xfeff;
    const unmarked = this.#dropsMark ? given.slice(1) : given;
    const collapsed: number[] = [];
    for (let at = unmarked.indexOf('\r\n'); at >= 0; at = unmarked.indexOf('\r\n', at + 2)) {
      collapsed.push(at - collapsed.length);
    }
    this.#collapsed = collapsed;
    this.text = collapsed.length > 0 ? unmarked.replaceAll('\r\n', '\n') : unmarked;
  }

  /** Line and column of an offset; an offset outside the text is taken to its nearer end. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    const starts = this.#starts();
    const line = countUpTo(starts, at) - 1;
    return { line, column: at - (starts[line] ?? 0) };
  }

  /** Offset of a line and column; a place outside the text is taken to the nearest one inside. */
  offsetAt({ line, column }: Position): number {
    const starts = this.#starts();
    const start = starts[Math.max(0, line)] ?? this.text.length;
    const next = starts[Math.max(0, line) + 1];
    const end = next === undefined ? this.text.length : next - 1;
    return Math.min(start + Math.max(0, column), end);
  }

  /** The same place in the text as it was given, in UTF-16 units: counts a dropped mark and each dropped CR. */
  originalOffset(offset: number): number {
    return offset + (this.#dropsMark ? 1 : 0) + countUpTo(this.#collapsed, offset - 1);
  }

  #starts(): readonly number[] {
    if (this.#lineStarts) return this.#lineStarts;
    const starts = [0];
    for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#lineStarts = starts;
    return starts;
  }
}

/** How many of the ascending numbers are not above the limit. */
function countUpTo(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
