import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Report } from 'c8';
import { transformSync } from 'esbuild';
import { coveredFolders, recordsFolder } from './places.mjs';

/**
 * What the recorded tests have run of the covered folders, file by file; a page for each is written as well.
 * @param {string} pages the folder of the pages
 * @returns {Promise<import('./coverageProblems.mjs').FileCoverage[]>}
 */
export async function readCoverage(pages) {
  /** @type {Report & { getCoverageMapFromAllCoverageFiles(): Promise<import('istanbul-lib-coverage').CoverageMap> }} */
  const report = /** @type {any} */ (
    new Report({
      tempDirectory: recordsFolder,
      resolve: '',
      extension: ['.mjs'],
      exclude: [],
      reporter: ['html'],
      reportsDirectory: pages,
    })
  );
  const all = await report.getCoverageMapFromAllCoverageFiles();
  const sources = sourceFiles();
  const known = new Set(sources);
  all.filter((name) => known.has(name));
  const covered = new Set(all.files());
  for (const name of sources) if (!covered.has(name)) all.merge(neverRun(name));

  // It keeps the map that it gave.
  await report.run();
  return all
    .files()
    .sort()
    .map((name) => {
      const file = all.fileCoverageFor(name);
      const { lines, branches } = file.toSummary();
      return {
        name,
        lines: lines.total,
        uncovered: file.getUncoveredLines().map(Number),
        branches: branches.total,
        coveredBranches: branches.covered,
      };
    });
}

/** The files whose code has to be covered. */
function sourceFiles() {
  return coveredFolders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .map((name) => path.join(folder, name)),
  );
}

/**
 * The coverage of a file that no test reads: nothing is missing where there are types alone.
 * @param {string} name
 */
function neverRun(name) {
  const text = readFileSync(name, 'utf8');
  const { code } = transformSync(text, { loader: 'ts' });
  const lines = code.trim() === '' ? [] : text.trimEnd().split('\n');
  const all = lines.map((line, i) => [
    i,
    { start: { line: i + 1, column: 0 }, end: { line: i + 1, column: line.length } },
  ]);
  return {
    [name]: {
      path: name,
      statementMap: Object.fromEntries(all),
      s: Object.fromEntries(lines.map((_, i) => [i, 0])),
      fnMap: {},
      f: {},
      branchMap: {},
      b: {},
    },
  };
}
