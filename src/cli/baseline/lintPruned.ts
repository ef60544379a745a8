import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { listFiles } from '../../node/folder/listFiles.js';
import type { LintCall } from '../lint/lintCall.js';
import { writeBaselines } from './writeBaselines.js';

/** Takes out of the baselines what is gone, and lints again. What could not be written is told, and so is what it counts. */
export async function lintPruned(
  host: CommandLineHost,
  call: LintCall,
  lint: (call: LintCall) => Promise<ExitCode>,
): Promise<ExitCode> {
  await writeBaselines(host, call, false);
  return lint({ ...call, prunes: false, listing: await listFiles(call.root, call.options) });
}
