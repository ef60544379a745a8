import { parentPort, workerData } from 'node:worker_threads';
import { check } from './check.js';
import { filesRead } from './folder.js';
import type { FuzzCase } from './fuzzCase.js';
import { makeCase } from './makeCase.js';
import { minimise } from './minimise.js';
import type { FromWorker, WorkerTask } from './protocol.js';
import { loadSeedFiles } from './seedFiles.js';

// Checks cases in a thread of its own, so that one that never ends can be ended. `beat` tells which case it is at and how
// many checks it has made: where neither moves, it hangs.

/** How long a failing case is made smaller. */
const MINIMISE_MS = 5_000;

const { seed, from, until, before, beat, told, replay } = workerData as WorkerTask;
const known = filesRead();
const counters = new Int32Array(beat);
const tell = (message: FromWorker): void => parentPort?.postMessage(message);

async function checked(candidate: FuzzCase): Promise<ReturnType<typeof check>> {
  Atomics.add(counters, 1, 1);
  return check(candidate, known);
}

async function run(number: number, given: FuzzCase, seen: Set<string>): Promise<void> {
  const started = performance.now();
  const violations = await checked(given);
  const characters = given.edits.reduce((sum, { text }) => sum + (text ?? '').length, 0);
  tell({ type: 'checked', number, texts: given.edits.length, characters, ms: performance.now() - started });
  for (const violation of violations) {
    const { kind } = violation;
    if (seen.has(kind)) {
      tell({ type: 'again', kind });
      continue;
    }
    seen.add(kind);
    const end = performance.now() + MINIMISE_MS;
    let { detail } = violation;
    const smallest = await minimise(
      given,
      async (candidate) => {
        const still = (await checked(candidate)).find((one) => one.kind === kind);
        if (still) detail = still.detail;
        return still !== undefined;
      },
      () => performance.now() < end,
    );
    tell({ type: 'failed', number, violation: { kind, detail }, smallest });
  }
}

const seen = new Set(told);
if (replay) {
  for (const [i, given] of replay.slice(from).entries()) {
    Atomics.store(counters, 0, from + i);
    await run(from + i, given, seen);
  }
} else {
  const seeds = loadSeedFiles();
  for (let number = from; number < before && Date.now() < until; number++) {
    Atomics.store(counters, 0, number);
    await run(number, makeCase(seed, number, seeds), seen);
  }
}
tell({ type: 'done' });
