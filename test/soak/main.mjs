// `node test/soak/main.mjs [--minutes 30] [--seed 7] [--snapshots FOLDER]`: opens a real VS Code and works in it at random, 2 minutes
// unless told otherwise. The folder gets the snapshots of the heap at the start, in the middle and at the end.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from '../harness/project.mjs';
import { runStep } from '../harness/runStep.mjs';

/** What is not the time of the soak itself: the window opens, and the last round ends. */
const MORE_MS = 600_000;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string' },
    snapshots: { type: 'string' },
  },
});
const seconds = 60 * Number(values.minutes);
if (!(seconds > 0)) throw new Error(`--minutes takes a number, not ${values.minutes}.`);
process.env['SOAK_SECONDS'] = String(seconds);
if (values.seed !== undefined) process.env['SOAK_SEED'] = values.seed;
if (values.snapshots !== undefined) process.env['SOAK_SNAPSHOTS'] = path.resolve(values.snapshots);
const timeoutMs = 1000 * seconds + MORE_MS;
process.env['PROMPT_BUNDLES_TIMEOUT_MS'] = String(timeoutMs);
const { ok, output } = await runStep(
  [process.execPath, path.join(projectFolder, 'test/harness/runHostTests.mjs'), 'soak'],
  { cwd: projectFolder, timeoutMs: timeoutMs + MORE_MS },
);
const told = output.slice(Math.max(0, output.search(/^soak: /m)));
console.log(ok ? told.trim() : output);
process.exitCode = ok ? 0 : 1;
