import type { Refusal } from '../../core/model/refusal.js';
import { count } from '../usage.js';

/** What was fixed before the files were checked. */
export interface FixReport {
  readonly files: readonly FixedText[];
  /** Whether it was written nowhere. */
  readonly isDry: boolean;
  /** What could not be written, each with the reason as a sentence. */
  readonly failed: readonly Refusal[];
}

/** A file that was fixed. */
export interface FixedText {
  readonly file: string;
  /** How many findings were fixed. */
  readonly count: number;
  /** The text of the file with its fixes. */
  readonly after: string;
}

/** The same for people, a line for each file. */
export function fixLines({ files, isDry }: FixReport): readonly string[] {
  const verb = isDry ? 'Would fix' : 'Fixed';
  return files.map(({ file, count: fixed }) => `${verb} ${count(fixed, 'finding')} in ${file}.`);
}

/** The same for programs; texts that were written can be read where they are. */
export function fixJson({ files, isDry }: FixReport): readonly object[] {
  return files.map(({ file, count: findings, after }) => ({
    file,
    findings,
    ...(isDry && { output: after }),
  }));
}
