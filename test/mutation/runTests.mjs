// `node test/mutation/runTests.mjs FILE...`: runs bundled files of tests one after another up to the first test that fails. Each is
// read when its turn comes. Tells the process that started it when one begins, and what failed.
import '../harness/fixedSeed.mjs';
import Mocha from 'mocha';

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

for (const file of process.argv.slice(2)) {
  await tell({ begins: file });
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
