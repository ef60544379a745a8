import { decodeUtf8, encodeUtf8 } from '../../core/text/utf8.js';
import { readShownFinding, type ShownFinding } from './placedFinding.js';
import { readCount, readFields, readFlag, readKept, readList, readText } from './readValues.js';

/** What checking one root has found, in the order that it is told in. */
export interface CheckedRoot {
  /** Its path from the folder that was checked; empty for that folder itself. */
  readonly home: string;
  /** In its files. */
  readonly found: readonly ShownFinding[];
  /** In its published versions, and folders that cannot be listed. */
  readonly others: readonly ShownFinding[];
  /** The names of those, whether anything is found in them or not. */
  readonly otherFiles: readonly string[];
  /** True where there was too much to check. */
  readonly isTruncated: boolean;
  /** How many findings its baseline hides, by the files that have some. */
  readonly baselined: readonly BaselinedCount[];
}

/** How many findings of a file a baseline hides. */
export interface BaselinedCount {
  readonly file: string;
  readonly count: number;
}

export function encodeResult(roots: readonly CheckedRoot[]): Uint8Array {
  return encodeUtf8(JSON.stringify(roots));
}

/** What was encoded; `undefined` for anything else. */
export function decodeResult(bytes: Uint8Array): CheckedRoot[] | undefined {
  return readKept(() =>
    readList(JSON.parse(decodeUtf8(bytes).text), (root): CheckedRoot => {
      const field = readFields(root);
      return {
        home: readText(field('home')),
        found: readList(field('found'), readShownFinding),
        others: readList(field('others'), readShownFinding),
        otherFiles: readList(field('otherFiles'), readText),
        isTruncated: readFlag(field('isTruncated')),
        baselined: readList(field('baselined'), readCountOf),
      };
    }),
  );
}

function readCountOf(value: unknown): BaselinedCount {
  const field = readFields(value);
  return { file: readText(field('file')), count: readCount(field('count')) };
}
