import { lintCommand } from './lintCommand.js';
import { renderCommand } from './renderCommand.js';
import { HELP, UsageError } from './usage.js';

/** What a run takes from its process. */
export interface CommandLineHost {
  /** Absolute path of the folder the command was called in. */
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly now: () => Date;
  /** A name that no other run has. */
  readonly newId: () => string;
}

/** 0: done. 1: refused, and why is told. 2: called wrongly. */
export type ExitCode = 0 | 1 | 2;

const COMMANDS: ReadonlyMap<string, (args: readonly string[], host: CommandLineHost) => Promise<ExitCode>> =
  new Map([
    ['render', renderCommand],
    ['lint', lintCommand],
  ]);

/** Runs `prompt-bundles` with these arguments. Never rejects but for faults of its own. */
export async function runCommandLine(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const [name = '', ...rest] = args;
  if (['help', '--help', '-h'].includes(name) || rest.includes('--help') || rest.includes('-h')) {
    host.out(HELP);
    return 0;
  }
  const command = COMMANDS.get(name);
  try {
    if (!command) throw new UsageError(name === '' ? 'Name a command.' : `There is no command ${name}.`);
    return await command(rest, host);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    host.error(`${error.message}\n\n${HELP}`);
    return 2;
  }
}
