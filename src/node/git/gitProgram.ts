import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';

/** Which program is git, and where it is asked. */
export interface GitPlace {
  /** A path, or a name that is looked up. */
  readonly program: string;
  /** A folder of the repository, or below it. */
  readonly folder: string;
}

// A repository's own settings may name programs to run, and files may have names that read as patterns: none of that here.
const SAFE = [
  '--no-pager',
  '--literal-pathspecs',
  '--no-optional-locks',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'log.showSignature=false',
];

/** Starts git without a shell. What it says of an error is in the user's language nowhere. */
export function startGit(
  { program, folder }: GitPlace,
  args: readonly string[],
): ChildProcessWithoutNullStreams {
  const child = spawn(program, [...SAFE, ...args], {
    cwd: folder,
    env: { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' },
    windowsHide: true,
  });
  // It may end before it has read what is asked: its end says all there is to know.
  child.stdin.on('error', () => undefined);
  return child;
}

/** What git printed, and how it ended. */
export interface GitOutput {
  /** Its exit code; why it could not be started, else. */
  readonly ended: number | string | null;
  readonly said: string;
  readonly error: string;
}

/** Runs git to its end. What it prints has to be short. Never throws. */
export async function gitOutput(place: GitPlace, args: readonly string[]): Promise<GitOutput> {
  const child = startGit(place, args);
  let [said, error] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
  const ended = await new Promise<number | string | null>((resolve) => {
    child.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      resolve(code ?? message);
    });
    child.once('close', resolve);
  });
  return { ended, said, error };
}

/** Why a folder has no history: in words; `undefined` where it has one. */
export async function whyNoHistory(place: GitPlace): Promise<string | undefined> {
  const { ended, error } = await gitOutput(place, ['rev-parse', '--verify', '--quiet', 'HEAD']);
  if (ended === 0) return undefined;
  if (ended === 'ENOENT') return 'Git is not installed.';
  if (typeof ended === 'string') return `Git cannot be run: ${ended}.`;
  if (/not a git repository/i.test(error)) return 'The folder is in no git repository.';
  const [first = ''] = error.trim().split('\n');
  return first === '' ? 'The repository has no commits.' : `Git says: ${first}`;
}
