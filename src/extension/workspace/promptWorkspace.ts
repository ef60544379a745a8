import {
  Disposable,
  EventEmitter,
  RelativePattern,
  Uri,
  window,
  workspace,
  type LogOutputChannel,
  type Tab,
  type TextDocument,
  type WorkspaceFolder,
} from 'vscode';
import { PROMPT_FILES_GLOB, SKIPPED_FILES_GLOB } from '../../core/documents/fileKinds.js';
import type { PromptFile } from '../../core/documents/promptFile.js';
import type { SourceText } from '../../core/text/sourceText.js';
import {
  type FallbackTemplate,
  PromptIndex,
  type PromptFileReader,
  type ScopeIndex,
} from '../../language/index.js';
import type { Placement } from '../belonging/index.js';
import { logError } from '../output/log.js';
import type { Platform } from './platform.js';
import { changesFileSize, changesRun } from './settings.js';
import { ChangeQueue, type Take } from './changeQueue.js';
import { fileExists } from './fileExists.js';
import { inBatches } from './inBatches.js';
import { indexRoots } from './indexRoots.js';
import { inKindOrder, isOurs } from './ownFiles.js';
import { lookAgain } from './lookAgain.js';
import { LooseFolders } from './looseFolders.js';
import { filesIn, filesInTabs } from './openTabs.js';
import { isHeldBack, ParsedFiles } from './parsedFiles.js';
import { isSnapshot, snapshotsIn, takeSnapshot } from './publishedFiles.js';
import { Roots } from './roots.js';
import { isInWorkspace, savedPlace } from './savedPlace.js';
import { shownDocument } from './shownDocument.js';
import { watchFolder } from './watchFolder.js';
import { isWithin } from './isWithin.js';

/** How many files are read at once while the index is built. */
const READS_AT_ONCE = 32;
/** With more changes than this at once, all files are looked at anew: a branch was checked out. */
const MANY = 64;

/**
 * The prompt files of the workspace: what editors show, then what is stored. Each workspace folder is a scope of its
 * own, with the versions that are published in it; a file outside of all of them belongs to the scope of the folder it
 * lies in. Files go by their URI.
 */
