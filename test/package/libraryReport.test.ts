// What users of the library can name: a change of it is one on purpose, and shows in a pull request.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LIBRARY_REPORT, libraryReport } from '../harness/libraryReport.mjs';
import { projectFolder } from '../harness/project.mjs';

describe('the types of the library', () => {
  it(`are as ${LIBRARY_REPORT} says: \`npm run docs\` writes it`, async () => {
    assert.equal(await libraryReport(), readFileSync(path.join(projectFolder, LIBRARY_REPORT), 'utf8'));
  });
});
