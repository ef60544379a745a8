import { BYTES_PER_MB, DEFAULT_MAX_FILE_BYTES, MAX_FILE_MB } from '../core/documents/unreadableFile.js';
import { parseReference, type Reference } from '../core/model/reference.js';
import type { FileOptions } from './promptFolder.js';
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The most records that are listed if not told otherwise. */
export const DEFAULT_LIMIT = 1000;

/** The command was called wrongly; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What `--help` prints. */
export const HELP = `Prompt Bundles: renders, checks, publishes and compares versioned prompt bundles as the service would.

Usage
  prompt-bundles render <bundle_id@semver> [options]    Print the prompt.
  prompt-bundles lint [PATH...] [options]               Print what is wrong in the files, or in those paths alone.
  prompt-bundles check <bundle_id@semver> [FILE|-]      Print where an answer of the model breaks a bundle's constraints.
  prompt-bundles publish <bundle_id@semver> [options]   Freeze a version: write its snapshot, which never changes.
  prompt-bundles compare <bundle_id> [A B] [options]    Print the hashes of all versions, or of two, and what differs.
  prompt-bundles verify <bundle_id@semver> [options]    Check that a registry gives the same prompt and hashes.
  prompt-bundles pull <bundle_id@semver> [options]      Write what a database holds as files; --all for all of it.
  prompt-bundles audit list [options]                   List the records of the audit log, newest first.
  prompt-bundles audit verify [options]                 Check every log: that no line was changed, added or moved.
  prompt-bundles audit anchor [options]                 Print how far each log is, to be kept where nobody changes it.
  prompt-bundles audit replay [--all] [options]         Render the newest record again, or all: is it the same prompt?

Options of all
  --root DIR         Folder whose files are read. Default: the nearest of the repository with .prompt-bundles/config.json or
                     published versions, from the current folder up; else the current folder.
  --format FORMAT    text (default) or json; for compare also markdown, for lint also sarif, junit, github and gitlab, with
                     paths from the current folder. The text of render is the prompt alone, byte for byte, control
                     characters included: write it to a file or a pipe where you do not trust it.
  --max-file-size MB Longest prompt file and input that is read, in MB of 1,000,000 bytes. Default: as .prompt-bundles/config.json
                     says, else ${DEFAULT_MAX_FILE_BYTES / BYTES_PER_MB}; at most ${MAX_FILE_MB}.
                     Longer ones, and others that cannot be read, are errors; the rest is checked.
  --exclude GLOB     Leave out what matches, from the root: --exclude '**/drafts' leaves out all in such folders. Can be
                     given more than once.
  --no-gitignore     Read what .gitignore and .git/info/exclude leave out, too.
  --help             Print this; after a command, its own part of it.

Options of render, lint, compare and verify
  --input FILE       Render input, YAML or JSON; - reads standard input. Default: for render, compare and verify, all defaults;
                     for lint, the inputs of the folder that are meant for a bundle.

Options of lint
  --cache            Keep what is found for the next run, which then reads only files that changed. Default: yes, but not
                     where the variable CI says that this is a build server.
  --no-cache         Keep nothing, and use nothing that was kept.
  --cache-location DIR
                     Where it is kept. Default: the user's folder for caches. What is in it can be deleted at any time.

Options of render
  --model MODEL      Model to render for, in place of the input's model_type.
  --check            Exit with 1 where the prompt is another than the input's expect says. It is printed all the same, and
                     what does not hold is told on the error output, with or without this.

Options of render, publish and compare
  --audit MODE       What is recorded in the audit log: full (default); hashes, without the input and the prompt; or off.
  --no-audit         The same as --audit off.
  --audit-registry URL
                     Record in the audit of this database too, as the service records what it renders: whole prompts alone,
                     so nothing with --audit hashes. A database that cannot be reached is told, and stops no render.

Options of publish, compare, verify, pull and audit list
  --registry URL     Where the registry is: postgres://user@host:5432/database, or https://host of the service. The password
                     of the database is read from PROMPT_BUNDLES_REGISTRY_PASSWORD, else PGPASSWORD; what the URL leaves
                     out, from the other PG* variables. PROMPT_BUNDLES_REGISTRY_HEADER holds a header for a proxy before
                     the service, as Name: value. publish writes there first: what it refuses is not frozen here either.
                     compare and verify only read a database; a service lists nothing to compare, and keeps what it
                     renders for verify in its audit, of which audit list gives the newest of each --bundle version.

Options of verify
  --probe            Verify with an input that holds nothing of a user's, in place of --input.

Options of pull
  --all              Pull every bundle version of the database, in place of one.
  --snapshots        Write published versions, in place of files. What is here with other content is never written over.

Options of all but lint, check, verify and pull
  --log DIR          Where the audit log is, relative to the root and inside it: a folder that is empty, or has audit
                     logs alone. Default: .prompt-bundles/audit.

Options of audit list
  --bundle NAME      Only records of this bundle_id, or of this bundle_id@semver.
  --hash DIGITS      Only records with a hash that starts so; of a registry, the hash of the version or of the input.
  --since TIME       Only records from this time on, in UTC, such as 2026-03-01 or 2026-03-01T08:30.
  --until TIME       Only records up to this time, that day, hour or minute included.
  --limit N          At most so many. Default: ${DEFAULT_LIMIT}.

Options of audit verify
  --anchor FILE      Check as well that all lines of this anchor are as they were; - reads standard input.

Options of audit anchor
  --out FILE         Write the anchor to a file. One that is there already is replaced only when it is an anchor, and the
                     logs are as it has them. Default: standard output.

ROOT/.prompt-bundles/config.json says which severities problems have, what is left out, and how long a file may be.
Published versions are in ROOT/.prompt-bundles/published. They answer references that no file answers. A folder below the
root with one of these of its own is a root of its own: lint checks each by itself; else name it by --root. Not read are
node_modules, .git and the like, linked git worktrees below the root, links to folders, and links to files that are there
already. What lint is told by name is checked though it is left out, on its own.

Exit codes
  0  Rendered, compared, listed or anchored; published, or so already with the same content; no errors found; nothing but
     information found in an answer; every log whole, a torn last line apart, and as it was anchored; every replay identical or not possible.
  1  Refused, and why is told: an unknown or ambiguous version, errors in a file, a model the bundle does not serve, a
     version that is published with other content. Or: errors found, a prompt that --check did not expect, a log that is
     broken, not as it was anchored or not to be read, or a replay that differs.
  2  Called wrongly.
`;

