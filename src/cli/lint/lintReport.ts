import type { Severity } from '../../core/model/findings.js';
import type { SourceText } from '../../core/text/sourceText.js';
import type { CheckedRoot, ShownFinding } from '../../language/index.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { shownJson } from '../findingJson.js';
import { shownPieces } from '../findingText.js';
import {
  printError,
  printJson,
  printJsonLine,
  printLine,
  printLines,
  printRefusal,
  printStyled,
} from '../print.js';
import { terminalStyle, type Piece, type TerminalStyle } from '../terminal/style.js';
import { count } from '../usage.js';
import { fixJson, fixLines, type FixReport } from './fixReport.js';
import type { LintOptions } from './lintOptions.js';

/** The most findings one run reports; what is left out is told. */
const MAX_FINDINGS = 10_000;

/** What is told where some were. */
export const CUT = 'Some were left out: there are too many to check or show.';

/** What a run found. */
export interface LintResult<Found> {
  /** All of it, in order. */
  readonly found: readonly Found[];
  readonly files: number;
  /** True where there was too much to check. */
  readonly isTruncated: boolean;
  /** How many more the baseline hides; `undefined` where there is none. */
  readonly baselined: number | undefined;
}

/** What of that is told, and what comes of all of it. */
export interface LintVerdict<Found> {
  readonly reported: readonly Found[];
  /** True where something was left out that is there. */
  readonly isCut: boolean;
  readonly hasErrors: boolean;
  readonly warnings: number;
}

/** How findings are looked at, whatever is known of them. */
export interface FindingReader<Found> {
  readonly severityOf: (one: Found) => Severity;
  readonly shown: (one: Found) => ShownFinding;
  /** The text of a file, as it was checked; `undefined` where it is not at hand any more. */
  readonly sourceOf: (file: string) => SourceText | undefined;
}

/** For those that are ready to be shown. */
export function asShown(sourceOf: FindingReader<ShownFinding>['sourceOf']): FindingReader<ShownFinding> {
  return { severityOf: ({ severity }) => severity, shown: (one) => one, sourceOf };
}

/** Decides what is told. What is not told counts all the same, as that of ESLint does: `--quiet` hides no warning from `--max-warnings`. */
export function judge<Found>(
  { found, isTruncated }: LintResult<Found>,
  { isQuiet }: Pick<LintOptions, 'isQuiet'>,
  { severityOf }: Pick<FindingReader<Found>, 'severityOf'>,
): LintVerdict<Found> {
  const errors = found.filter((one) => severityOf(one) === 'error');
  const shown = isQuiet ? errors : found;
  return {
    reported: shown.slice(0, MAX_FINDINGS),
    isCut: isTruncated || shown.length > MAX_FINDINGS,
    hasErrors: errors.length > 0,
    warnings: found.filter((one) => severityOf(one) === 'warning').length,
  };
}

/** What a run was asked, and what it did before it looked. */
export interface Reported {
  readonly told: LintOptions;
  readonly fixed?: FixReport;
}

/** The exit code of a run; that there are too many warnings is told, and what could not be fixed. */
export function exitCodeOf(
  host: CommandLineHost,
  { hasErrors, warnings }: Pick<LintVerdict<unknown>, 'hasErrors' | 'warnings'>,
  { told: { maxWarnings = Infinity }, fixed }: Reported,
): ExitCode {
  const failed = fixed?.failed ?? [];
  for (const one of failed) printRefusal(host, one);
  const tooMany = warnings > maxWarnings;
  if (tooMany)
    printError(host, `${count(warnings, 'warning')} found, and --max-warnings allows ${maxWarnings}.`);
  return hasErrors || tooMany || failed.length > 0 ? 1 : 0;
}

/** Prints what was found, as text or JSON. */
export async function reportLint<Found>(
  host: CommandLineHost,
  call: Reported,
  result: LintResult<Found>,
  reader: FindingReader<Found>,
): Promise<ExitCode> {
  const { told, fixed } = call;
  const verdict = judge(result, told, reader);
  const { isCut } = verdict;
  const { files, baselined } = result;
  const reported = verdict.reported.map(reader.shown);
  if (told.format === 'json') {
    const findings = reported.map(shownJson);
    const print = told.isWatched ? printJsonLine : printJson;
    print(host, {
      findings,
      files,
      truncated: isCut,
      ...(baselined !== undefined && { baselined }),
      ...(fixed && { fixed: fixJson(fixed) }),
    });
  } else {
    const placed = reported.filter(({ isPlaced }) => isPlaced);
    const style = terminalStyle(host);
    const cut = isCut ? ` ${CUT}` : '';
    const found = count(reported.length, told.isQuiet ? 'error' : 'finding');
    const left = fixed ? (reported.length === 1 ? ' is left' : ' are left') : '';
    const summary = `${found}${left} in ${count(files, 'file')}.${baselinedText(baselined)}${cut}`;
    if (fixed) printLines(host, fixLines(fixed));
    printStyled(host, await findingLines(placed, reader.sourceOf, style), style);
    printLine(host, summary);
  }
  return exitCodeOf(host, verdict, call);
}

/** More findings than these are lines alone, on a terminal too. */
const MOST_FRAMES = 100;

/** A line for each; on a terminal, the line of its file below. */
async function findingLines(
  findings: readonly ShownFinding[],
  sourceOf: FindingReader<unknown>['sourceOf'],
  style: TerminalStyle | undefined,
): Promise<(readonly Piece[])[]> {
  if (!style || findings.length > MOST_FRAMES) return findings.map(shownPieces);
  const { codeFrame } = await import('../terminal/codeFrame.js');
  return findings.flatMap((one) => {
    const source = sourceOf(one.file);
    return [shownPieces(one), ...(source ? codeFrame(source, one) : [])];
  });
}

/** How many the baseline hides, as a sentence behind others. */
export function baselinedText(baselined: number | undefined): string {
  if (!baselined) return '';
  return ` ${baselined} more ${baselined === 1 ? 'is' : 'are'} in the baseline.`;
}

/** How many findings the baselines of some roots hide in the files that are covered; `undefined` where no root has one. */
export function baselinedOf(
  roots: readonly Pick<CheckedRoot, 'baselined'>[],
  covers: (file: string) => boolean,
  hasBaseline: boolean,
): number | undefined {
  if (!hasBaseline) return undefined;
  const counts = roots.flatMap(({ baselined }) => [...baselined]);
  return counts.reduce((sum, one) => sum + (covers(one.file) ? one.count : 0), 0);
}

/** What is known of a folder, and which of its files were asked for. */
interface KeptFolder {
  readonly roots: readonly CheckedRoot[];
  readonly files: readonly string[];
  readonly covers: (file: string) => boolean;
  readonly hasBaseline: boolean;
}

/** What is found in the files that are covered, of what is known of all. */
export function keptResult({ roots, files, covers, hasBaseline }: KeptFolder): LintResult<ShownFinding> {
  const isCovered = ({ file }: ShownFinding): boolean => covers(file);
  return {
    found: [
      ...roots.flatMap((root) => root.found.filter(isCovered)),
      ...roots.flatMap((root) => root.others.filter(isCovered)),
    ],
    files: files.filter(covers).length,
    isTruncated: roots.some(({ isTruncated }) => isTruncated),
    baselined: baselinedOf(roots, covers, hasBaseline),
  };
}
