import path from 'node:path';
import type { BrokenPlace } from '../../core/audit/verifyFiles.js';
import { anchorFile } from '../anchorFile.js';
import { verifyAll, type LogsReport } from '../auditVerify.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { logFolder } from '../logFolder.js';
import { count } from '../usage.js';
import type { Check, Problem } from './check.js';

/** Which logs are verified. */
export interface CheckedLogs {
  /** Absolute. */
  readonly root: string;
  /** The folders below that are roots of their own. */
  readonly homes: readonly string[];
  /** What `--log` and `--anchor` say, the latter of the root's own logs. */
  readonly log: string | undefined;
  readonly anchor: string | undefined;
  readonly cwd: string;
}

/** Verifies every log, and holds those of the root against an anchor where there is one, as `audit verify` does. */
export async function checkAudit(
  { root, homes, log, anchor, cwd }: CheckedLogs,
  host: CommandLineHost,
): Promise<Check> {
  const given = anchor === undefined ? undefined : anchorFile(anchor, root, cwd);
  const problems: Problem[] = [];
  let [records, files] = [0, 0];
  for (const home of ['', ...homes]) {
    const place = path.join(root, home);
    const report = await verifyAll(
      { root: place, folder: await logFolder(place, log, host) },
      home === '' ? given?.anchor : undefined,
    );
    files += report.files;
    records += report.logs.reduce((sum, one) => sum + one.records, 0);
    for (const one of brokenIn(report)) problems.push(problemAt(home, one));
  }
  if (given?.problem !== undefined)
    problems.push(
      problemAt('', {
        file: given.file,
        line: 0,
        reason: `The logs cannot be compared with this anchor. ${given.problem}`,
      }),
    );
  const anchored = given ? ', as anchored' : '';
  return {
    name: 'audit',
    isPassed: problems.length === 0,
    summary: `${count(records, 'record')} in ${count(files, 'log file')}, ${problems.length === 0 ? `whole${anchored}` : `${problems.length} broken`}.`,
    problems,
  };
}

function brokenIn({ broken, unanchored }: LogsReport): readonly BrokenPlace[] {
  return [...broken, ...unanchored];
}

function problemAt(home: string, { file, line, reason }: BrokenPlace): Problem {
  const start = { line: Math.max(1, line), column: 1 };
  return { file: path.posix.join(home, file), start, end: start, severity: 'error', message: reason };
}
