import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { readBounded, readBoundedDescriptor, type BoundedRead } from '../node/readBounded.js';
import { UsageError } from './usage.js';
import { nameFrom } from '../node/filePaths.js';

/** Where a file that is named on the command line is looked for, and how much of it is read. */
export interface NamedPlace {
  /** Absolute. */
  readonly root: string;
  readonly cwd: string;
  readonly maxFileBytes: number;
}

/** A file that is named on the command line, read. */
export interface NamedFile {
  /** Its path from the root, with `/` between; `-` for standard input. */
  readonly file: string;
  readonly read: BoundedRead;
}

/**
 * Reads a file by its path from the current folder or else from the root; `-` is standard input. `noun` is what is looked for,
 * such as `input file`: a `UsageError` says where there is none.
 */
export function readNamedFile(
  name: string,
  { root, cwd, maxFileBytes }: NamedPlace,
  noun: string,
): NamedFile {
  if (name === '-') return { file: name, read: readBoundedDescriptor(0, maxFileBytes) };
  const found = [path.resolve(cwd, name), path.resolve(root, name)].find(
    (file) => existsSync(file) && !statSync(file).isDirectory(),
  );
  if (found === undefined) throw new UsageError(`There is no ${noun} ${name}.`);
  const file = nameFrom(root, found);
  return { file, read: readBounded(found, maxFileBytes) };
}
