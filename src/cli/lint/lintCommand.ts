import path from 'node:path';
import { baselineOption } from '../baseline/baselineOptions.js';
import { cachePlace } from '../cache/lintCache.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { listFiles } from '../../node/folder/listFiles.js';
import { pathsBelow } from '../namedPaths.js';
import { parseCommand } from '../options/parseCommand.js';
import { rootFolder } from '../rootFolder.js';
import { Progress } from '../terminal/progress.js';
import { isReportFormat } from '../reports/formats.js';
import { fileOptions, onlyOne, UsageError } from '../usage.js';
import { lintFiles } from './lintFiles.js';
import { lintOptions } from './lintOptions.js';

/** `lint [PATH...]`: prints the findings that the editor shows, of the whole folder or of the paths alone. */
export async function lintCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('lint', args);
  const told = lintOptions(values);
  const root = rootFolder(values.root, host.cwd);
  const options = {
    ...fileOptions(values),
    baseline: baselineOption(values, { root, cwd: host.cwd }),
    progress: Progress.of(host),
  };
  const input = onlyOne(values.input, 'input');
  if (values['write-baseline']) refuseToWrite(values);
  const isBelow = values.root === undefined && path.relative(root, host.cwd) !== '';
  // Below the root, what is in the current folder is what is meant.
  const paths = positionals.length === 0 && isBelow ? ['.'] : positionals;
  const call = {
    root,
    options,
    named: pathsBelow(paths, root, host.cwd),
    told,
    input,
    cache: cachePlace(values, host),
  };
  if (values.stdin || values['stdin-filename'] !== undefined) {
    if (values.watch) throw new UsageError('--watch reads files, not standard input.');
    if (positionals.length > 0)
      throw new UsageError('--stdin is the one file that is checked. Name no other.');
    const { lintStdin } = await import('./lintStdin.js');
    return lintStdin(host, values, call);
  }
  if (values.watch) {
    refuseToWatch(values);
    const { lintWatched } = await import('../watch/lintWatched.js');
    return lintWatched(host, { ...call, told: { ...told, isWatched: true } });
  }
  const listed = { ...call, listing: await listFiles(root, options) };
  if (values['write-baseline']) {
    const { lintBaselined } = await import('../baseline/lintBaselined.js');
    return lintBaselined(host, listed);
  }
  if (told.fixes === undefined) return lintFiles(host, listed);
  const { lintFixed } = await import('./lintFixed.js');
  return lintFixed(host, listed);
}

/** While somebody edits files, nothing is written into them. */
function refuseToWatch(values: Readonly<Partial<Record<string, unknown>>>): void {
  const against = ['fix', 'fix-dry-run', 'write-baseline'].find((option) => values[option]);
  if (against !== undefined) throw new UsageError(`--watch writes nothing, so not with --${against}.`);
  if (isReportFormat(String(values['format'])))
    throw new UsageError('--watch prints text or, one object a line, JSON.');
  if ((values['input'] as readonly string[] | undefined)?.includes('-'))
    throw new UsageError('--watch reads files, not standard input.');
}

/** A baseline holds what everybody finds in the files as they are stored. */
function refuseToWrite(values: Readonly<Partial<Record<string, unknown>>>): void {
  const against = ['fix-dry-run', 'stdin', 'input'].find((option) => values[option]);
  if (against !== undefined)
    throw new UsageError(`--write-baseline takes the files as they are stored, not with --${against}.`);
}
