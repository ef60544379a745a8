import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from './usage.js';

/** The absolute path of the folder that `--root` names, the current one if absent. */
export function rootFolder(root: string | undefined, cwd: string): string {
  const folder = path.resolve(cwd, root ?? '.');
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UsageError(`There is no folder ${folder}.`);
  return folder;
}
