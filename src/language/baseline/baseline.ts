import type { Finding, FindingCode, TextRange } from '../../core/model/findings.js';
import type { SourceText } from '../../core/text/sourceText.js';

/** The file of a root that counts the findings that were there when it was written, step by step from the root. */
export const BASELINE_FILE = ['.prompt-bundles', 'baseline.json'] as const;

/** The longest one that is read, in bytes. */
export const MAX_BASELINE_BYTES = 20_000_000;

const ENDING = `/${BASELINE_FILE.join('/')}`;

/** True for the baseline of some folder, by the key of the file. */
export function isBaselineFile(file: string): boolean {
  return `/${file}`.endsWith(ENDING);
}

/** How many findings of a code a file is known to have. */
export interface BaselineEntry {
  readonly count: number;
  readonly countRange: TextRange;
}

/** A file that a baseline speaks of. */
export interface BaselinedFile {
  /** Where its path stands, quotes included. */
  readonly range: TextRange;
  readonly entries: ReadonlyMap<FindingCode, BaselineEntry>;
}

/** The findings of files, counted by code. */
export type FindingCounts = ReadonlyMap<FindingCode, number>;

/** The baseline of a root, read: what is right in it counts, and what is wrong has findings. */
export interface BaselineFile {
  /** The key of the file. */
  readonly file: string;
  readonly source: SourceText;
  /** Where it says that its JSON Schema is, if anywhere. */
  readonly schema: string | undefined;
  /** By path from the root; of a file that is no JSON, what it said last. */
  readonly files: ReadonlyMap<string, BaselinedFile>;
  /** False where the text says nothing, or what this program does not know: it is not to be written over unasked. */
  readonly isReadable: boolean;
  /** What is wrong with the file by itself. */
  readonly findings: readonly Finding[];
}

/** The baseline that counts in a scope, file by file. */
export class Baseline {
  #file: BaselineFile | undefined;
  /** How much longer names are than paths from the root. */
  #above = 0;

  /** `nameOf` gives the path of a file from the root that is listed, by its key. */
  constructor(private readonly nameOf: (file: string) => string) {}

  /** What is read of the file; `undefined` where there is none. */
  get file(): BaselineFile | undefined {
    return this.#file;
  }

  /** Takes in the file, its new state, or that it went. Gives the paths whose counts are others by it. */
  set(file: BaselineFile | undefined): ReadonlySet<string> {
    const before = this.#file;
    this.#file = file;
    if (file) this.#above = this.#aboveOf(file.file);
    const paths = new Set([...(before?.files.keys() ?? []), ...(file?.files.keys() ?? [])]);
    return new Set([...paths].filter((path) => countsText(before, path) !== countsText(file, path)));
  }

  /** What is counted in a file, by its key. */
  of(file: string): BaselinedFile | undefined {
    return this.#file && this.#file.files.size > 0 ? this.#file.files.get(this.pathOf(file)) : undefined;
  }

  /** The path of a file from the root that the baseline is of, or was, or is to be, all by their keys. */
  pathOf(file: string, baseline?: string): string {
    return this.nameOf(file).slice(baseline === undefined ? this.#above : this.#aboveOf(baseline));
  }

  #aboveOf(baseline: string): number {
    const name = `/${this.nameOf(baseline)}`;
    return name.endsWith(ENDING) ? name.length - ENDING.length : 0;
  }
}

function countsText(from: BaselineFile | undefined, path: string): string {
  return JSON.stringify(
    [...(from?.files.get(path)?.entries ?? [])].map(([code, { count }]) => [code, count]),
  );
}
