// `node test/mutation/runTests.mjs COUNT [MUTANT]`: runs bundled files of tests against the mutants that it is told of, one after
// another, and tells whether a test failed. COUNT is how many mutants there are. A file of tests is read once, runs first with no
// mutant on, and then with one the tests alone that reach it. With MUTANT that one is on from the start, before anything is read.
// Kills itself where a file of tests takes too much of the processor.
import '../harness/fixedSeed.mjs';
import fc from 'fast-check';
import { Worker } from 'node:worker_threads';
import { TestFile } from './testFile.mjs';

/**
 * What to try.
 * @typedef {object} Asked
 * @property {number} mutant its number
 * @property {readonly Given[]} given
 */

/**
 * A bundled file of tests, how much of the processor it may take, and the tests of it that are wanted; without, those that reach the
 * mutant, or all of them where that is on from the start.
 * @typedef {{ file: string, limitMs: number, titles?: readonly string[] }} Given
 */

/**
 * Which file of tests begins; that one is broken with no mutant on; or what came of the mutant: which test failed, whether all is as if
 * none had been on, and which tests passed.
 * @typedef {{ begins: string } | { broken: string } | { caught?: { file: string, title: string }, isClean: boolean, passed: Given[] }} Told
 */

// A property that fails has caught its mutant: the smallest value that fails tells nobody more.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });

const NONE = -1;
const [count = '0', always] = process.argv.slice(2);
/** @type {import('./switchedText.mjs').Switches} */
const switches = {
  on: always === undefined ? NONE : Number(always),
  reached: new Uint8Array(Number(count)),
  steps: Infinity,
};
Object.assign(globalThis, { mutantSwitches: switches });
const processorTime = new Worker(new URL('./processorTime.mjs', import.meta.url));
/** @type {Map<string, TestFile>} */
const read = new Map();

process.on('message', (/** @type {Asked} */ asked) => {
  void tryMutant(asked).then(tell, (error) => tell({ broken: `${error}` }));
});
// What a broken test leaves open keeps nobody waiting, and may fail when it likes.
process.on('disconnect', () => process.exit());
for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, () => undefined);

/** @param {Told} told @returns {Promise<void>} */
function tell(told) {
  return new Promise((resolve) => process.send?.(told, undefined, undefined, () => resolve()));
}

/** @param {Asked} asked @returns {Promise<Told>} */
async function tryMutant({ mutant, given }) {
  /** @type {Given[]} */
  const passed = [];
  for (const one of given) {
    await tell({ begins: one.file });
    processorTime.postMessage(one.limitMs);
    const { title, titles } = await (always === undefined ? runReaching(one, mutant) : runAlone(one));
    if (title !== undefined) {
      const isClean = always === undefined && (await passes(one.file, title));
      return { caught: { file: one.file, title }, isClean, passed };
    }
    passed.push({ ...one, ...(titles && { titles }) });
  }
  processorTime.postMessage(Infinity);
  return { isClean: true, passed };
}

/** Runs tests of a file with a mutant on. @param {Given} given @param {number} mutant */
async function runReaching({ file, titles: wanted }, mutant) {
  const tests = await readFile(file);
  const titles = wanted ?? tests.titlesReaching(mutant);
  switches.on = mutant;
  const title = await tests.firstFailing(titles);
  switches.on = NONE;
  return { title, titles };
}

/** Runs tests of a file that is read with the mutant on. @param {Given} given @returns {Promise<{ title: string | undefined, titles?: undefined }>} */
async function runAlone({ file, titles }) {
  try {
    return { title: await (await TestFile.read(file, switches)).firstFailing(titles) };
  } catch (error) {
    return { title: `cannot be read: ${error instanceof Error ? error.message : error}` };
  }
}

/** Whether what failed passes again with no mutant on: caches may keep what one has made. @param {string} file @param {string} title */
async function passes(file, title) {
  return (await (await readFile(file)).firstFailing([title])) === undefined;
}

/** @param {string} file */
async function readFile(file) {
  const known = read.get(file);
  if (known) return known;
  const tests = await TestFile.read(file, switches);
  await tests.record();
  read.set(file, tests);
  return tests;
}
