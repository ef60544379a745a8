import type { BrokenPlace } from '../core/audit/verifyFiles.js';
import type { Anchor } from '../core/audit/anchor.js';
import {
  anchorSentence,
  anchorSummary,
  verifyFolder,
  type FolderReport,
} from '../core/audit/verifyFolder.js';
import { loadHashing } from '../core/hashing.js';
import { sha256 } from '../node/sha256.js';
import { anchorFile } from './anchorFile.js';
import type { CommandLineHost, ExitCode } from './commandLineHost.js';
import { auditFileNames, logPath, readLog, type Logs } from './logFolder.js';
import { printJson, printLine } from './print.js';
import { count } from './usage.js';

/** What became of the logs of a root; files go by their paths from it. */
export interface LogsReport extends FolderReport {
  readonly files: number;
}

/** Verifies every log, and holds them against an anchor where there is one. */
export async function verifyAll({ root, folder }: Logs, anchor?: Anchor): Promise<LogsReport> {
  const names = auditFileNames(root, folder);
  const read = (name: string): AsyncIterable<Uint8Array> => readLog(root, folder, name);
  const report = await verifyFolder(names, read, await loadHashing(sha256), anchor);
  const placed = (place: BrokenPlace): BrokenPlace => ({ ...place, file: logPath(folder, place.file) });
  return {
    files: names.length,
    logs: report.logs,
    torn: report.torn.map((name) => logPath(folder, name)),
    broken: report.broken.map(placed),
    unanchored: report.unanchored.map(placed),
  };
}

interface VerifyOptions {
  readonly isJson: boolean;
  /** The file that `--anchor` names. */
  readonly anchor: string | undefined;
}

/** `audit verify`: says what is not as it was written, or as it was anchored. */
export async function verifyLogs(
  logs: Logs,
  { isJson, anchor: file }: VerifyOptions,
  host: CommandLineHost,
): Promise<ExitCode> {
  const given = file === undefined ? undefined : anchorFile(file, logs.root, host.cwd);
  const report = await verifyAll(logs, given?.anchor);
  const { files, torn } = report;
  const broken = [
    ...report.broken,
    ...report.unanchored,
    ...(given?.problem === undefined
      ? []
      : [
          {
            file: given.file,
            line: 0,
            reason: `The logs cannot be compared with this anchor. ${given.problem}`,
          },
        ]),
  ];
  const records = report.logs.reduce((sum, log) => sum + log.records, 0);
  const summary = given?.anchor && anchorSummary(given.anchor, report);
  if (isJson) {
    const anchor = given && summary && { file: given.file, ...summary };
    printJson(host, { files, records, torn: torn.length, broken, anchor });
  } else {
    for (const place of broken) printLine(host, brokenText(place));
    for (const name of torn) printLine(host, `${name}: the last line is torn and skipped.`);
    printLine(
      host,
      `${count(records, 'record')} in ${count(files, 'file')}, ${torn.length} torn, ${broken.length} broken.`,
    );
    if (given && summary) printLine(host, anchorSentence(given.file, summary));
  }
  return broken.length > 0 ? 1 : 0;
}

/** A line for people: the file, the line in it unless it is the whole, and what is wrong. */
export function brokenText({ file, line, reason }: BrokenPlace): string {
  return line === 0 ? `${file}: ${reason}` : `${file}:${line}: ${reason}`;
}