export class PromptWorkspace implements PromptFileReader, Disposable {
  readonly #roots = new Roots();
  readonly #loose = new LooseFolders(this.#roots);
  readonly #index = new PromptIndex(indexRoots(this.#roots, (root) => this.#loose.isListed(root)));
  readonly #changed = new EventEmitter<ReadonlySet<string>>();
  readonly #parsed: ParsedFiles;
  readonly #placement: Promise<Placement>;
  readonly #queue = new ChangeQueue((takes) => this.#takeGathered(takes));
  /** The files whose text in an editor is held back. */
  readonly #held = new Set<string>();
  readonly #watchers = new Map<string, Disposable>();
  readonly #subscriptions: Disposable;
  readonly #fileChanges = {
    take: (file: Uri): void => {
      this.#touch(file);
      this.#scheduleStored(file);
    },
    forget: (file: Uri): void => {
      this.#touch(file);
      this.#scheduleForget(file);
    },
    takeSnapshot: (file: Uri): void => {
      if (isSnapshot(file, this.#roots)) this.#scheduleSnapshot(file);
      else this.#touch(file);
    },
  };
  #loaded: Promise<void> | undefined;
  /** How many folders, or batches of changes, are being taken in. */
  #bulks = 0;

  /** Files, and published versions, as other files are told of them: without what is held back. */
  readonly told = {
    read: (file: string): Promise<PromptFile | undefined> =>
      this.#readElsewhere(file) ?? this.#parsed.readTold(file),
    sourced: async (file: string): Promise<{ readonly source: SourceText } | undefined> =>
      this.#sourcedBeside(file) ?? this.#parsed.readTold(file),
  };
  /** What answers references that nothing here does; it changes by `answer`. */
  readonly fallback = this.#index.fallback;
  /** Compiled constraints of the files. */
  readonly cache = this.#index.cache;
  /** Fires with the files whose findings may have changed. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly log: LogOutputChannel,
    private readonly platform: Pick<Platform, 'loadSha256' | 'realPath'>,
  ) {
    this.#parsed = new ParsedFiles(log);
    this.#placement = import('../belonging/index.js').then(
      ({ Placement }) =>
        new Placement(this.#roots, platform, {
          decide: (folder) => {
            this.#queue.schedule(folder.uri, () => this.#decideAnew(folder));
          },
          take: (file) => {
            this.#scheduleStored(file);
          },
        }),
    );
    const takeDocument = (document: TextDocument): void => {
      this.#takeDocument(document);
    };
    this.#subscriptions = Disposable.from(
      this.#changed,
      this.#loose,
      new Disposable(() => {
        void this.#placement.then((placement) => {
          placement.dispose();
        });
      }),
      workspace.onDidOpenTextDocument(takeDocument),
      workspace.onDidSaveTextDocument(takeDocument),
      workspace.onDidChangeTextDocument(({ document }) => {
        takeDocument(document);
      }),
      workspace.onDidCloseTextDocument((document) => {
        this.#releaseDocument(document);
      }),
      window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
        this.#followTabs(opened, closed);
      }),
      workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        removed.forEach((folder) => {
          this.#stopWatching(folder);
        });
        this.#handOver();
        if (this.#loaded) this.#loaded = this.#loaded.then(() => this.#loadFolders(added));
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (changesFileSize(event)) this.#takeAll();
        if (changesRun(event)) workspace.textDocuments.filter(({ isDirty }) => isDirty).forEach(takeDocument);
      }),
    );
  }

  /** Builds the index, once; later calls wait for the first. */
  load(): Promise<void> {
    this.#loaded ??= this.#loadFolders(workspace.workspaceFolders ?? []);
    return this.#loaded;
  }

  /**
   * Settles when everything that has happened so far is in the index, and what lies beside those of some files that are
   * outside of the workspace.
   */
  async settled(files: readonly Uri[] = []): Promise<void> {
    await this.load();
    for (const file of files) if (this.#loose.holds(file)) this.#scheduleLoose(file);
    await this.#queue.flush();
  }

  /** Takes in a file that a command names, without waiting until VS Code tells that it is there. */
  async include(uri: Uri): Promise<void> {
    await this.settled([uri]);
    const key = uri.toString();
    if (isSnapshot(uri, this.#roots)) await this.#takeSnapshot(uri);
    else if (isOurs(uri) && !this.scopeOf(key).get(key)) {
      await this.#takeStored(uri, 'named');
      this.#lookAgain([uri]);
    }
  }

  /** Takes in what is stored of files at this moment, for a command that uses them: VS Code tells of it somewhat later. */
  async includeCurrent(files: Iterable<string>): Promise<void> {
    const uris = [...new Set(files)].map((file) => Uri.parse(file));
    for (const uri of uris) if (this.#loose.holds(uri)) this.#scheduleLoose(uri, 'anew');
    await this.settled();
    await inBatches(uris, READS_AT_ONCE, (uri) => this.#attempt(() => this.#takeChanged(uri)));
  }

  /** Takes in what is published in a folder at this moment. */
  async includeSnapshots(folder: Uri): Promise<void> {
    await this.settled();
    await this.#takeSnapshotsOf(folder);
  }

  /** The scope a file belongs to. */
  scopeOf(file: string): ScopeIndex {
    return this.#index.of(file);
  }

  /** The folder that a file's scope stands for, as a URI. */
  scopeKey(uri: Uri): string {
    return this.#roots.rootOf(uri).toString();
  }

  /** All scopes that hold files, by their folder's URI. */
  scopes(): ReadonlyMap<string, ScopeIndex> {
    return this.#index.all();
  }

  /** Whether problems of a file are shown: of one outside of the workspace, or one that is left out, while an editor shows it. */
  isReported(uri: Uri): boolean {
    if (isInWorkspace(uri) && !this.#roots.isAlone(uri)) return true;
    return filesInTabs().some((shown) => shown.toString() === uri.toString());
  }

  /** The files of a scope whose text in an editor is not in the index yet: it is told to no other file before it is saved. */
  heldBack(scope: ScopeIndex): readonly string[] {
    return workspace.textDocuments
      .filter((document) => !document.isClosed && isOurs(document.uri) && isHeldBack(document))
      .map(({ uri }) => uri.toString())
      .filter((file) => this.scopeOf(file) === scope);
  }

  read(file: string): Promise<PromptFile | undefined> {
    return this.#readElsewhere(file) ?? this.#parsed.read(file);
  }

  /** What holds the text of a file, or of a published version. */
  async sourced(file: string): Promise<{ readonly source: SourceText } | undefined> {
    return this.#sourcedBeside(file) ?? this.read(file);
  }

  /** Takes in what a registry answers for references that nothing here does, by `id@semver`. */
  answer(answers: ReadonlyMap<string, FallbackTemplate | undefined>): void {
    this.#fire(this.#index.answer(answers));
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const watcher of this.#watchers.values()) watcher.dispose();
  }

  /** A template of a registry as it was answered with: an editor that shows it shows the same. */
  #readElsewhere(file: string): Promise<PromptFile> | undefined {
    const parsed = this.fallback.at(file)?.parsed;
    return parsed && Promise.resolve(parsed);
  }

  /** What is in no prompt file of ours: a published version, or a template of a registry. */
  #sourcedBeside(file: string): { readonly source: SourceText } | undefined {
    return this.fallback.at(file)?.parsed ?? this.scopeOf(file).published.get(file);
  }

  async #loadFolders(folders: readonly WorkspaceFolder[]): Promise<void> {
    await this.#inBulk(async () => {
      for (const folder of folders) await this.#attempt(() => this.#loadFolder(folder));
    });
    this.#takeShown();
    await this.#queue.flush();
  }

  async #loadFolder(folder: WorkspaceFolder): Promise<void> {
    // It may have left the window meanwhile.
    if (!this.#roots.has(folder.uri)) return;
    this.#watch(folder);
    await inBatches(await snapshotsIn(folder.uri), READS_AT_ONCE, (uri) =>
      this.#attempt(() => this.#takeSnapshot(uri)),
    );
    await inBatches(await findFilesIn(folder), READS_AT_ONCE, (uri) =>
      this.#attempt(() => this.#takeStored(uri)),
    );
  }

  /** Does something that may go wrong for one file, or folder, and has to do with no other. */
  async #attempt(take: () => Promise<void>): Promise<void> {
    try {
      await take();
    } catch (error) {
      logError(this.log, error);
    }
  }

  /** Reads all files anew, since more or less of them may be read now. */
  #takeAll(): void {
    this.#parsed.forgetAllShown();
    for (const scope of this.scopes().values()) {
      for (const file of scope.files()) {
        this.#scheduleStored(Uri.parse(file));
      }
      for (const { file } of scope.published.files()) this.#scheduleSnapshot(Uri.parse(file));
    }
  }