/** The options that say which files of the root are read, and how long they may be. */
export const FILE_OPTIONS = {
  'max-file-size': { type: 'string' },
  exclude: { type: 'string', multiple: true },
  'no-gitignore': { type: 'boolean', default: false },
} as const;

/** Their values. */
export interface FileValues {
  readonly 'max-file-size'?: string | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly 'no-gitignore'?: boolean | undefined;
}

/** What they say of the files below the root. */
export function fileOptions(values: FileValues): FileOptions {
  const { exclude = [], 'no-gitignore': noGitignore = false } = values;
  const bytes = maxFileBytes(values);
  return {
    exclude,
    ...(bytes !== undefined && { maxFileBytes: bytes }),
    ...(noGitignore && { useGitignore: false }),
  };
}

/** The most bytes of a file that is read, by `--max-file-size`. */
function maxFileBytes({ 'max-file-size': given }: FileValues): number | undefined {
  if (given === undefined) return undefined;
  const size = /^\d{1,3}(\.\d{1,6})?$/.test(given) ? Number(given) : 0;
  if (size > 0 && size <= MAX_FILE_MB) return Math.round(size * BYTES_PER_MB);
  throw new UsageError(`--max-file-size takes a number of MB up to ${MAX_FILE_MB}, such as 5 or 0.5.`);
}

/** How a command is called, by the help, and where there is more. */
export function usageOf(command: string, action = ''): string {
  const called = usageLines(command);
  const own = called.filter((line) => line.startsWith(`prompt-bundles ${command} ${action} `));
  const lines = (own.length > 0 ? own : called).map((line) => line.replace(/ {2,}.*$/, ''));
  const help = lines.length > 0 ? `prompt-bundles help ${command}` : 'prompt-bundles help';
  return [...lines.map((line) => `Usage: ${line}`), `Run \`${help}\` for more.`, ''].join('\n');
}

/** The help of one command: how it is called, and its options; all of it where there is no such command. */
export function helpOf(command: string): string {
  const lines = usageLines(command);
  if (lines.length === 0) return HELP;
  const sections = HELP.split('\n\n').slice(2);
  const isOwn = (section: string): boolean => {
    const [title = ''] = section.split('\n', 1);
    if (title === 'Options of all but lint, check, verify and pull')
      return !['lint', 'check', 'verify', 'pull'].includes(command);
    return !title.startsWith('Options of ') || title.includes(command) || title === 'Options of all';
  };
  const usage = ['Usage', ...lines.map((line) => `  ${line}`)].join('\n');
  return [usage, ...sections.filter(isOwn)].join('\n\n');
}

function usageLines(command: string): readonly string[] {
  const lines = HELP.split('\n').map((line) => line.trim());
  return lines.filter((line) => line.startsWith(`prompt-bundles ${command} `));
}

/** Node's own parser of options, with a wrong call as a `UsageError`. */
export function parseOptions<Config extends ParseArgsConfig>(
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    // Node goes on to say how to pass what looks like an option: nothing here takes such a thing.
    const [said = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new UsageError(`${said.replace(/\.$/, '')}.`);
  }
}

/** The one bundle version that a command is given. */
export function oneBundle([name, ...others]: readonly string[]): Reference {
  const bundle = parseReference(name ?? '');
  if (!bundle || others.length > 0) throw new UsageError('Name one bundle version, as bundle_id@semver.');
  return bundle;
}

/** The value of `--format`, one of those that the command knows. */
export function chooseFormat<Format extends string>(format: string, known: readonly Format[]): Format {
  const chosen = known.find((one) => one === format);
  if (chosen !== undefined) return chosen;
  throw new UsageError(`There is no format ${format}. Use ${known.join(' or ')}.`);
}

/** The value of `--format` where there are these two. */
export function textOrJson(format: string): 'text' | 'json' {
  return chooseFormat(format, ['text', 'json']);
}

/** A number with its noun, such as `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
