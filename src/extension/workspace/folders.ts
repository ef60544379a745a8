import { RelativePattern, Uri, workspace, type Disposable, type WorkspaceFolder } from 'vscode';
import { PROMPT_FILES_GLOB, SKIPPED_FILES_GLOB } from '../../core/documents/fileKinds.js';
import { inBatches } from './inBatches.js';
import { isWithin } from './isWithin.js';
import { inKindOrder, isOurs } from './ownFiles.js';
import { isSnapshot } from './publishedFiles.js';
import { savedPlace } from './savedPlace.js';
import type { Snapshots } from './snapshots.js';
import type { StoredFiles } from './storedFiles.js';
import { TimeSlice } from './timeSlice.js';
import { watchFolder, type FolderChanges } from './watchFolder.js';
import { attempt, isLoaded, type WorkspaceParts } from './workspaceParts.js';

/** How many files are read at once while many are. */
const READS_AT_ONCE = 32;

/** Loads the workspace folders, and watches them. */
export class Folders implements Disposable {
  readonly #watchers = new Map<string, Disposable>();
  /** What is done about a file that came, changed or went. */
  readonly fileChanges: Pick<FolderChanges, 'take' | 'forget' | 'takeSnapshot'> = {
    take: (file) => {
      this.#touch(file);
      this.stored.schedule(file);
    },
    forget: (file) => {
      this.#touch(file);
      this.stored.scheduleForget(file);
    },
    takeSnapshot: (file) => {
      if (isSnapshot(file, this.parts.roots)) this.snapshots.schedule(file);
      else this.#touch(file);
    },
  };

  constructor(
    private readonly parts: WorkspaceParts,
    private readonly stored: StoredFiles,
    private readonly snapshots: Snapshots,
  ) {}

  /** Reads the prompt files and the published versions of workspace folders, and watches these from now on. */
  async load(folders: readonly WorkspaceFolder[], how?: 'first'): Promise<void> {
    for (const folder of folders) await attempt(this.parts.log, () => this.#load(folder, how === 'first'));
  }

  /** Watches a folder no more that left the window. */
  stopWatching(folder: WorkspaceFolder): void {
    const key = folder.uri.toString();
    void this.parts.placement.then((placement) => {
      placement.unwatch(folder);
    });
    this.#watchers.get(key)?.dispose();
    this.#watchers.delete(key);
  }

  /** Gives the files to the roots that they belong to by now: a root came or went. */
  handOver(): void {
    const { parts } = this;
    const { index, roots, loose } = parts;
    const { files, affected } = index.takeOutMoved(
      (root) => roots.has(Uri.parse(root)) || loose.has(Uri.parse(root)),
    );
    parts.changes.tell(affected);
    for (const uri of files.map((file) => Uri.parse(file)))
      if (isSnapshot(uri, roots)) this.snapshots.schedule(uri);
      else if (isLoaded(parts, uri)) this.stored.schedule(uri);
  }

  /** Reads all files anew, since more or less of them may be read now. */
  takeAll(): void {
    this.parts.parsed.forgetAllShown();
    for (const scope of this.parts.index.all().values()) {
      for (const file of scope.files()) this.stored.schedule(Uri.parse(file));
      for (const file of scope.records()) this.snapshots.schedule(Uri.parse(file));
    }
  }

  /** Reads anew what is stored in a workspace folder, whether VS Code tells of changes in it or not. */
  async refresh(folder: WorkspaceFolder): Promise<void> {
    await this.decideAnew(folder, (uri) => this.stored.take(uri));
    for (const root of [folder.uri, ...this.parts.roots.foldersBelow(folder.uri)])
      await this.snapshots.takeAllOf(root);
  }

  /** Decides anew which files of a workspace folder belong, and to which root, and takes each in. */
  async decideAnew(
    folder: WorkspaceFolder,
    take = (file: Uri): Promise<void> => this.stored.takeMoved(file),
  ): Promise<void> {
    const { index, placement, changes, roots } = this.parts;
    const configured = [...roots.configurations().keys()];
    const limits = this.#limits();
    const known = [...index.all().values()].flatMap((scope) => [...scope.files()]);
    const found = (await findFilesIn(folder)).map((uri) => uri.toString());
    const files = [...new Set([...known, ...found])]
      .map((file) => Uri.parse(file))
      .filter(
        (uri) =>
          isOurs(uri) &&
          workspace.getWorkspaceFolder(savedPlace(uri))?.uri.toString() === folder.uri.toString(),
      );
    for (const root of await (await placement).decideAnew(folder, files))
      changes.tell(index.delete(root.toString()).affected);
    await changes.together(async () => {
      await this.#each(files, take);
      await this.#takeResized(limits);
      for (const scope of index.all().values()) changes.tell(scope.files());
      changes.tell([...configured, ...roots.configurations().keys()]);
    });
    const before = new Set(known);
    const isNew = (file: string): boolean => !before.has(file) && index.of(file).get(file) !== undefined;
    this.stored.lookAgain(files.filter((uri) => isNew(uri.toString())));
  }

  dispose(): void {
    for (const watcher of this.#watchers.values()) watcher.dispose();
  }

  async #load(folder: WorkspaceFolder, isFirst: boolean): Promise<void> {
    // It may have left the window meanwhile.
    if (!this.parts.roots.has(folder.uri)) return;
    this.#watch(folder);
    // A long list of names, and what is kept of their files, would come between the few files that somebody waits for.
    await this.parts.precedence.over;
    await this.snapshots.takeNew(folder.uri);
    const files = await findFilesIn(folder);
    if (isFirst) await this.parts.cache?.open(folder.uri);
    // What is configured is known with the files that it holds for.
    const limits = this.#limits();
    await this.#each(files, (uri) => this.stored.take(uri));
    await this.#takeResized(limits);
  }

  /** How long files, and published versions, may be at this moment. */
  #limits(): ReadonlyMap<string, number> {
    const { index, maxFileBytes } = this.parts;
    const limits = new Map<string, number>();
    const add = (file: string): void => void limits.set(file, maxFileBytes(Uri.parse(file)));
    for (const scope of index.all().values()) {
      for (const file of scope.files()) add(file);
      for (const file of scope.records()) add(file);
    }
    return limits;
  }

