import path from 'node:path';

/** The project's own folder. */
export const projectFolder = path.resolve(import.meta.dirname, '../..');

/** What the benchmarks build and write; git ignores it. */
export const outFolder = path.join(projectFolder, 'out/bench');
