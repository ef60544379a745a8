import path from 'node:path';
import { anchorText, isAnchorableName, type Anchor } from '../core/audit/anchor.js';
import type { BrokenPlace } from '../core/audit/verifyFiles.js';
import { amount, anchorSummary } from '../core/audit/verifyFolder.js';
import type { RefusalCode } from '../core/model/refusal.js';
import { createFile } from '../node/createFile.js';
import { replaceFile } from '../node/replaceFile.js';
import { anchorAt } from './anchorFile.js';
import { brokenText, verifyAll } from './auditVerify.js';
import type { CommandLineHost, ExitCode } from './commandLineHost.js';
import { logPath, type Logs } from './logFolder.js';
import { printError, printJson, printLine, printRefusal, printText } from './print.js';
import { UsageError } from './usage.js';

interface AnchorOptions {
  readonly isJson: boolean;
  /** The file that `--out` names; none, or `-`: standard output. */
  readonly out: string | undefined;
}

/** `audit anchor`: says how far each log is and with which hash it ends, to be kept where the logs' writers cannot write. */
export async function anchorLogs(
  logs: Logs,
  { isJson, out = '-' }: AnchorOptions,
  host: CommandLineHost,
): Promise<ExitCode> {
  if (out.endsWith('.jsonl'))
    throw new UsageError('An anchor cannot be a log. Use a file name that does not end in .jsonl.');
  const place = path.resolve(host.cwd, out);
  const before = out === '-' ? undefined : anchorAt(out, place);
  const refuse = (code: RefusalCode, reason: string, broken: readonly BrokenPlace[] = []): ExitCode => {
    if (isJson) printJson(host, { status: 'refused', code, reason, broken });
    for (const one of broken) printError(host, brokenText(one));
    printRefusal(host, { code, reason });
    return 1;
  };
  if (before && !before.anchor)
    return refuse(
      'file_exists',
      `${out} already exists and was not replaced. ${before.problem} Choose another file.`,
    );

  const report = await verifyAll(logs, before?.anchor);
  const broken = [...report.broken, ...unnameable(logs, report.logs)];
  if (broken.length > 0)
    return refuse(
      'damaged_log',
      'No anchor was made: a log is damaged. Run prompt-bundles audit verify to see where.',
      [...broken, ...report.unanchored],
    );
  if (report.unanchored.length > 0)
    return refuse(
      'anchor_differs',
      `The logs do not match ${out}, so it was not replaced. Delete it first to anchor the logs as they are now.`,
      report.unanchored,
    );
  const anchor: Anchor = { logs: report.logs.map(({ end }) => end) };
  const text = anchorText(anchor);
  for (const name of report.torn) printError(host, `${name}: the last line is torn and not anchored.`);
  if (out === '-') {
    printText(host, text);
    return 0;
  }
  const status = await write(place, text, before?.anchor && anchorText(before.anchor), host.newId());
  if (status === 'refused')
    return refuse(
      'changed_meanwhile',
      `${out} was created by another program meanwhile, so it was not replaced. Try again.`,
    );
  const { lines, logs: logCount } = anchorSummary(anchor);
  if (isJson) printJson(host, { status, file: out, logs: logCount, lines });
  else {
    const what = amount({ logs: logCount, lines });
    printLine(host, `${status === 'written' ? 'Anchored' : 'Anchored already:'} ${what} in ${out}.`);
  }
  return 0;
}

/** Names that an anchor cannot hold, since they would be paths elsewhere. */
function unnameable(
  { folder }: Logs,
  logs: readonly { readonly end: { readonly name: string } }[],
): BrokenPlace[] {
  return logs
    .filter(({ end }) => !isAnchorableName(end.name))
    .map(({ end }) => ({
      file: logPath(folder, end.name),
      line: 0,
      reason: 'An anchor cannot contain this name. Rename the log.',
    }));
}

async function write(
  file: string,
  text: string,
  before: string | undefined,
  id: string,
): Promise<'written' | 'unchanged' | 'refused'> {
  if (before === text) return 'unchanged';
  if (before !== undefined) {
    await replaceFile(file, text, id);
    return 'written';
  }
  const creation = await createFile(path.dirname(file), file, text, id);
  return creation === 'different' ? 'refused' : 'written';
}
