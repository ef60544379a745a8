import { appendFileSync } from 'node:fs';
import path from 'node:path';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { isRefusal, refusalText } from '../../node/fileRefusal.js';
import { listFiles } from '../../node/folder/listFiles.js';
import { checkFolder } from '../../node/folder/checkFolder.js';
import { baselineOption } from '../baseline/baselineOptions.js';
import { maxWarnings } from '../lint/lintOptions.js';
import { parseCommand } from '../options/parseCommand.js';
import { printRefusal } from '../print.js';
import { PromptFolder } from '../../node/folder/promptFolder.js';
import { rootFolder } from '../rootFolder.js';
import { chooseFormat, fileOptions, UsageError } from '../usage.js';
import { checkAudit } from './checkAudit.js';
import { checkFiles } from './checkFiles.js';
import { checkTests } from './checkTests.js';
import { CI_FORMATS, checksMarkdown, printChecks } from './ciReport.js';

/** `ci`: everything that has to hold before a change is taken in, with one summary. */
export async function ciCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('ci', args);
  if (positionals.length > 0) throw new UsageError(`ci does not take ${positionals.join(' ')}.`);
  const format = chooseFormat(values.format, CI_FORMATS);
  const allowed = maxWarnings(values) ?? Infinity;
  const root = rootFolder(values.root, host.cwd);
  const options = { ...fileOptions(values), baseline: baselineOption(values, { root, cwd: host.cwd }) };
  const folder = new PromptFolder(root, options, { listing: await listFiles(root, options) });
  const homes = folder.rootsBelow();
  const roots = [folder, ...homes.map((home) => folder.below(home))];
  const checked = await Promise.all(roots.map((one) => checkFolder(one, () => true, host)));
  const [files, ...others] = checkFiles(checked, allowed);
  const tests = await checkTests(checked);
  const audit = await checkAudit(
    { root, homes, log: values.log, anchor: values.anchor, cwd: host.cwd },
    host,
  );
  const checks = [...(files ? [files] : []), tests, ...others, audit];
  printChecks(host, format, { root, checks });
  const isWritten =
    values.summary === undefined || appendSummary(host, values.summary, checksMarkdown(checks));
  return isWritten && checks.every(({ isPassed }) => isPassed) ? 0 : 1;
}

function appendSummary(host: CommandLineHost, file: string, text: string): boolean {
  try {
    appendFileSync(path.resolve(host.cwd, file), text);
    return true;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const reason = `The summary could not be written to ${file}: ${refusalText(error)}`;
    printRefusal(host, { code: 'not_writable', reason });
    return false;
  }
}
