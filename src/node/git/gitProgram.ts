import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { devNull } from 'node:os';
import * as l10n from '@vscode/l10n';

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
  `core.hooksPath=${devNull}`,
  '-c',
  'log.showSignature=false',
];
/** What is missing of a partial clone is fetched from nowhere, by no program that the repository names. */
const ALONE = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' };

/** Starts git without a shell, until it is aborted. What it says of an error is in the user's language nowhere. */
export function startGit(
  { program, folder }: GitPlace,
  args: readonly string[],
  signal?: AbortSignal,
): ChildProcessWithoutNullStreams {
  const child = spawn(program, [...SAFE, ...args], {
    cwd: folder,
    env: { ...process.env, ...ALONE, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' },
    windowsHide: true,
    ...(signal && { signal }),
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

/** What a folder is in. */
export interface GitHead {
  /** The root of the repository. */
  readonly top: string;
  /** All digits of the commit that is checked out. */
  readonly head: string;
  /** Whether older commits were left out of the clone. */
  readonly isShallow: boolean;
}

/** The repository that a folder is in, and its commit; in words, why there is none. */
export async function readGitHead(place: GitPlace): Promise<GitHead | string> {
  const { ended, said, error } = await gitOutput(place, [
    'rev-parse',
    '--show-toplevel',
    '--is-shallow-repository',
    'HEAD',
  ]);
  if (ended === 'ENOENT') return l10n.t('Git is not installed.');
  if (typeof ended === 'string') return l10n.t('Git cannot be run: {0}.', ended);
  const [head = '', shallow, ...top] = said.trimEnd().split('\n').reverse();
  if (ended === 0) return { top: top.reverse().join('\n'), head, isShallow: shallow === 'true' };
  if (/not a git repository/i.test(error)) return l10n.t('The folder is in no git repository.');
  if (error.includes("ambiguous argument 'HEAD'")) return l10n.t('The repository has no commits.');
  const [first = ''] = error.trim().split('\n');
  return l10n.t('Git says: {0}', first);
}

/** Why a folder has no history: in words; `undefined` where it has one. */
export async function whyNoHistory(place: GitPlace): Promise<string | undefined> {
  const found = await readGitHead(place);
  return typeof found === 'string' ? found : undefined;
}
