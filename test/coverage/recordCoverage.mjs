// For mocha's `--require`: writes which stretches of the bundled tests each file of tests has run, and how long that took.
// `NODE_V8_COVERAGE` would tell of all of them together, and the mutation run asks which of them reach a line.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { atLoading, recordsFolder, testsFolder } from './places.mjs';

const testsUrl = `${pathToFileURL(testsFolder).href}/`;
const session = new Session();
session.connect();
session.post('Profiler.enable');
count();

let current = atLoading;
let started = performance.now();
let written = 0;

/** Counts what runs. Asked so again, the engine gives up what it made of functions that ran often: what it makes of them counts nothing. */
function count() {
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
}

/** Writes what has run since it was called last. */
function take() {
  // In one thread the answer is there before `post` returns.
  session.post('Profiler.takePreciseCoverage', (error, { result }) => {
    if (error) throw error;
    const record = {
      tests: current,
      milliseconds: performance.now() - started,
      result: result.filter(({ url }) => url.startsWith(testsUrl)),
    };
    writeFileSync(path.join(recordsFolder, `${written++}.json`), JSON.stringify(record));
  });
  count();
  started = performance.now();
}

/** @this {import('mocha').Runner} */
export function mochaGlobalSetup() {
  rmSync(recordsFolder, { recursive: true, force: true });
  mkdirSync(recordsFolder, { recursive: true });
  // A suite begins before its hooks run.
  this.on('suite', ({ file }) => {
    const next = file === undefined ? current : path.relative(testsFolder, file);
    if (next === current) return;
    take();
    current = next;
  });
}

export function mochaGlobalTeardown() {
  take();
  session.disconnect();
}
