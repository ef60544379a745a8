import './mochaInWorker.js';
import 'prompt-bundles:web-tests'; // every test/web/**/*.test.ts, see esbuild.mjs

/** VS Code calls this in its web worker extension host. */
export function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (failures === 0) resolve();
      else reject(new Error(`${failures} failed`));
    });
  });
}
