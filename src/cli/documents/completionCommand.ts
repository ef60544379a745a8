import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { SHELLS } from '../options/commandTable.js';
import { completionScript } from '../options/completionScripts.js';
import { parseCommand } from '../options/parseCommand.js';
import { UsageError } from '../options/usageError.js';
import { printText } from '../print.js';

/** `completion SHELL`: the script by which a shell completes commands, options and their values. */
export function completionCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { positionals } = parseCommand('completion', args);
  const [asked = '', ...others] = positionals;
  const shell = SHELLS.find((known) => known === asked);
  if (!shell || others.length > 0)
    throw new UsageError(`Name one shell: ${SHELLS.join(', ')}.`, { word: asked, known: SHELLS });
  printText(host, completionScript(shell));
  return Promise.resolve(0);
}
