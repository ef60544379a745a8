/** How a hash stands to those of the other rows in its column. */
export interface EqualMark {
  /** The same letter for the same hash, in order of first appearance; empty where all are the same, and for none. */
  readonly letter: string;
  /** Whether the row above has it too. */
  readonly isAsAbove: boolean;
}

/** Marks for the hashes of one column, from top to bottom. */
export function equalMarks(column: readonly (string | null)[]): readonly EqualMark[] {
  const known = [...new Set(column.filter((hash) => hash !== null))];
  return column.map((hash, row) => ({
    letter: hash !== null && known.length > 1 ? letterOf(known.indexOf(hash)) : '',
    isAsAbove: row > 0 && hash !== null && column[row - 1] === hash,
  }));
}

/** A, B, ... Z, AA, AB, ... */
function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}
