import path from 'node:path';
import { workspace, type Disposable, type Uri } from 'vscode';

/** What VS Code tells of changes on disk, to tell its faults from ours. */
export class ToldChanges implements Disposable {
  readonly #told = new Map<string, string[]>();
  readonly #watcher = workspace.createFileSystemWatcher('**/*');

  constructor(private readonly root: string) {
    this.#watcher.onDidCreate(this.#take('created'));
    this.#watcher.onDidChange(this.#take('changed'));
    this.#watcher.onDidDelete(this.#take('deleted'));
  }

  /** What was told of a file or of the folders it is in, the last of it. */
  of(file: string): string {
    const names = file.split('/').map((_, i, all) => all.slice(0, i + 1).join('/'));
    return names
      .flatMap((name) => (this.#told.get(name) ?? []).slice(-4).map((what) => `${name} ${what}`))
      .join(', ');
  }

  dispose(): void {
    this.#watcher.dispose();
  }

  #take(what: string): (uri: Uri) => void {
    return ({ fsPath }) => {
      const name = path.relative(this.root, fsPath);
      const told = this.#told.get(name) ?? [];
      told.push(`${what} at ${new Date().toISOString().slice(11, 23)}`);
      this.#told.set(name, told.slice(-4));
    };
  }
}
