import type { FoundIn } from '../../language/index.js';
import { mayPrune } from '../baseline/mayPrune.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { shownFinding } from '../findingJson.js';
import { readInputFile, type NamedInput } from '../inputFile.js';
import { printError } from '../print.js';
import type { PromptFolder } from '../../node/folder/promptFolder.js';
import { isReportFormat } from '../reports/formats.js';
import { UsageError } from '../usage.js';
import { checkFolder, textsOf } from '../../node/folder/checkFolder.js';
import { fixLines } from './fixReport.js';
import type { LintCall } from './lintCall.js';
import { baselinedOf, CUT, exitCodeOf, judge, reportLint, type FindingReader } from './lintReport.js';
import { coveredFiles, readRoots } from './readRoots.js';

/** Reads and checks a folder, and the files that are left out and named all the same, whatever was known of them. */
export async function lintAnew(host: CommandLineHost, call: LintCall): Promise<ExitCode> {
  const { root, named, told, input: inputName } = call;
  const { progress } = call.options;
  const read = readRoots(call);
  const { folder, parts } = read;
  const input =
    inputName === undefined
      ? undefined
      : readInputFile(inputName, { root, cwd: host.cwd, maxFileBytes: folder.maxFileBytes });
  if (input) for (const part of parts) addInput(part, input);
  const { all, covers } = coveredFiles(read, named);
  progress?.phase('Checking', all.length);
  const checked = await Promise.all(parts.map((part) => checkFolder(part, covers, host, input?.file)));
  progress?.end();
  const found = checked.flatMap(({ inFiles }) => inFiles).concat(checked.flatMap(({ others }) => others));
  const texts = textsOf(parts);
  const files = checked.reduce((sum, part) => sum + part.files, 0);
  const result = {
    found,
    files,
    isTruncated: checked.some((part) => part.isTruncated),
    baselined: baselinedOf(checked, covers, call.listing.baselines.size > 0),
  };
  if (found.some(({ finding }) => finding.code === 'outdated-baseline') && mayPrune(host, call)) {
    const { lintPruned } = await import('../baseline/lintPruned.js');
    return lintPruned(host, call, (again) => lintAnew(host, again));
  }
  const reader: FindingReader<FoundIn> = {
    severityOf: ({ finding }) => finding.severity,
    shown: (one) => shownFinding(texts, one),
    sourceOf: (file) => texts.sourceOf(file),
  };
  if (!isReportFormat(told.format)) return reportLint(host, call, result, reader);
  const verdict = judge(result, told, reader);
  const { printReport } = await import('../reports/printReport.js');
  printReport(host, told.format, {
    root,
    parts: checked,
    texts,
    files: all.filter(covers),
    found: verdict.reported,
  });
  if (call.fixed) for (const line of fixLines(call.fixed)) printError(host, line);
  if (verdict.isCut) printError(host, CUT);
  return exitCodeOf(host, verdict, call);
}

/** Takes in an input that is not among the folder's files, whatever its name. */
function addInput(folder: PromptFolder, { file, parsed }: NamedInput): void {
  const known = folder.get(file);
  if (known && known.kind !== 'input') throw new UsageError(`${file} is a ${known.kind}, not an input.`);
  if (!known) folder.add(file, parsed);
}
