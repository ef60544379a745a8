import type { TextRange } from '../../core/model/findings.js';

/** Keys of mappings and positions in lists that lead to a value. */
export type Path = readonly (string | number)[];

/** What a word stands between: quotes of either kind, or nothing. */
export type Quotes = '"' | "'" | '';

/** What is being written at the cursor of a YAML or JSON text, however broken the text is around it. */
export interface CompletionPlace {
  /** A key of the mapping at `path`, or the value at `path`. */
  readonly kind: 'key' | 'value';
  readonly path: Path;
  /** The whole word that is being written, its quotes included. */
  readonly range: TextRange;
  /** What stands between the word's start and the cursor, without an opening quote. */
  readonly typed: string;
  readonly quotes: Quotes;
  readonly syntax: 'yaml' | 'json';
  /** True between brackets, and in JSON. */
  readonly isFlow: boolean;
  /** Indentation of the keys of the mapping that it belongs to. */
  readonly indent: string;
  /** The other keys of the mapping, with their values where those are words; of a list, its other items as keys. */
  readonly siblings: ReadonlyMap<string, string | undefined>;
  /** True for a key whose colon is there already. */
  readonly hasColon: boolean;
  /** True in a text of several lines, whose words nothing is known of: the range is empty then. */
  readonly isProse: boolean;
  /** True for a value that nothing stands for yet. */
  readonly isEmpty: boolean;
  /** What has to be written around something new here: commas that are missing in JSON. */
  readonly before?: { readonly at: number; readonly text: string };
  readonly after?: string;
  /** The blank that is missing behind a colon. */
  readonly lead?: ' ';
}

/** The place moved to where its text stands in a file. */
export function shifted(place: CompletionPlace, by: number): CompletionPlace {
  const { range, before } = place;
  return {
    ...place,
    range: { start: range.start + by, end: range.end + by },
    ...(before && { before: { ...before, at: before.at + by } }),
  };
}

/** Whether a path is one that a pattern stands for. */
export function isAt(path: Path, pattern: Path): boolean {
  return path.length === pattern.length && path.every((step, i) => pattern[i] === '*' || pattern[i] === step);
}
