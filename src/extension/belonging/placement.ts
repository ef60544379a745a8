import { Disposable, RelativePattern, Uri, workspace, type WorkspaceFolder } from 'vscode';
import { CONFIGURATION_FILE } from '../../language/index.js';
import { isInTab } from '../workspace/openTabs.js';
import type { Platform } from '../workspace/platform.js';
import type { Roots } from '../workspace/roots.js';
import { savedPlace } from '../workspace/savedPlace.js';
import { shownDocument } from '../workspace/shownDocument.js';
import { BelongingFiles } from './belonging.js';
import { changesBelonging, decidesOthers } from './belongingChanges.js';
import { followConfigurations } from './followConfigurations.js';

/** What is done when files may belong elsewhere. */
export interface PlacementChanges {
  /** Which files of a folder belong is to be decided anew. */
  readonly decide: (folder: WorkspaceFolder) => void;
  /** One file is to be looked at anew. */
  readonly take: (file: Uri) => void;
}

/** Where files belong: keeps the roots below the workspace folders, and watches what decides it. */
export class Placement implements Disposable {
  readonly #subscriptions: Disposable;
  /** The files that commands were given. */
  readonly #named = new Set<string>();
  readonly #watchers = new Map<string, Set<Disposable>>();
  readonly #files: BelongingFiles;

  constructor(
    private readonly roots: Roots,
    platform: Pick<Platform, 'realPath'>,
    private readonly changes: PlacementChanges,
  ) {
    this.#files = new BelongingFiles(
      {
        realPath: (uri) => platform.realPath(uri),
        before: (file) => roots.configurations().get(file)?.configuration,
      },
      changes.take,
    );
    this.#subscriptions = Disposable.from(
      workspace.onDidChangeConfiguration((event) => {
        if (changesBelonging(event)) workspace.workspaceFolders?.forEach(changes.decide);
      }),
      followConfigurations(changes.decide),
    );
  }

  /**
   * Settles which root a file belongs to. A file that is left out is one of its own once a command names it, or while an
   * editor or a tab shows it, and else none of ours: then it gives `left-out`. A root that was not known is given.
   */
  async settle(uri: Uri, how?: 'named'): Promise<'left-out' | Uri | undefined> {
    const place = savedPlace(uri);
    const folder = workspace.getWorkspaceFolder(place);
    if (!folder) return undefined;
    const { root, alone, configuration } = await this.#files.of(place, folder);
    const key = uri.toString();
    if (how) this.#named.add(key);
    if (alone !== undefined && (this.#named.has(key) || isShown(uri))) {
      this.roots.add(root, alone);
      return undefined;
    }
    this.roots.delete(place);
    if (alone !== undefined) return 'left-out';
    this.roots.configure(root, configuration);
    const isNew = root.toString() !== folder.uri.toString() && this.roots.add(root);
    return isNew ? root : undefined;
  }

  /** Takes in that something came, changed or went in a workspace folder. */
  touch(uri: Uri): void {
    const folder = workspace.getWorkspaceFolder(uri);
    if (!folder) return;
    if (decidesOthers(uri, folder)) this.changes.decide(folder);
    this.#files.touch(uri, folder).forEach(this.changes.take);
  }

  /** Forgets what decides in a workspace folder, and the roots below it that are none any more: these are given. */
  async decideAnew(folder: WorkspaceFolder, files: readonly Uri[]): Promise<readonly Uri[]> {
    this.#files.forget(folder);
    const homes = await Promise.all(files.map((file) => this.#files.of(savedPlace(file), folder)));
    const roots = new Set(homes.map(({ root }) => root.toString()));
    const gone = this.roots.foldersBelow(folder.uri).filter((root) => !roots.has(root.toString()));
    for (const root of gone) this.roots.delete(root);
    // Where no file is left, nothing holds any more.
    for (const root of this.roots.configuredIn(folder.uri))
      if (!roots.has(root.toString())) this.roots.configure(root, undefined);
    return gone;
  }

  /** Watches what a workspace folder's ignore files and configurations say; that they come and go is seen with all else. */
  watch(folder: WorkspaceFolder): void {
    this.unwatch(folder);
    const decide = (): void => {
      this.changes.decide(folder);
    };
    const inside = ['**/.gitignore', '.git/info/exclude', `**/${CONFIGURATION_FILE.join('/')}`].map(
      (glob) => {
        const watcher = workspace.createFileSystemWatcher(
          new RelativePattern(folder, glob),
          true,
          false,
          true,
        );
        watcher.onDidChange(decide);
        return watcher;
      },
    );
    const watchers = new Set(inside);
    this.#watchers.set(folder.uri.toString(), watchers);
    const watchAbove = async (): Promise<void> => {
      for (const file of await this.#files.filesAbove(folder)) {
        if (this.#watchers.get(folder.uri.toString()) !== watchers) return;
        const pattern = new RelativePattern(Uri.joinPath(file, '..'), '.gitignore');
        const watcher = workspace.createFileSystemWatcher(pattern);
        watcher.onDidCreate(decide);
        watcher.onDidChange(decide);
        watcher.onDidDelete(decide);
        watchers.add(watcher);
      }
    };
    void watchAbove();
  }

  /** Ends that, and forgets what was known of the folder. */
  unwatch(folder: WorkspaceFolder): void {
    const key = folder.uri.toString();
    for (const watcher of this.#watchers.get(key) ?? []) watcher.dispose();
    this.#watchers.delete(key);
    for (const root of this.roots.configuredIn(folder.uri)) this.roots.configure(root, undefined);
    this.#files.forget(folder);
  }

  dispose(): void {
    for (const watchers of this.#watchers.values()) for (const watcher of watchers) watcher.dispose();
    this.#subscriptions.dispose();
  }
}

/** Whether somebody has a file before them, by a tab, or may have: other editors have documents, and no tab that names the file. */
function isShown(uri: Uri): boolean {
  return shownDocument(uri) !== undefined || isInTab(uri);
}
