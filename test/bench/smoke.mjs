import path from 'node:path';
import { inOrder } from '../harness/inOrder.mjs';
import { runStep } from '../harness/runStep.mjs';
import { benchFolder, outFolder } from './places.mjs';

const TIMEOUT_MS = 120_000;
/** Minified code that threw is one line of megabytes. */
const LONG_LINE = /^(.{500}).+$/gm;

/**
 * Runs every group once, two at a time, and prints how many ran and what went wrong, in the words that mocha has for it:
 * `npm test` reads them.
 * @param {readonly string[]} groups
 * @returns {Promise<boolean>} Whether all of them ran.
 */
export async function runSmoke(groups) {
  const started = performance.now();
  const failures = [];
  const tasks = groups.map((group) => ({ runsAlone: false, run: () => smoke(group) }));
  for await (const { group, ok, output, seconds } of inOrder(tasks, 2)) {
    console.log(`  ${ok ? 'ran' : 'FAILED'}  ${group} in ${seconds.toFixed(1)} s`);
    if (!ok) failures.push({ group, output });
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(`\n  ${groups.length - failures.length} passing (${seconds.toFixed(0)}s)`);
  if (failures.length > 0) console.log(`  ${failures.length} failing\n`);
  for (const [i, { group, output }] of failures.entries())
    console.log(`  ${i + 1}) ${group}:\n${output.replace(LONG_LINE, '$1 …')}`);
  return failures.length === 0;
}

async function smoke(group) {
  const started = performance.now();
  const command = [
    process.execPath,
    'runGroup.mjs',
    group,
    'smoke',
    path.join(outFolder, 'smoke', `${group}.json`),
  ];
  const outcome = await runStep(command, { cwd: benchFolder, timeoutMs: TIMEOUT_MS });
  return { group, ...outcome, seconds: (performance.now() - started) / 1000 };
}
