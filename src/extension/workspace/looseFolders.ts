import { Disposable, FileType, RelativePattern, Uri, workspace } from 'vscode';
import { fileTypeOf, PROMPT_FILES_GLOB } from '../../core/documents/fileKinds.js';
import { filesInTabs } from './openTabs.js';
import { isOurs } from './ownFiles.js';
import { isSnapshot, ownSnapshotPatterns } from './publishedFiles.js';
import type { Roots } from './roots.js';
import { isInWorkspace } from './savedPlace.js';
import type { FolderChanges } from './watchFolder.js';

/** The prompt files of a folder itself: a pattern without `**` watches nothing below. */
const NAMES_GLOB = PROMPT_FILES_GLOB.replace('**/', '');

/**
 * The folders of files outside of the workspace. Each counts while a tab shows one of its files: a file there is
 * resolved among those beside it, and is forgotten with them.
 */
export class LooseFolders implements Disposable {
  readonly #watchers = new Map<string, Disposable>();
  readonly #unlisted = new Set<string>();

  constructor(private readonly roots: Roots) {}

  /** True for a prompt file, or a published version, outside of the workspace. */
  holds(uri: Uri): boolean {
    return !isInWorkspace(uri) && (isOurs(uri) || isSnapshot(uri, this.roots));
  }

  has(root: Uri): boolean {
    return this.#watchers.has(root.toString());
  }

  /** False where the files of a folder cannot be listed, so that nothing is known of those beside one. */
  isListed(root: Uri): boolean {
    return !this.#unlisted.has(root.toString());
  }

  /** Begins to watch a folder, and gives the prompt files in it; does so anew for one that may have been replaced. */
  async add(root: Uri, changes: Pick<FolderChanges, 'take' | 'forget' | 'takeSnapshot'>): Promise<Uri[]> {
    const key = root.toString();
    this.delete(root);
    this.#watchers.set(key, new Disposable(() => undefined));
    try {
      const entries = await workspace.fs.readDirectory(root);
      if (this.has(root)) this.#watchers.set(key, watch(root, changes));
      return entries
        .filter(([name, type]) => fileTypeOf(name) && (type & FileType.Directory) === 0)
        .map(([name]) => Uri.joinPath(root, name));
    } catch {
      this.#unlisted.add(key);
      return [];
    }
  }

  /** Drops a folder. */
  delete(root: Uri): void {
    const key = root.toString();
    this.#watchers.get(key)?.dispose();
    this.#watchers.delete(key);
    this.#unlisted.delete(key);
  }

  /** The folders that no tab shows a file of any more, or that lie in the workspace by now. */
  unused(): Uri[] {
    const shown = filesInTabs().filter((uri) => this.holds(uri));
    const used = new Set(shown.map((uri) => this.roots.rootOf(uri).toString()));
    return [...this.#watchers.keys()].filter((key) => !used.has(key)).map((key) => Uri.parse(key));
  }

  dispose(): void {
    for (const watcher of this.#watchers.values()) watcher.dispose();
  }
}

function watch(
  root: Uri,
  { take, forget, takeSnapshot }: Pick<FolderChanges, 'take' | 'forget' | 'takeSnapshot'>,
): Disposable {
  const files = workspace.createFileSystemWatcher(new RelativePattern(root, NAMES_GLOB));
  files.onDidCreate(take);
  files.onDidChange(take);
  files.onDidDelete(forget);
  const snapshots = ownSnapshotPatterns(root).map((pattern) => {
    const watcher = workspace.createFileSystemWatcher(pattern);
    watcher.onDidCreate(takeSnapshot);
    watcher.onDidChange(takeSnapshot);
    watcher.onDidDelete(takeSnapshot);
    return watcher;
  });
  return new Disposable(() => {
    for (const watcher of [files, ...snapshots]) watcher.dispose();
  });
}
