import type { CommandLineHost, ExitCode } from './commandLineHost.js';
import { isRefusal, refusalText } from './fileRefusal.js';
import { helpOf, usageOf, UsageError } from './usage.js';
import { printText, printError, printUsage } from './print.js';

type Command = (args: readonly string[], host: CommandLineHost) => Promise<ExitCode>;

/** Each is read when it is called: none waits for what only another needs. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map<string, () => Promise<Command>>([
  ['render', async () => (await import('./renderCommand.js')).renderCommand],
  ['lint', async () => (await import('./lintCommand.js')).lintCommand],
  ['check', async () => (await import('./checkCommand.js')).checkCommand],
  ['publish', async () => (await import('./publishCommand.js')).publishCommand],
  ['compare', async () => (await import('./compareCommand.js')).compareCommand],
  ['audit', async () => (await import('./auditCommand.js')).auditCommand],
  ['verify', async () => (await import('./registry/verifyCommand.js')).verifyCommand],
  ['pull', async () => (await import('./registry/pullCommand.js')).pullCommand],
]);

/** Runs `prompt-bundles` with these arguments. Never rejects but for faults of its own. */
export async function runCommandLine(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const [name = '', ...rest] = args;
  const isHelp = ['help', '--help', '-h'].includes(name);
  if (isHelp || rest.includes('--help') || rest.includes('-h')) {
    printText(host, helpOf(isHelp ? (rest[0] ?? '') : name));
    return 0;
  }
  const load = COMMANDS.get(name);
  try {
    if (!load) throw new UsageError(name === '' ? 'Name a command.' : `There is no command ${name}.`);
    const command = await load();
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