  /** Reads those anew of which more or less may be read now than before. */
  async #takeResized(before: ReadonlyMap<string, number>): Promise<void> {
    const { maxFileBytes, parsed, roots } = this.parts;
    const all = [...before].map(([file, limit]) => ({ uri: Uri.parse(file), limit }));
    const resized = all.filter(({ uri, limit }) => maxFileBytes(uri) !== limit).map(({ uri }) => uri);
    await this.#each(resized, async (uri) => {
      parsed.forgetShown(uri);
      if (isSnapshot(uri, roots)) await this.snapshots.take(uri);
      else await this.stored.take(uri);
    });
  }

  async #each(files: readonly Uri[], work: (file: Uri) => Promise<void>): Promise<void> {
    const { log, precedence } = this.parts;
    await inBatches(files, READS_AT_ONCE, async (uri) => {
      await precedence.over;
      await attempt(log, () => work(uri));
    });
  }

  #watch(folder: WorkspaceFolder): void {
    const watcher = watchFolder(folder, {
      ...this.fileChanges,
      takeFound: (files) => {
        files.forEach(this.fileChanges.take);
        this.stored.lookAgain(files);
      },
      takeSnapshots: () => {
        this.snapshots.scheduleStored(folder.uri).catch(() => undefined);
      },
      forgetBelow: (gone) => {
        this.#forgetBelow(gone);
      },
      touch: (uri) => {
        this.#touch(uri);
      },
    });
    this.#watchers.set(folder.uri.toString(), watcher);
    void this.parts.placement.then((placement) => {
      placement.watch(folder);
    });
  }

  /** Takes in that something may decide otherwise which files belong. */
  #touch(uri: Uri): void {
    void this.parts.placement.then((placement) => {
      placement.touch(uri);
    });
  }

  #forgetBelow(folder: Uri): void {
    const gone = folder.toString();
    for (const scope of this.parts.index.all().values()) {
      for (const file of scope.files()) if (isWithin(file, gone)) this.stored.scheduleForget(Uri.parse(file));
      for (const file of scope.records()) if (isWithin(file, gone)) this.snapshots.schedule(Uri.parse(file));
    }
  }
}

/** The prompt files that are stored in a workspace folder, whether they belong or not. */
async function findFilesIn(folder: WorkspaceFolder): Promise<Uri[]> {
  const pattern = new RelativePattern(folder, PROMPT_FILES_GLOB);
  const found = await workspace.findFiles(pattern, SKIPPED_FILES_GLOB);
  // Those of a folder within this one, which is a workspace folder too, are read with that one.
  const within = (workspace.workspaceFolders ?? []).filter(
    ({ uri }) => uri.toString() !== folder.uri.toString() && workspace.getWorkspaceFolder(parentOf(uri)),
  );
  if (within.length === 0) return inKindOrder(found);
  const key = folder.uri.toString();
  const slice = new TimeSlice();
  const own: Uri[] = [];
  for (const uri of found) {
    if (workspace.getWorkspaceFolder(uri)?.uri.toString() === key) own.push(uri);
    await slice.pause();
  }
  return inKindOrder(own);
}

function parentOf(folder: Uri): Uri {
  return Uri.joinPath(folder, '..');
}
