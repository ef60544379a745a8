import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { printRetries } from '../harness/printRetries.mjs';

// VS Code calls `run` in its Node extension host. Every `*.test.ts` of this folder is a bundle beside this one; those in
// a folder of a run's name run in its window alone, all others in the window of the sample.

const FOLDER = process.env['PROMPT_BUNDLES_RUN'] ?? 'folder';
/** How often a test that fails is tried again; `PROMPT_BUNDLES_RETRIES=0` finds those that fail by chance. */
const RETRIES = Number(process.env['PROMPT_BUNDLES_RETRIES'] ?? 1);
/** No test is timed: this ends one that hangs. */
const TIMEOUT_MS = 180_000;

export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: TIMEOUT_MS, retries: RETRIES, color: false });
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).sort()) {
    const [run] = file.includes(path.sep) ? file.split(path.sep) : ['folder'];
    if (file.endsWith('.test.js') && run === FOLDER) mocha.addFile(path.join(__dirname, file));
  }
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      if (failures === 0) resolve();
      else reject(new Error(`${failures} failed`));
    });
    printRetries(runner);
  });
}
