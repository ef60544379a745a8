// `node test/coverage/checkCoverage.mjs`: what the unit tests have run of src/core and src/language, of what they recorded when
// they ran last. Fails below the limits, and names each line that no test runs. `out/coverage/report/index.html` shows all.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../harness/project.mjs';
import { readCoverage } from './readCoverage.mjs';
import { recordsFolder, reportFolder } from './places.mjs';
import { coverageProblems, lineRanges } from './coverageProblems.mjs';

const LIMITS = { lines: 100, branches: 94 };

if (!existsSync(recordsFolder))
  throw new Error('No test has run any line: run `npm run coverage`, or the step `unit`, first.');
const files = await readCoverage(reportFolder);
const { lines, branches, problems } = coverageProblems(files, LIMITS);
for (const { name, uncovered } of files)
  if (uncovered.length > 0)
    console.log(`${path.relative(projectFolder, name)}:${lineRanges(uncovered)} no test runs`);
for (const problem of problems) console.log(problem);
console.log(
  `coverage: ${lines.toFixed(2)} % of the lines and ${branches.toFixed(2)} % of the branches of core and language`,
);
process.exitCode = problems.length > 0 ? 1 : 0;
