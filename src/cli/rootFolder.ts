import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { nearestRoot } from '../node/folder/nearestRoot.js';
import { UsageError } from './usage.js';

/** The absolute path of the folder that `--root` names; if absent, of the root that the current folder is in. */
export function rootFolder(root: string | undefined, cwd: string): string {
  if (root === undefined) return nearestRoot(cwd) ?? cwd;
  const folder = path.resolve(cwd, root);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UsageError(`There is no folder ${folder}.`);
  return folder;
}
