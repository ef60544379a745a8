import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { workspace } from 'vscode';

// VS Code calls `run` in its Node extension host. Every `*.test.ts` of this folder is a bundle beside this one; those
// below `multi-root/` run where the window has several folders, all others where it has one.

const MULTI_ROOT = `multi-root${path.sep}`;

export function run(): Promise<void> {
  const inMultiRoot = workspace.workspaceFile !== undefined;
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, retries: 1, color: false });
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.test.js') && file.startsWith(MULTI_ROOT) === inMultiRoot)
      mocha.addFile(path.join(__dirname, file));
  }
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (failures === 0) resolve();
      else reject(new Error(`${failures} failed`));
    });
  });
}
