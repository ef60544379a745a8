import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../harness/temporaryFolder.mjs';
import { benchFolder } from './places.mjs';

const noteUsage = pathToFileURL(path.join(benchFolder, 'noteUsage.mjs')).href;

/**
 * What a program of Node's takes: nanoseconds of processor time from its start to its end, all threads together, and the most
 * memory it had.
 * @param {readonly string[]} args of `node`
 * @param {{ exitCodes?: readonly number[] }} [options] those that are no failure
 * @returns {{ nanoseconds: number, peakBytes: number }}
 */
export function usageOf(args, { exitCodes = [0] } = {}) {
  const folder = temporaryFolder();
  try {
    const file = path.join(folder.path, 'usage.json');
    const { status, stderr, error } = spawnSync(process.execPath, ['--import', noteUsage, ...args], {
      env: { ...process.env, BENCH_USAGE: file },
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    });
    if (error || !exitCodes.includes(status)) throw new Error(`node ${args.join(' ')}: ${error ?? stderr}`);
    return JSON.parse(readFileSync(file, 'utf8'));
  } finally {
    folder.remove();
  }
}

/** A program of Node's as a contender: each run starts it anew. */
export function processContender(name, args, options) {
  const time = (runs) => {
    let sum = 0;
    for (let i = 0; i < runs; i++) sum += usageOf(args, options).nanoseconds;
    return sum;
  };
  return { name, result: () => String(usageOf(args, options).nanoseconds), time };
}
