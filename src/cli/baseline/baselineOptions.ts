import { existsSync } from 'node:fs';
import path from 'node:path';
import type { BaselineOption } from '../../node/folder/listFiles.js';
import { UsageError } from '../options/usageError.js';

/** The values of the options that say which baseline counts. */
export interface BaselineValues {
  readonly baseline?: string | undefined;
  readonly 'no-baseline'?: boolean | undefined;
  readonly 'write-baseline'?: boolean | undefined;
}

/** Which baseline counts: that of the folder, a named one, which is looked for from the current folder or else from the root, or none. */
export function baselineOption(
  { baseline: name, 'no-baseline': none = false, 'write-baseline': writes = false }: BaselineValues,
  { root, cwd }: { readonly root: string; readonly cwd: string },
): BaselineOption {
  if (none && (name !== undefined || writes))
    throw new UsageError('--no-baseline stands against --baseline and --write-baseline.');
  if (none) return 'none';
  if (name === undefined) return 'own';
  if (name === '') throw new UsageError('--baseline takes a file.');
  const here = path.resolve(cwd, name);
  const found = [here, path.resolve(root, name)].find((place) => existsSync(place));
  if (found === undefined && !writes)
    throw new UsageError(`There is no baseline ${name}. Add --write-baseline to make it.`);
  return { place: found ?? here };
}
