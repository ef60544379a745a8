import path from 'node:path';
import { fileTypeOf } from '../core/documents/fileKinds.js';
import { leftOutText } from '../language/index.js';
import type { PromptFolder } from './promptFolder.js';
import { UsageError } from './usage.js';

/** A path as it was given, and as it may be meant: from the current folder, or else from the root. */
export interface NamedPath {
  readonly given: string;
  readonly names: readonly string[];
}

/** The paths that are given to a command. */
export function pathsBelow(paths: readonly string[], root: string, cwd: string): readonly NamedPath[] {
  return paths.map((given) => ({
    given,
    names: [path.resolve(cwd, given), path.resolve(root, given)].map((absolute) =>
      path.relative(root, absolute).replaceAll(path.sep, '/'),
    ),
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

/** What tells the files below the paths; all without paths. */
export function coveredBy(
  folder: PromptFolder,
  parts: readonly PromptFolder[],
  paths: readonly NamedPath[],
): (file: string) => boolean {
  if (paths.length === 0) return () => true;
  const all = parts.flatMap((part) => [
    ...part.scope.files(),
    ...[...part.scope.published.files(), ...part.folderFindings()].map(({ file }) => file),
  ]);
  const chosen = new Set<string>();
  const known = new Set(all);
  for (const { given, names } of paths) {
    const below = names
      // A hook names one file after the other: those are not looked for among all.
      .map((name) => (known.has(name) ? [name] : filesBelow(all, name)))
      .find((files) => files.length > 0 || files === all);
    if (!below) throw new UsageError(`There are no prompt files at ${given}.${whyNone(folder, names)}`);
    below.forEach((file) => chosen.add(file));
  }
  return (file) => chosen.has(file);
}

function whyNone(folder: PromptFolder, names: readonly string[]): string {
  const [reason] = names.filter(isBelow).flatMap((name) => folder.leftOut(name) ?? []);
  return reason ? ` It is ${leftOutText(reason)}.` : '';
}

function isBelow(name: string): boolean {
  return name !== '' && !/^\.\.($|\/)/.test(name) && !path.isAbsolute(name);
}

/** The files in a folder, or the file of that name; the root holds all, if there are any. */
function filesBelow(all: string[], prefix: string): string[] {
  if (prefix === '') return all;
  return all.filter((file) => file === prefix || file.startsWith(`${prefix}/`));
}
