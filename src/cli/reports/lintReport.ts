import type { TextRange } from '../../core/model/findings.js';
import type { SourceText } from '../../core/text/sourceText.js';
import type { Fix, FoundIn } from '../../language/index.js';

/** What `lint` found, for the formats that other programs read. Files go by their keys. */
export interface LintReport {
  readonly found: readonly FoundIn[];
  /** All files that were checked, in order. */
  readonly files: readonly string[];
  readonly sourceOf: (file: string) => SourceText | undefined;
  /** The path that a file has for whoever reads the report, from the folder that the program was called in. */
  readonly pathOf: (file: string) => string;
  /** What a file calls itself, whatever its version and wherever it is: the id of a template or bundle, else its own name. */
  readonly idOf: (file: string) => string;
  readonly fixesOf: (found: FoundIn) => readonly Fix[];
}

/** A range of a file, lines and columns from 1, columns in UTF-16 units; the end is the first place behind it. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Where a range stands in its file. */
export function regionOf(source: SourceText | undefined, { start, end }: TextRange): Region {
  const from = source?.positionAt(start) ?? { line: 0, column: 0 };
  const to = source?.positionAt(end) ?? from;
  return {
    startLine: from.line + 1,
    startColumn: from.column + 1,
    endLine: to.line + 1,
    endColumn: to.column + 1,
  };
}
