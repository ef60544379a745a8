import { statSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import type { Place } from '../../node/folder/folderFacts.js';

/** A folder that is watched, and which one it was: another may be made in its place. */
interface Watched {
  readonly watcher: FSWatcher;
  readonly identity: string;
}

/**
 * Watches the entries of folders, each by itself: what comes, goes, is written or exchanged in one is told, whatever of it
 * that is. Node watches folders the same on every system; whole trees, and files that are exchanged, it does not.
 */
export class FolderWatchers {
  readonly #watched = new Map<string, Watched>();
  /** Those that cannot be watched, so that each is told once. */
  readonly #refused = new Set<string>();

  /** `changed` is told of every event, `refused` of a folder that cannot be watched. */
  constructor(
    private readonly changed: () => void,
    private readonly refused: (folder: string, error: unknown) => void,
  ) {}

  /** Watches these folders, and no others any more. True where one of them was not watched: something may have changed in it. */
  set(folders: readonly Place[]): boolean {
    const wanted = new Map(folders.map((folder) => [keyOf(folder), folder]));
    for (const [key, { identity }] of this.#watched)
      if (identity !== identityOf(wanted.get(key))) this.#end(key);
    let isNew = false;
    for (const [key, folder] of wanted)
      if (!this.#watched.has(key)) isNew = this.#begin(key, folder) || isNew;
    return isNew;
  }

  #begin(key: string, folder: Place): boolean {
    const identity = identityOf(folder);
    if (identity === undefined) return false;
    try {
      const own = path.basename(folder.toString());
      const watcher = watch(folder, { persistent: true }, (_event, name) => {
        // The folder itself went: one that is made in its place may look the same from outside.
        if (name === null || name === own) this.#end(key);
        this.changed();
      });
      // A folder that goes is told of as a fault on some systems.
      watcher.on('error', this.changed);
      this.#watched.set(key, { watcher, identity });
      return true;
    } catch (error) {
      if (!this.#refused.has(key)) this.refused(folder.toString(), error);
      this.#refused.add(key);
      return false;
    }
  }

  #end(key: string): void {
    this.#watched.get(key)?.watcher.close();
    this.#watched.delete(key);
  }
}

function keyOf(folder: Place): string {
  return folder.toString('latin1');
}

/** Which folder a path leads to; `undefined` where it leads to none, such as below the file that stands for `.git` in a worktree. */
function identityOf(folder: Place | undefined): string | undefined {
  try {
    const stats = folder === undefined ? undefined : statSync(folder, { bigint: true });
    return stats?.isDirectory() ? `${stats.dev} ${stats.ino}` : undefined;
  } catch {
    return undefined;
  }
}
