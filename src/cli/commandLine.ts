import { auditCommand } from './auditCommand.js';
import type { CommandLineHost, ExitCode } from './commandLineHost.js';
import { compareCommand } from './compareCommand.js';
import { lintCommand } from './lintCommand.js';
import { publishCommand } from './publishCommand.js';
import { renderCommand } from './renderCommand.js';
import { pullCommand } from './registry/pullCommand.js';
import { verifyCommand } from './registry/verifyCommand.js';
import { isRefusal, refusalText } from './fileRefusal.js';
import { helpOf, usageOf, UsageError } from './usage.js';
import { printText, printError, printUsage } from './print.js';

const COMMANDS: ReadonlyMap<string, (args: readonly string[], host: CommandLineHost) => Promise<ExitCode>> =
  new Map([
    ['render', renderCommand],
    ['lint', lintCommand],
    ['publish', publishCommand],
    ['compare', compareCommand],
    ['audit', auditCommand],
    ['verify', verifyCommand],
    ['pull', pullCommand],
  ]);

/** Runs `prompt-bundles` with these arguments. Never rejects but for faults of its own. */
export async function runCommandLine(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const [name = '', ...rest] = args;
  const isHelp = ['help', '--help', '-h'].includes(name);
  if (isHelp || rest.includes('--help') || rest.includes('-h')) {
    printText(host, helpOf(isHelp ? (rest[0] ?? '') : name));
    return 0;
  }
  const command = COMMANDS.get(name);
  try {
    if (!command) throw new UsageError(name === '' ? 'Name a command.' : `There is no command ${name}.`);
    return await command(rest, host);
  } catch (error) {
    if (error instanceof UsageError) {
      printUsage(host, error.message, usageOf(name, rest[0]));
      return 2;
    }
    if (!isRefusal(error)) throw error;
    printError(host, refusalText(error));
    return 1;
  }
}
