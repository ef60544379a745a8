import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

// VS Code calls `run` in its Node extension host. Every `*.test.ts` of this folder is a bundle beside this one; those in
// a folder of a run's name run in its window alone, all others in the window of the sample.

const FOLDER = process.env['PROMPT_BUNDLES_RUN'] ?? 'folder';

export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, retries: 1, color: false });
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).sort()) {
    const [run] = file.includes(path.sep) ? file.split(path.sep) : ['folder'];
    if (file.endsWith('.test.js') && run === FOLDER) mocha.addFile(path.join(__dirname, file));
  }
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (failures === 0) resolve();
      else reject(new Error(`${failures} failed`));
    });
  });
}
