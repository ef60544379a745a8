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

/** Why a folder has no history: in words; `undefined` where it has one. */
export async function whyNoHistory(place: GitPlace): Promise<string | undefined> {
  const child = startGit(place, ['rev-parse', '--verify', '--quiet', 'HEAD']);
  let said = '';
  child.stdout.resume();
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = await new Promise<number | string | null>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
    child.once('close', resolve);
  });
  if (ended === 0) return undefined;
  if (ended === 'ENOENT') return 'Git is not installed.';
  if (typeof ended === 'string') return `Git cannot be run: ${ended}.`;
  if (/not a git repository/i.test(said)) return 'The folder is in no git repository.';
  const [first = ''] = said.trim().split('\n');
  return first === '' ? 'The repository has no commits.' : `Git says: ${first}`;
}
