import { runCommandLine } from '../../src/cli/commandLine.js';
import type { CommandLineHost, ExitCode } from '../../src/cli/commandLineHost.js';

export interface Run {
  readonly code: ExitCode;
  readonly out: string;
  readonly error: string;
}

/** Runs the command line in a folder, without a process of its own, and with no variable set. */
export const run = (cwd: string, ...args: string[]): Promise<Run> => runWith({}, cwd, ...args);

/** The same with something else of its host. */
export async function runWith(
  others: Partial<Pick<CommandLineHost, 'env' | 'isTerminal' | 'newId' | 'now'>>,
  cwd: string,
  ...args: string[]
): Promise<Run> {
  const written = { out: '', error: '' };
  const host: CommandLineHost = {
    cwd,
    out: (text) => void (written.out += text),
    error: (text) => void (written.error += text),
    env: {},
    now: () => new Date('2024-05-06T07:08:09.123Z'),
    newId: () => '00000000-0000-4000-8000-000000000000',
    ...others,
  };
  const code = await runCommandLine(args, host);
  return { code, ...written };
}
