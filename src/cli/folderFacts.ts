import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { PUBLISHED_FOLDER } from '../core/published/snapshotName.js';
import type { FolderAbove, FolderFacts } from '../language/index.js';
import { readBounded } from '../node/readBounded.js';

/** Longer ignore files are not read, in bytes. */
const MAX_IGNORE_BYTES = 1_000_000;

/** What decides in a folder which files belong; `has` tells what is in it, where that is known. */
export function factsOf(folder: Buffer, has: (name: string) => boolean = () => true): FolderFacts {
  const git = inside(folder, '.git');
  return {
    ignore: has('.gitignore') ? textOf(inside(folder, '.gitignore')) : undefined,
    git: has('.git') ? (isFolder(git) ? '' : textOf(git)) : undefined,
    publishes: has(PUBLISHED_FOLDER[0]) && isFolder(inside(folder, ...PUBLISHED_FOLDER)),
  };
}

/** What is above a root in its repository: the folders from the repository's own down, and what it leaves out beside them. */
export function repositoryOf(root: string): {
  readonly above: readonly FolderAbove[];
  readonly name: string;
  readonly exclude: string | undefined;
} {
  const own = realpathSync(root);
  const above: FolderAbove[] = [];
  for (let folder = own; ; folder = path.dirname(folder)) {
    const { git, ignore } = factsOf(Buffer.from(folder));
    if (folder !== own) above.unshift({ name: path.basename(folder), ignore });
    if (git !== undefined)
      return {
        above,
        name: path.basename(own),
        exclude: textOf(Buffer.from(path.join(folder, '.git', 'info', 'exclude'))),
      };
    if (path.dirname(folder) === folder) return { above: [], name: '', exclude: undefined };
  }
}

/** A path in a folder, in bytes. */
export function inside(folder: Buffer, ...names: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat([folder, ...names.flatMap((name) => [SEPARATOR, Buffer.from(name)])]);
}

const SEPARATOR = Buffer.from(path.sep);

function isFolder(place: Buffer): boolean {
  try {
    return statSync(place).isDirectory();
  } catch {
    return false;
  }
}

function textOf(file: Buffer): string | undefined {
  return readBounded(file, MAX_IGNORE_BYTES).bytes?.toString();
}
