import { fork } from 'node:child_process';
import path from 'node:path';
import { projectFolder } from '../harness/project.mjs';

/** The files of tests as they are bundled with every mutant behind a switch. */
const switchedTests = path.join(projectFolder, 'dist/test/mutation');

/**
 * What came of a mutant: the test that failed, or how the process ended; whether the process can try another; and the files of tests that
 * passed, with the tests of them that ran.
 * @typedef {object} Tried
 * @property {Caught} [caught]
 * @property {boolean} isClean
 * @property {import('./runTests.mjs').Given[]} passed
 */

/**
 * @typedef {object} Caught
 * @property {string} tests the file of tests, by its name below `test/unit`, without an ending
 * @property {string} how the title of the test, or how the process ended
 * @property {boolean} hasEnded whether the process has ended
 */

/** No mutant: tests that are tried with it run as the sources are. */
export const NONE = -1;

/** A process that runs tests against mutants. */
export class TestProcess {
  #child;

  /** @param {number} count how many mutants there are @param {number} [always] the one that is on from the start */
  constructor(count, always) {
    this.#child = fork(
      path.join(import.meta.dirname, 'runTests.mjs'),
      [count, always].flatMap((number) => (number === undefined ? [] : [`${number}`])),
      { cwd: projectFolder, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
    );
  }

  /**
   * Runs tests against a mutant, up to the first that fails.
   * @param {number} mutant its number
   * @param {readonly import('./runTests.mjs').Given[]} given
   * @returns {Promise<Tried>} rejects where a file of tests cannot be read though no mutant is on
   */
  try(mutant, given) {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      let file = '';
      /** @param {string} how @param {boolean} hasEnded @returns {Caught} */
      const caughtBy = (how, hasEnded) => ({ tests: nameOf(file), how, hasEnded });
      child.removeAllListeners();
      child.on('message', (/** @type {import('./runTests.mjs').Told} */ told) => {
        if ('begins' in told) file = told.begins;
        else if ('broken' in told) reject(new Error(`${nameOf(file)} is broken: ${told.broken}`));
        else {
          const { caught, isClean, passed } = told;
          resolve({ isClean, passed, ...(caught && { caught: caughtBy(caught.title, false) }) });
        }
      });
      /** @param {string} how */
      const end = (how) => resolve({ isClean: false, passed: [], caught: caughtBy(how, true) });
      child.on('close', (_, signal) => end(signal === 'SIGKILL' ? 'does not end' : 'ends the process'));
      child.on('error', () => end('ends the process'));
      child.send({ mutant, given });
    });
  }

  stop() {
    this.#child.removeAllListeners();
    this.#child.kill('SIGKILL');
  }
}

/** The bundled file of tests that has a name below `test/unit`, without an ending. @param {string} tests */
export function bundleOf(tests) {
  return path.join(switchedTests, `${tests}.mjs`);
}

/** @param {string} file */
function nameOf(file) {
  return path
    .relative(switchedTests, file)
    .replace(/\.mjs$/, '')
    .replaceAll(path.sep, '/');
}
