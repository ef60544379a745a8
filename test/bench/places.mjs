import path from 'node:path';

/** The benchmarks' folder, and the project's. */
export const benchFolder = import.meta.dirname;
export const projectFolder = path.resolve(benchFolder, '../..');

/** What the benchmarks build and write; git ignores it. */
export const outFolder = path.join(projectFolder, 'out/bench');

/** What the last run measured: the reports of its groups. */
export const resultsFile = path.join(outFolder, 'results.json');
