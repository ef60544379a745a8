import './mochaInWorker.js';
import { printRetries } from '../harness/printRetries.mjs';
import 'prompt-bundles:web-tests'; // every test/web/**/*.test.ts, see esbuild.mjs

/** VS Code calls this in its web worker extension host. */
export function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      if (failures === 0) resolve();
      else reject(new Error(`${failures} failed`));
    });
    printRetries(runner);
  });
}
