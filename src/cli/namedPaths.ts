import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileTypeOf } from '../core/documents/fileKinds.js';
import { leftOutText } from '../language/index.js';
import type { PromptFolder } from '../node/folder/promptFolder.js';
import { UsageError } from './usage.js';
import { nameFrom } from '../node/filePaths.js';

/** A path as it was given, and as it may be meant: from the current folder, or else from the root. */
export interface NamedPath {
  readonly given: string;
  readonly names: readonly string[];
}

/** The paths that are given to a command. */
export function pathsBelow(paths: readonly string[], root: string, cwd: string): readonly NamedPath[] {
  return paths.map((given) => ({
    given,
    names: [path.resolve(cwd, given), path.resolve(root, given)].map((absolute) => nameFrom(root, absolute)),
  }));
}

/** The files that are left out and named all the same, each on its own. */
export function leftOutFiles(
  folder: PromptFolder,
  roots: readonly PromptFolder[],
  paths: readonly NamedPath[],
): PromptFolder[] {
  const files = new Set(
    paths.flatMap(({ names }) => names.filter((name) => fileTypeOf(name) && isBelow(name))),
  );
  return [...files].flatMap((file) => {
    if (roots.some((root) => root.get(file))) return [];
    const reason = folder.leftOut(file);
    return (reason && folder.alone(file, reason)) ?? [];
  });
}

/** True where a path names a file that the folder does not have: it may be one that is left out, and is checked on its own. */
export function isLeftOutPerhaps(
  root: string,
  listed: readonly { readonly file: string }[],
  paths: readonly NamedPath[],
): boolean {
  if (paths.length === 0) return false;
  const known = new Set(listed.map(({ file }) => file));
  const isUnknown = (name: string): boolean =>
    fileTypeOf(name) !== undefined && isBelow(name) && !known.has(name);
  return paths.some(({ names }) =>
    names.some((name) => isUnknown(name) && existsSync(path.join(root, name))),
  );
}

/** What tells the files below the paths, of `all`; all without paths. Gives a path that has none instead. */
export function coveredBy(
  all: readonly string[],
  paths: readonly NamedPath[],
): ((file: string) => boolean) | NamedPath {
  if (paths.length === 0) return () => true;
  const chosen = new Set<string>();
  const known = new Set(all);
  for (const path of paths) {
    const below = path.names
      // A hook names one file after the other: those are not looked for among all.
      .map((name) => (known.has(name) ? [name] : filesBelow(all, name)))
      .find((files) => files.length > 0 || files === all);
    if (!below) return path;
    below.forEach((file) => chosen.add(file));
  }
  return (file) => chosen.has(file);
}

/** Says that there are no files at a path, and why, where they are left out. */
export function noneAt(folder: PromptFolder, { given, names }: NamedPath): UsageError {
  const [reason] = names.filter(isBelow).flatMap((name) => folder.leftOut(name) ?? []);
  const why = reason ? ` It is ${leftOutText(reason)}.` : '';
  return new UsageError(`There are no prompt files at ${given}.${why}`);
}

function isBelow(name: string): boolean {
  return name !== '' && !/^\.\.($|\/)/.test(name) && !path.isAbsolute(name);
}

/** The files in a folder, or the file of that name; the root holds all, if there are any. */
function filesBelow(all: readonly string[], prefix: string): readonly string[] {
  if (prefix === '') return all;
  return all.filter((file) => file === prefix || file.startsWith(`${prefix}/`));
}
