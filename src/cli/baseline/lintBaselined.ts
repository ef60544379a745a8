import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { listFiles } from '../../node/folder/listFiles.js';
import type { LintCall } from '../lint/lintCall.js';
import { lintFiles } from '../lint/lintFiles.js';
import { fixWritten } from '../lint/lintFixed.js';
import { writeBaselines } from './writeBaselines.js';

/** Fixes what is to be fixed, takes what is left into the baselines, and checks what comes of it. */
export async function lintBaselined(host: CommandLineHost, call: LintCall): Promise<ExitCode> {
  const fixed = call.told.fixes ? { fixed: await fixWritten(host, call) } : {};
  const isWritten = await writeBaselines(host, call, true);
  const listing = await listFiles(call.root, call.options);
  const code = await lintFiles(host, { ...call, ...fixed, listing, prunes: false });
  return isWritten ? code : 1;
}
