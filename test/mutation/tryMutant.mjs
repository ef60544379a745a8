import { execFile, fork } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectFolder } from '../harness/project.mjs';
import { temporaryFolder } from '../harness/temporaryFolder.mjs';

const run = promisify(execFile);
const descriptions = temporaryFolder().path;

/**
 * What came of the tests: nothing, or which file of them failed and how.
 * @typedef {{ tests: string, how: string } | undefined} Caught
 */

/**
 * Bundles files of tests with another text in the place of a source, and runs them up to the first that fails.
 * @param {{ file: string, text: string, tests: readonly string[], limitMs: (tests: string) => number, worker: number }} options the tests
 *   by their names below `test/unit`, without an ending; how much of the processor each may take; which of those at work asks, each of which has a folder
 * @returns {Promise<Caught>}
 */
export async function runWith({ file, text, tests, limitMs, worker }) {
  const sources = tests.map((name) => `test/unit/${name}.ts`);
  const folder = path.join(projectFolder, `dist/test/mutation${worker}`);
  rmSync(folder, { recursive: true, force: true });
  const description = path.join(descriptions, `${worker}.json`);
  writeFileSync(description, JSON.stringify({ file, text, tests: sources, folder }));
  try {
    await run(process.execPath, ['esbuild.mjs', '--tests', 'mutation', '--mutant', description], {
      cwd: projectFolder,
    });
  } catch {
    return { tests: '', how: 'does not build' };
  }
  return runBundles(folder, tests, limitMs);
}

/**
 * Runs files of tests as they are bundled in a folder, up to the first that fails.
 * @param {string} folder
 * @param {readonly string[]} tests
 * @param {(tests: string) => number} limitMs
 * @returns {Promise<Caught>}
 */
export function runBundles(folder, tests, limitMs) {
  const bundles = tests.map((name) => path.join(folder, `${name}.mjs`));
  const given = tests.flatMap((name, i) => [bundles[i] ?? '', `${limitMs(name)}`]);
  return new Promise((resolve) => {
    const child = fork(path.join(import.meta.dirname, 'runTests.mjs'), given, {
      cwd: projectFolder,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    let name = '';
    /** @type {Caught} */
    let caught;
    child.on('message', (/** @type {import('./runTests.mjs').Told} */ { begins, failed }) => {
      if (failed) caught = { tests: name, how: failed };
      if (begins) name = tests[bundles.indexOf(begins)] ?? '';
    });
    child.on('close', (code, signal) => {
      const how = signal === 'SIGKILL' ? 'does not end' : 'ends the process';
      resolve(code === 0 || caught ? caught : { tests: name, how });
    });
  });
}
