// `node test/mutation/runTests.mjs FILE MILLISECONDS...`: runs bundled files of tests one after another up to the first test that fails,
// each with what it may take of the processor. Each is read when its turn comes. Tells the process that started it when one begins, and
// what failed; kills itself where one takes too much.
import '../harness/fixedSeed.mjs';
import Mocha from 'mocha';
import { Worker } from 'node:worker_threads';

/** @typedef {{ begins?: string, failed?: string }} Told */

/** @param {Told} message @returns {Promise<void>} */
const tell = (message) =>
  new Promise((resolve) => {
    if (process.send) process.send(message, undefined, undefined, () => resolve());
    else resolve(console.log(message));
  });

class Silent extends Mocha.reporters.Base {
  /** @override */
  epilogue() {}
}

const processorTime = new Worker(new URL('./processorTime.mjs', import.meta.url));
const given = process.argv.slice(2);
for (const [i, file] of given.entries()) {
  if (i % 2 > 0) continue;
  await tell({ begins: file });
  processorTime.postMessage(Number(given[i + 1]));
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, bail: true, reporter: Silent });
  mocha.addFile(file);
  let failed = '';
  try {
    await mocha.loadFilesAsync();
    await new Promise((resolve) => {
      mocha.run(resolve).on('fail', (test) => (failed ||= test.fullTitle()));
    });
  } catch (error) {
    failed = `${file} cannot be read: ${error instanceof Error ? error.message : error}`;
  }
  if (failed === '') continue;
  await tell({ failed });
  break;
}
// What a broken test leaves open keeps nobody waiting.
process.exit();
