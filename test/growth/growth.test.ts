// How long things take as they grow: a file of many keys, a folder of many files. Each exponent is 1 or a little more where
// the work is linear, 2 where everything is compared with everything.
import assert from 'node:assert/strict';
import { documentCases } from './documentCases.js';
import { folderCases } from './folderCases.js';
import { growthExponent } from './growthExponent.js';
import { promptCases } from './promptCases.js';
import { versionCases } from './versionCases.js';

/** More than n log n, and less than any power that hurts. */
const LIMIT = 1.3;
/** A machine that is busy with something else may make one measure wrong, and not each. */
const ATTEMPTS = 6;

describe('growth', () => {
  for (const group of [documentCases, folderCases, versionCases, promptCases])
    for (const one of group)
      it(`of ${one.name} is linear`, () => {
        let exponent = Infinity;
        for (let i = 0; i < ATTEMPTS && exponent > LIMIT; i++)
          exponent = Math.min(exponent, growthExponent(one));
        process.stdout.write(`\ngrowth: ${exponent.toFixed(2)} ${one.name}\n`);
        assert.ok(exponent <= LIMIT, `the exponent is ${exponent.toFixed(2)}`);
      });
});
