import type { Listing } from '../../node/folder/listFiles.js';
import { coveredBy, leftOutFiles, noneAt, type NamedPath } from '../namedPaths.js';
import { PromptFolder, type Buffers, type FileOptions } from '../../node/folder/promptFolder.js';
import { otherFiles } from '../../node/folder/checkFolder.js';

/** Which files of a folder a run is about. */
export interface LintedFiles {
  /** Absolute. */
  readonly root: string;
  readonly options: FileOptions;
  readonly listing: Listing;
  readonly named: readonly NamedPath[];
  readonly buffers?: Buffers | undefined;
}

/** A folder that was read, with the roots below it, and the files that are left out and named all the same, each on its own. */
export interface ReadRoots {
  readonly folder: PromptFolder;
  readonly parts: readonly PromptFolder[];
}

/** Reads all of them. */
export function readRoots({ root, options, listing, named, buffers }: LintedFiles): ReadRoots {
  const folder = new PromptFolder(root, options, { listing, ...(buffers && { buffers }) });
  const roots = [folder, ...folder.rootsBelow().map((home) => folder.below(home))];
  return { folder, parts: [...roots, ...leftOutFiles(folder, roots, named)] };
}

/** The names of all files that were read, and which of them the run is about. Throws where a path has none. */
export function coveredFiles(
  { folder, parts }: ReadRoots,
  named: readonly NamedPath[],
): { readonly all: readonly string[]; readonly covers: (file: string) => boolean } {
  const all = parts.flatMap((part) => [...part.scope.files(), ...otherFiles(part)]);
  const covers = coveredBy(all, named);
  if (typeof covers !== 'function') throw noneAt(folder, covers);
  return { all, covers };
}