  /** Takes in many files: whom each concerns is not asked then, since all are looked at afterwards. */
  async #inBulk(take: () => Promise<void>): Promise<void> {
    this.#bulks++;
    try {
      await take();
    } finally {
      this.#bulks--;
      this.#fire(new Set([...this.scopes().values()].flatMap((scope) => [...scope.files()])));
    }
  }

  #watch(folder: WorkspaceFolder): void {
    const watcher = watchFolder(folder, {
      ...this.#fileChanges,
      takeFound: (files) => {
        files.forEach(this.#fileChanges.take);
        this.#lookAgain(files);
      },
      takeSnapshots: () => {
        this.#takeSnapshotsIn(folder.uri).catch(() => undefined);
      },
      forgetBelow: (gone) => {
        this.#forgetBelow(gone);
      },
      touch: (uri) => {
        this.#touch(uri);
      },
    });
    this.#watchers.set(folder.uri.toString(), watcher);
    void this.#placement.then((placement) => {
      placement.watch(folder);
    });
  }

  /** Takes in that something may decide otherwise which files belong. */
  #touch(uri: Uri): void {
    void this.#placement.then((placement) => {
      placement.touch(uri);
    });
  }

  #stopWatching(folder: WorkspaceFolder): void {
    const key = folder.uri.toString();
    void this.#placement.then((placement) => {
      placement.unwatch(folder);
    });
    this.#watchers.get(key)?.dispose();
    this.#watchers.delete(key);
  }

  #forgetBelow(folder: Uri): void {
    const gone = folder.toString();
    for (const scope of this.scopes().values()) {
      for (const file of scope.files()) if (isWithin(file, gone)) this.#scheduleForget(Uri.parse(file));
      for (const { file } of scope.published.files())
        if (isWithin(file, gone)) this.#scheduleSnapshot(Uri.parse(file));
    }
  }

  #scheduleStored(uri: Uri): void {
    this.#queue.schedule(uri, () => this.#takeStored(uri));
  }

  #scheduleSnapshot(uri: Uri): void {
    this.#queue.schedule(uri, () => this.#takeSnapshot(uri));
  }

  async #takeSnapshot(uri: Uri): Promise<void> {
    if (!this.#isLoaded(uri)) return;
    this.#fire(await takeSnapshot(uri, this.scopeOf(uri.toString()), await this.platform.loadSha256()));
  }

  async #takeSnapshotsOf(root: Uri): Promise<void> {
    const known = this.#index.of(Uri.joinPath(root, '-').toString()).published.files();
    const stored = await snapshotsIn(root);
    for (const file of new Set([...known.map(({ file }) => file), ...stored.map((uri) => uri.toString())]))
      await this.#attempt(() => this.#takeSnapshot(Uri.parse(file)));
    this.#lookAgain(stored.filter((uri) => isSnapshot(uri, this.#roots)));
  }

  async #takeSnapshotsIn(root: Uri): Promise<void> {
    const stored = await snapshotsIn(root);
    for (const uri of stored) this.#scheduleSnapshot(uri);
    this.#lookAgain(stored.filter((uri) => isSnapshot(uri, this.#roots)));
  }

  /** Takes in, somewhat later, which of some files that were found by looking for them are gone again. */
  #lookAgain(files: readonly Uri[]): void {
    lookAgain(files, (uri) => {
      if (isSnapshot(uri, this.#roots)) this.#scheduleSnapshot(uri);
      else this.#scheduleForget(uri);
    });
  }

  /** Gives the files to the roots that they belong to by now: a root came or went. */
  #handOver(): void {
    this.#dropUnusedLoose();
    const { files, affected } = this.#index.takeOutMoved(
      (root) => this.#roots.has(Uri.parse(root)) || this.#loose.has(Uri.parse(root)),
    );
    this.#fire(affected);
    for (const uri of files.map((file) => Uri.parse(file)))
      if (isSnapshot(uri, this.#roots)) this.#scheduleSnapshot(uri);
      else if (this.#isLoaded(uri)) this.#scheduleStored(uri);
    this.#takeShown();
  }

  /** Takes in what editors show by now. */
  #takeShown(): void {
    this.#followTabs(window.tabGroups.all.flatMap(({ tabs }) => tabs));
    workspace.textDocuments.forEach((document) => {
      this.#takeDocument(document);
    });
  }

  /** False for a file outside of the workspace, as long as no editor shows one that lies beside it. */
  #isLoaded(uri: Uri): boolean {
    return isInWorkspace(uri) || this.#loose.has(this.#roots.rootOf(uri));
  }

  /** Takes in what lies beside a file outside of the workspace, if that was not done yet, or anew. */
  #scheduleLoose(file: Uri, when: 'once' | 'anew' = 'once'): void {
    const root = this.#roots.rootOf(file);
    if (when === 'anew' || !this.#loose.has(root)) this.#queue.schedule(root, () => this.#loadLoose(root));
  }

  async #loadLoose(root: Uri): Promise<void> {
    if (isInWorkspace(root)) return;
    const files = await this.#loose.add(root, this.#fileChanges);
    await this.#takeSnapshotsOf(root);
    const known = [...this.#index.of(Uri.joinPath(root, '-').toString()).files()].map((file) =>
      Uri.parse(file),
    );
    for (const uri of inKindOrder([...files, ...known])) await this.#attempt(() => this.#takeChanged(uri));
  }

  /** Of a file that is on its own, problems are shown while a tab shows it; outside of the workspace, what lies beside it counts. */
  #followTabs(opened: readonly Tab[], closed: readonly Tab[] = []): void {
    const looseIn = (tabs: readonly Tab[]): Uri[] =>
      tabs.flatMap(filesIn).filter((uri) => this.#loose.holds(uri) || this.#roots.isAlone(uri));
    const [shown, hidden] = [looseIn(opened), looseIn(closed)];
    for (const uri of shown) if (this.#loose.holds(uri)) this.#scheduleLoose(uri, 'anew');
    if (hidden.length > 0) this.#dropUnusedLoose();
    this.#fire(new Set([...shown, ...hidden].map((uri) => uri.toString())));
  }

  #dropUnusedLoose(): void {
    for (const root of this.#loose.unused()) {
      this.#loose.delete(root);
      if (!this.#roots.has(root)) this.#fire(this.#index.delete(root.toString()).affected);
    }
  }

  #takeDocument(document: TextDocument): void {
    const { uri } = document;
    if (isSnapshot(uri, this.#roots)) this.#scheduleSnapshot(uri);
    if (!isOurs(uri)) return;
    this.#queue.schedule(uri, async () => {
      if (document.isClosed || !this.#isLoaded(uri) || !(await this.#settle(uri))) return;
      if (isHeldBack(document)) {
        await this.#holdBack(uri);
        return;
      }
      const file = this.#parsed.parseShown(document);
      if (file) this.#update(uri, file);
    });
  }

  /** Of what is typed from now on, only those are told who show the file itself, such as previews. */
  async #holdBack(uri: Uri): Promise<void> {
    const key = uri.toString();
    if (this.#held.has(key)) this.#fire(new Set([key]));
    else await this.#takeStored(uri);
  }

  #releaseDocument({ uri }: TextDocument): void {
    if (isSnapshot(uri, this.#roots)) this.#scheduleSnapshot(uri);
    if (!isOurs(uri)) return;
    this.#parsed.forgetShown(uri);
    this.#held.delete(uri.toString());
    this.#scheduleStored(uri);
  }

  async #takeGathered(takes: readonly Take[]): Promise<void> {
    const takeAll = async (): Promise<void> => {
      for (const take of takes) await this.#attempt(take);
    };
    await (takes.length > MANY ? this.#inBulk(takeAll) : takeAll());
  }

  /** Takes what is stored, unless an editor shows the file: then its text counts. */
  async #takeStored(uri: Uri, how?: 'named'): Promise<void> {
    this.#parsed.forgetStored(uri);
    if (!isOurs(uri)) return;
    if (!(await this.#settle(uri, how))) {
      this.#forget(uri);
      return;
    }
    const stored = shownText(uri) ? undefined : await this.#parsed.readStored(uri);
    const document = shownText(uri);
    if (!document && shownDocument(uri)) this.#held.add(uri.toString());
    // A file that was deleted and is there again may have an editor all the while, whose text did not change.
    const file = document ? this.#parsed.parseShown(document) : stored;
    if (file && this.#isLoaded(uri)) this.#update(uri, file);
    else this.#forget(uri);
  }

  /** Settles which root a file belongs to, and takes it out of any other. False for one that is left out. */
  async #settle(uri: Uri, how?: 'named'): Promise<boolean> {
    const key = uri.toString();
    const before = this.scopeOf(key);
    const place = await (await this.#placement).settle(uri, how);
    if (this.scopeOf(key) !== before) this.#fire(new Set([...before.remove(key), key]));
    // What the scope was of while the file was alone.
    if (!this.#roots.has(uri)) this.#index.delete(key);
    if (place instanceof Uri) await this.#takeSnapshotsOf(place);
    return place !== 'left-out';
  }

  /** Decides anew which files of a workspace folder belong, and to which root. */
  async #decideAnew(folder: WorkspaceFolder): Promise<void> {
    const known = [...this.scopes().values()].flatMap((scope) => [...scope.files()]);
    const found = (await findFilesIn(folder)).map((uri) => uri.toString());
    const files = [...new Set([...known, ...found])]
      .map((file) => Uri.parse(file))
      .filter(
        (uri) =>
          isOurs(uri) &&
          workspace.getWorkspaceFolder(savedPlace(uri))?.uri.toString() === folder.uri.toString(),
      );
    for (const root of await (await this.#placement).decideAnew(folder, files))
      this.#fire(this.#index.delete(root.toString()).affected);
    await this.#inBulk(() =>
      inBatches(inKindOrder(files), READS_AT_ONCE, (uri) => this.#attempt(() => this.#takeMoved(uri))),
    );
    const before = new Set(known);
    const isNew = (file: string): boolean => !before.has(file) && this.scopeOf(file).get(file) !== undefined;
    this.#lookAgain(files.filter((uri) => isNew(uri.toString())));
  }

  /** Takes in a file whose root is another by now. */
  async #takeMoved(uri: Uri): Promise<void> {
    const key = uri.toString();
    if (!(await this.#settle(uri)) || !this.scopeOf(key).get(key)) await this.#takeStored(uri);
    else this.#fire(new Set([key]));
  }

  /** Takes what is stored where that is something else than what was read before; whom it concerns is looked at anew then. */
  async #takeChanged(uri: Uri): Promise<void> {
    if (!isOurs(uri)) return;
    const key = uri.toString();
    const isKnown = this.scopeOf(key).get(key) !== undefined;
    if (!isKnown || (await this.#parsed.isStoredAnew(uri))) await this.#takeStored(uri);
  }

  /**
   * Forgets a file that is gone, unless an editor holds unsaved text of it, or it is there again: VS Code may tell that a
   * folder was deleted after it told of the files of one that took its place.
   */
  #scheduleForget(uri: Uri): void {
    this.#queue.schedule(uri, async () => {
      if (shownDocument(uri)?.isDirty) return;
      if (await fileExists(uri)) await this.#takeStored(uri);
      else this.#forget(uri);
    });
  }

  #update(uri: Uri, file: PromptFile): void {
    const key = uri.toString();
    if (shownText(uri)) this.#held.delete(key);
    if (this.#bulks > 0) this.#index.load(key, file, uri.path);
    else this.#fire(this.#index.update(key, file, uri.path));
  }

  #forget(uri: Uri): void {
    this.#parsed.forgetStored(uri);
    this.#fire(this.#index.remove(uri.toString()));
  }

  #fire(files: ReadonlySet<string>): void {
    if (files.size > 0) this.#changed.fire(files);
  }
}

/** The prompt files that are stored in a workspace folder, whether they belong or not. */
async function findFilesIn(folder: WorkspaceFolder): Promise<Uri[]> {
  const pattern = new RelativePattern(folder, PROMPT_FILES_GLOB);
  const found = await workspace.findFiles(pattern, SKIPPED_FILES_GLOB);
  // Those of a folder within this one, which is a workspace folder too, are read with that one.
  const key = folder.uri.toString();
  return inKindOrder(found.filter((uri) => workspace.getWorkspaceFolder(uri)?.uri.toString() === key));
}

/** The document of a file whose text counts before what is stored. */
function shownText(uri: Uri): TextDocument | undefined {
  const document = shownDocument(uri);
  return document && !isHeldBack(document) ? document : undefined;
}
