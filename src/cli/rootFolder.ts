import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { PUBLISHED_FOLDER } from '../core/published/snapshotName.js';
import { CONFIGURATION_FILE } from '../language/index.js';
import { UsageError } from './usage.js';

/** The absolute path of the folder that `--root` names; if absent, of the root that the current folder is in. */
export function rootFolder(root: string | undefined, cwd: string): string {
  if (root === undefined) return nearestRoot(cwd);
  const folder = path.resolve(cwd, root);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UsageError(`There is no folder ${folder}.`);
  return folder;
}

/** The nearest folder of the repository with a configuration or versions of its own, from the current one up, or else that one. */
function nearestRoot(cwd: string): string {
  let nearest: string | undefined;
  for (let folder = path.resolve(cwd); ; folder = path.dirname(folder)) {
    if (RECORDS.some((record) => existsSync(path.join(folder, record)))) nearest ??= folder;
    // Outside of repositories nobody knows how far up a folder of the same work may be.
    if (existsSync(path.join(folder, '.git'))) return nearest ?? cwd;
    if (path.dirname(folder) === folder) return cwd;
  }
}

const RECORDS = [CONFIGURATION_FILE, PUBLISHED_FOLDER].map((steps) => steps.join(path.sep));
