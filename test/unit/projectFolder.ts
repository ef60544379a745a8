import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that package.json is in. Tests run from wherever they were built to. */
export const projectFolder = findAbove(path.dirname(fileURLToPath(import.meta.url)));

function findAbove(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error('There is no package.json above the tests.');
  return findAbove(parent);
}
