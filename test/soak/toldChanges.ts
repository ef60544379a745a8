import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { workspace, type Disposable, type Uri } from 'vscode';
import { fileTypeOf } from '../../src/core/documents/fileKinds.js';

interface Told {
  readonly what: 'created' | 'changed' | 'deleted';
  readonly at: number;
}

/** How many are kept of each file, to be told of a failure. */
const KEPT = 4;

/** What VS Code tells of changes on disk, to tell its faults from ours. */
export class ToldChanges implements Disposable {
  readonly #told = new Map<string, Told[]>();
  readonly #watcher = workspace.createFileSystemWatcher('**/*');

  constructor(private readonly root: string) {
    this.#watcher.onDidCreate(this.#take('created'));
    this.#watcher.onDidChange(this.#take('changed'));
    this.#watcher.onDidDelete(this.#take('deleted'));
  }

  /** What was told of a file or of the folders it is in, the last of it. */
  of(file: string): string {
    return namesOf(file)
      .flatMap((name) =>
        (this.#told.get(name) ?? []).map(
          ({ what, at }) => `${name} ${what} at ${new Date(at).toISOString().slice(11, 23)}`,
        ),
      )
      .join(', ');
  }

  /** The prompt files that something was told of. */
  promptFiles(): string[] {
    return [...this.#told.keys()].filter((name) => fileTypeOf(name));
  }

  /** Forgets what was told of files that are gone. */
  forgetGone(): void {
    for (const name of this.#told.keys())
      if (!existsSync(path.join(this.root, name))) this.#told.delete(name);
  }

  /**
   * Whether something happened to a file, or to a folder that it is in, after all that VS Code told of it: it cannot be known to
   * anybody who listens to VS Code then.
   */
  missed(file: string): boolean {
    const changed = changedAt(path.join(this.root, file));
    const came = this.#last(file, ({ what }) => what !== 'deleted');
    const went = this.#last(file, ({ what }) => what === 'deleted');
    return changed === undefined ? went < came : came < changed;
  }

  dispose(): void {
    this.#watcher.dispose();
  }

  #last(file: string, which: (told: Told) => boolean): number {
    const told = namesOf(file).flatMap((name) => (this.#told.get(name) ?? []).filter(which));
    return Math.max(0, ...told.map(({ at }) => at));
  }

  #take(what: Told['what']): (uri: Uri) => void {
    return ({ fsPath }) => {
      const name = path.relative(this.root, fsPath);
      const told = this.#told.get(name) ?? [];
      told.push({ what, at: Date.now() });
      this.#told.set(name, told.slice(-KEPT));
    };
  }
}

/** A file, after the folders that it is in. */
function namesOf(file: string): string[] {
  return file.split('/').map((_, i, all) => all.slice(0, i + 1).join('/'));
}

/** When a file changed last, or got its name; `undefined` where it is not there. */
function changedAt(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.ctime.getTime();
}
