import { cachePlace, CACHE_OPTIONS, LintCache } from './cache/lintCache.js';
import { lintKept } from './cache/lintKept.js';
import { seeFolder } from './cache/seenFolder.js';
import type { CommandLineHost, ExitCode } from './commandLineHost.js';
import { listFiles } from './listFiles.js';
import { reportKept } from './lintReport.js';
import { coveredBy, isLeftOutPerhaps, pathsBelow } from './namedPaths.js';
import { rootFolder } from './rootFolder.js';
import { fileOptions, FILE_OPTIONS, maxFileBytes, parseOptions, textOrJson } from './usage.js';

/** `lint [PATH...]`: prints the findings that the editor shows, of the whole folder or of the paths alone. */
export async function lintCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      root: { type: 'string' },
      input: { type: 'string' },
      format: { type: 'string', default: 'text' },
      ...FILE_OPTIONS,
      ...CACHE_OPTIONS,
    },
  });
  const format = textOrJson(values.format);
  const root = rootFolder(values.root, host.cwd);
  const options = fileOptions(values);
  const named = pathsBelow(positionals, root, host.cwd);
  const place = cachePlace(values, host);
  const now = host.now().getTime();
  const listed = listFiles(root, options);
  // What an input given by name brings about is of this run alone.
  if (place && values.input === undefined && !isLeftOutPerhaps(root, listed, named)) {
    const seen = seeFolder(root, listed);
    const roots = await lintKept(
      new LintCache(place, { root, options, maxFileBytes: maxFileBytes(values), listed, seen }, host, now),
    );
    const files = listed.flatMap(({ file, type }) => (type ? [file] : []));
    const all = [...files, ...roots.flatMap(({ otherFiles }) => otherFiles)];
    const covers = coveredBy(all, named);
    if (typeof covers === 'function') return reportKept(host, format, { roots, files, covers });
  }
  const { lintAnew } = await import('./lintAnew.js');
  return lintAnew(host, { root, options, listed, named, format, input: values.input });
}
