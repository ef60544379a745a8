import { mayPrune } from '../baseline/mayPrune.js';
import { LintCache } from '../cache/lintCache.js';
import { lintKept } from '../cache/lintKept.js';
import { seeFolder } from '../cache/seenFolder.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { coveredBy, isLeftOutPerhaps } from '../namedPaths.js';
import { isReportFormat } from '../reports/formats.js';
import type { LintCall } from './lintCall.js';
import { asShown, keptResult, reportLint } from './lintReport.js';
import { storedSource } from './storedSource.js';

/** Checks files and prints what is found, by what an earlier run left of it where that is still so. */
export async function lintFiles(host: CommandLineHost, call: LintCall): Promise<ExitCode> {
  const { root, options, listing, named, told, input, cache, buffers } = call;
  // What an input given by name or a text that is not stored brings about is of this run alone, and reports need the texts.
  const isKept = input === undefined && !buffers && !isReportFormat(told.format);
  if (cache && isKept && !isLeftOutPerhaps(root, listing.entries, named)) {
    const now = host.now().getTime();
    const seen = seeFolder(root, listing);
    const roots = await lintKept(new LintCache(cache, { root, options, listing, seen }, host, now));
    options.progress?.end();
    const files = listing.entries.flatMap(({ file, type }) => (type ? [file] : []));
    const all = [...files, ...roots.flatMap(({ otherFiles }) => otherFiles)];
    const covers = coveredBy(all, named);
    if (typeof covers === 'function') {
      const kept = keptResult({ roots, files, covers, hasBaseline: listing.baselines.size > 0 });
      if (kept.found.some(({ code }) => code === 'outdated-baseline') && mayPrune(host, call)) {
        const { lintPruned } = await import('../baseline/lintPruned.js');
        return lintPruned(host, call, (again) => lintFiles(host, again));
      }
      return reportLint(host, call, kept, asShown(storedSource(root, options)));
    }
  }
  const { lintAnew } = await import('./lintAnew.js');
  return lintAnew(host, call);
}
