import path from 'node:path';
import { cachePlace, LintCache } from '../cache/lintCache.js';
import { lintKept } from '../cache/lintKept.js';
import { seeFolder } from '../cache/seenFolder.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { listFiles } from '../listFiles.js';
import { lintOptions } from './lintOptions.js';
import { AS_SHOWN, keptResult, reportLint } from './lintReport.js';
import { coveredBy, isLeftOutPerhaps, pathsBelow } from '../namedPaths.js';
import { isReportFormat } from '../reports/formats.js';
import { rootFolder } from '../rootFolder.js';
import { parseCommand } from '../options/parseCommand.js';
import { fileOptions, onlyOne } from '../usage.js';

/** `lint [PATH...]`: prints the findings that the editor shows, of the whole folder or of the paths alone. */
export async function lintCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('lint', args);
  const told = lintOptions(values);
  const root = rootFolder(values.root, host.cwd);
  const options = fileOptions(values);
  const input = onlyOne(values.input, 'input');
  const isBelow = values.root === undefined && path.relative(root, host.cwd) !== '';
  // Below the root, what is in the current folder is what is meant.
  const paths = positionals.length === 0 && isBelow ? ['.'] : positionals;
  const named = pathsBelow(paths, root, host.cwd);
  const place = cachePlace(values, host);
  const now = host.now().getTime();
  const listing = await listFiles(root, options);
  // What an input given by name brings about is of this run alone, and reports need the texts.
  const isKept = input === undefined && !isReportFormat(told.format);
  if (place && isKept && !isLeftOutPerhaps(root, listing.entries, named)) {
    const seen = seeFolder(root, listing);
    const roots = await lintKept(new LintCache(place, { root, options, listing, seen }, host, now));
    const files = listing.entries.flatMap(({ file, type }) => (type ? [file] : []));
    const all = [...files, ...roots.flatMap(({ otherFiles }) => otherFiles)];
    const covers = coveredBy(all, named);
    if (typeof covers === 'function')
      return reportLint(host, told, keptResult({ roots, files, covers }), AS_SHOWN);
  }
  const { lintAnew } = await import('./lintAnew.js');
  return lintAnew(host, { root, options, listing, named, told, input });
}
