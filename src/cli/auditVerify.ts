import type { Anchor } from '../core/audit/anchor.js';
import { groupLogs } from '../core/audit/files.js';
import { goneLogs, verifyFiles, type BrokenPlace, type VerifiedLog } from '../core/audit/verifyFiles.js';
import { loadHashing } from '../core/hashing.js';
import { sha256 } from '../node/sha256.js';
import { anchorFile, type AnchorFile } from './anchorFile.js';
import type { CommandLineHost, ExitCode } from './commandLineHost.js';
import { auditFileNames, logPath, readLog, type Logs } from './logFolder.js';
import { tell } from './tell.js';
import { count } from './usage.js';

/** What became of all logs of a folder. */
export interface LogsReport {
  readonly files: number;
  readonly logs: readonly VerifiedLog[];
  /** By path from the root. */
  readonly torn: readonly string[];
  /** Likewise; what is not as it was anchored comes last. */
  readonly broken: readonly BrokenPlace[];
}

/** Verifies every log, and holds them against an anchor where there is one. */
export async function verifyAll({ root, folder }: Logs, anchor?: Anchor): Promise<LogsReport> {
  const hashing = await loadHashing(sha256);
  const names = auditFileNames(root, folder);
  const groups = groupLogs(names);
  const anchored = new Map(anchor?.logs.map((log) => [log.name, log]));
  const logs: VerifiedLog[] = [];
  for (const group of groups)
    logs.push(
      await verifyFiles(group, (name) => readLog(root, folder, name), hashing, anchored.get(group.name)),
    );
  const placed = (place: BrokenPlace): BrokenPlace => ({ ...place, file: logPath(folder, place.file) });
  const broken = [
    ...logs.flatMap((log) => log.broken),
    ...logs.flatMap(({ unanchored }) => (unanchored ? [unanchored] : [])),
    ...(anchor ? goneLogs(anchor, groups) : []),
  ].map(placed);
  const torn = logs.flatMap((log) => (log.torn ? [logPath(folder, log.torn.file)] : []));
  return { files: names.length, logs, torn, broken };
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
  const refused: BrokenPlace[] =
    given?.problem === undefined ? [] : [{ file: given.file, line: 0, reason: notAnchor(given.problem) }];
  const broken = [...report.broken, ...refused];
  const records = report.logs.reduce((sum, log) => sum + log.records, 0);
  const anchor = given && anchorSummary(given, report);
  if (isJson) {
    const { files, torn } = report;
    host.out(`${JSON.stringify({ files, records, torn: torn.length, broken, anchor }, null, 2)}\n`);
  } else {
    for (const place of broken) tell(host, brokenText(place));
    for (const name of report.torn) tell(host, `${name}: the last line is torn and skipped.`);
    host.out(
      `${count(records, 'record')} in ${count(report.files, 'file')}, ${report.torn.length} torn, ${broken.length} broken.\n`,
    );
    if (anchor && given.problem === undefined) tell(host, anchorSentence(anchor));
  }
  return broken.length > 0 ? 1 : 0;
}

/** A line for people: the file, the line in it unless it is the whole, and what is wrong. */
export function brokenText({ file, line, reason }: BrokenPlace): string {
  return line === 0 ? `${file}: ${reason}` : `${file}:${line}: ${reason}`;
}

function notAnchor(problem: string): string {
  return `Nothing can be held against this anchor. ${problem}`;
}

interface AnchorSummary {
  readonly file: string;
  /** Logs that are anchored, and their lines. */
  readonly logs: number;
  readonly lines: number;
  /** Those of the logs of which all that is anchored is as it was. */
  readonly intact: number;
}

function anchorSummary({ file, anchor }: AnchorFile, { logs }: LogsReport): AnchorSummary {
  const anchored = anchor?.logs ?? [];
  const lines = anchored.reduce((sum, log) => sum + log.lines, 0);
  return { file, logs: anchored.length, lines, intact: logs.filter(({ isAnchored }) => isAnchored).length };
}

function anchorSentence({ file, logs, lines, intact }: AnchorSummary): string {
  const what = `${count(lines, 'line')} in ${count(logs, 'log')}`;
  return intact === logs
    ? `${file} anchors ${what}: all are as they were.`
    : `${file} anchors ${what}: ${logs - intact} of the logs ${logs - intact === 1 ? 'is' : 'are'} not as it was anchored.`;
}
