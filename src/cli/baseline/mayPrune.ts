import { isBuildServer } from '../../node/userCacheFolder.js';
import type { CommandLineHost } from '../commandLineHost.js';
import type { LintCall } from '../lint/lintCall.js';

/** Whether a run may take out of baselines what they count too much: never on a build server, and not where texts are given or held back. */
export function mayPrune({ env }: Pick<CommandLineHost, 'env'>, call: LintCall): boolean {
  return call.prunes !== false && !call.buffers && call.input === undefined && !isBuildServer(env);
}
