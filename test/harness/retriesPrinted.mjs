// For mocha's command line, which lets nobody at its runner: `--require` this to see why a test was tried again.
import Mocha from 'mocha';
import { printRetries } from './printRetries.mjs';

const { run } = Mocha.prototype;
/** @param {Parameters<typeof run>[0]} done */
Mocha.prototype.run = function (done) {
  const runner = run.call(this, done);
  printRetries(runner);
  return runner;
};
