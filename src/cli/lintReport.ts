import type { CheckedRoot, ShownFinding } from '../language/index.js';
import type { CommandLineHost, ExitCode } from './commandLineHost.js';
import { shownJson } from './findingJson.js';
import { shownText } from './findingText.js';
import { printJson, printLines } from './print.js';
import { count } from './usage.js';

/** The most findings one run reports; what is left out is told. */
export const MAX_FINDINGS = 10_000;

/** What is told where some were. */
export const CUT = 'Some were left out: there are too many to check or show.';

/** What a run has to tell. */
export interface LintReport {
  /** At most {@link MAX_FINDINGS}, in order. */
  readonly shown: readonly ShownFinding[];
  readonly files: number;
  /** True where something was left out. */
  readonly truncated: boolean;
  /** Of all findings, of those too that are not shown. */
  readonly hasErrors: boolean;
}

/** Prints what was found. */
export function reportLint(
  host: CommandLineHost,
  format: 'text' | 'json',
  { shown, files, truncated, hasErrors }: LintReport,
): ExitCode {
  if (format === 'json') printJson(host, { findings: shown.map(shownJson), files, truncated });
  else {
    const lines = shown.filter(({ isPlaced }) => isPlaced).map(shownText);
    const cut = truncated ? ` ${CUT}` : '';
    printLines(host, [...lines, `${count(shown.length, 'finding')} in ${count(files, 'file')}.${cut}`]);
  }
  return hasErrors ? 1 : 0;
}

/** What is known of a folder, and which of its files were asked for. */
interface KeptFolder {
  readonly roots: readonly CheckedRoot[];
  readonly files: readonly string[];
  readonly covers: (file: string) => boolean;
}

/** Prints what is found in the files that are covered, of what is known of all. */
export function reportKept(
  host: CommandLineHost,
  format: 'text' | 'json',
  { roots, files, covers }: KeptFolder,
): ExitCode {
  const isCovered = ({ file }: ShownFinding): boolean => covers(file);
  const found = [
    ...roots.flatMap((root) => root.found.filter(isCovered)),
    ...roots.flatMap((root) => root.others.filter(isCovered)),
  ];
  const shown = found.slice(0, MAX_FINDINGS);
  return reportLint(host, format, {
    shown,
    files: files.filter(covers).length,
    truncated: roots.some(({ isTruncated }) => isTruncated) || shown.length < found.length,
    hasErrors: found.some(({ severity }) => severity === 'error'),
  });
}
