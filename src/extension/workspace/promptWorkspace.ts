import {
  Disposable,
  EventEmitter,
  RelativePattern,
  Uri,
  workspace,
  type LogOutputChannel,
  type TextDocument,
  type WorkspaceFolder,
} from 'vscode';
import { CompiledCache } from '../../core/constraints/index.js';
import { PROMPT_FILES_GLOB, SKIPPED_FILES_GLOB } from '../../core/documents/fileKinds.js';
import type { PromptFile } from '../../core/documents/promptFile.js';
import type { SourceText } from '../../core/text/sourceText.js';
import { summarise, withLastKnown } from '../../language/fileSummary.js';
import type { PromptFileReader } from '../../language/indexSources.js';
import { ScopeIndex } from '../../language/scopeIndex.js';
import { logError } from '../output/log.js';
import type { Platform } from '../platform.js';
import { changesFileSize } from '../settings.js';
import { ChangeQueue, type Take } from './changeQueue.js';
import { fileExists } from './fileExists.js';
import { inBatches } from './inBatches.js';
import { inKindOrder, isOurs } from './ownFiles.js';
import { ParsedFiles } from './parsedFiles.js';
import { isSnapshot, snapshotsIn, takeSnapshot } from './publishedFiles.js';
import { Roots } from './roots.js';
import { shownDocument } from './shownDocument.js';
import { watchFolder } from './watchFolder.js';

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
  readonly #scopes = new Map<string, ScopeIndex>();
  /** The scope that each file was taken into, by its key: it has another as soon as roots come or go. */
  readonly #homes = new Map<string, string>();
  readonly #changed = new EventEmitter<ReadonlySet<string>>();
  readonly #parsed: ParsedFiles;
  readonly #queue = new ChangeQueue((takes) => this.#takeGathered(takes));
  readonly #watchers = new Map<string, Disposable>();
  readonly #subscriptions: Disposable;
  #loaded: Promise<void> | undefined;
  /** How many folders, or heaps of changes, are being taken in. */
  #bulks = 0;

  /** Compiled constraints of the files. */
  readonly cache = new CompiledCache();
  /** Fires with the files whose findings may have changed. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly log: LogOutputChannel,
    private readonly platform: Pick<Platform, 'loadSha256'>,
  ) {
    this.#parsed = new ParsedFiles(log);
    this.#subscriptions = Disposable.from(
      this.#changed,
      workspace.onDidOpenTextDocument((document) => {
        this.#takeDocument(document);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        this.#takeDocument(document);
      }),
      workspace.onDidCloseTextDocument((document) => {
        this.#releaseDocument(document);
      }),
      workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        removed.forEach((folder) => {
          this.#removeFolder(folder);
        });
        if (this.#loaded) this.#loaded = this.#loaded.then(() => this.#loadFolders(added));
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (changesFileSize(event)) this.#takeAll();
      }),
    );
  }

  /** Builds the index, once; later calls wait for the first. */
  load(): Promise<void> {
    this.#loaded ??= this.#loadFolders(workspace.workspaceFolders ?? []);
    return this.#loaded;
  }

  /** Settles when everything that has happened so far is in the index. */
  async settled(): Promise<void> {
    await this.load();
    await this.#queue.flush();
  }

  /** Takes in a file that a command names, without waiting until VS Code tells that it is there. */
  async include(uri: Uri): Promise<void> {
    await this.settled();
    const key = uri.toString();
    if (isSnapshot(uri)) await this.#takeSnapshot(uri);
    else if (isOurs(uri) && !this.scopeOf(key).get(key)) await this.#takeStored(uri);
  }

  /** Takes in what is stored of files at this moment, for a command that uses them: VS Code tells of it somewhat later. */
  async includeCurrent(files: Iterable<string>): Promise<void> {
    await this.settled();
    await inBatches([...new Set(files)], READS_AT_ONCE, (file) =>
      this.#attempt(() => this.#takeChanged(Uri.parse(file))),
    );
  }

  /** Takes in what is published in a folder at this moment. */
  async includeSnapshots(folder: Uri): Promise<void> {
    await this.settled();
    const workspaceFolder = workspace.getWorkspaceFolder(folder);
    if (!workspaceFolder) return;
    const { published } = this.scopeOf(Uri.joinPath(folder, '-').toString());
    const known = published.files().map(({ file }) => file);
    const stored = (await snapshotsIn(workspaceFolder)).map((uri) => uri.toString());
    for (const file of new Set([...known, ...stored])) await this.#takeSnapshot(Uri.parse(file));
  }

  /** The scope a file belongs to. */
  scopeOf(file: string): ScopeIndex {
    const key = this.scopeKey(Uri.parse(file));
    const known = this.#scopes.get(key);
    if (known) return known;
    const scope = new ScopeIndex((one) => workspace.asRelativePath(Uri.parse(one), false));
    this.#scopes.set(key, scope);
    return scope;
  }

  /** The folder that a file's scope stands for, as a URI. */
  scopeKey(uri: Uri): string {
    return this.#roots.rootOf(uri).toString();
  }

  /** All scopes that hold files, by their folder's URI. */
  scopes(): ReadonlyMap<string, ScopeIndex> {
    return this.#scopes;
  }

  read(file: string): Promise<PromptFile | undefined> {
    return this.#parsed.read(file);
  }

  /** What holds the text of a file, or of a published version. */
  async sourced(file: string): Promise<{ readonly source: SourceText } | undefined> {
    return this.scopeOf(file).published.get(file) ?? this.read(file);
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const watcher of this.#watchers.values()) watcher.dispose();
  }

  async #loadFolders(folders: readonly WorkspaceFolder[]): Promise<void> {
    await this.#inBulk(async () => {
      for (const folder of folders) await this.#attempt(() => this.#loadFolder(folder));
    });
    workspace.textDocuments.forEach((document) => {
      this.#takeDocument(document);
    });
    await this.#queue.flush();
  }

  async #loadFolder(folder: WorkspaceFolder): Promise<void> {
    this.#watch(folder);
    await inBatches(await snapshotsIn(folder), READS_AT_ONCE, (uri) =>
      this.#attempt(() => this.#takeSnapshot(uri)),
    );
    const pattern = new RelativePattern(folder, PROMPT_FILES_GLOB);
    const found = await workspace.findFiles(pattern, SKIPPED_FILES_GLOB);
    await inBatches(inKindOrder(found), READS_AT_ONCE, (uri) => this.#attempt(() => this.#takeStored(uri)));
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
    for (const scope of this.#scopes.values()) {
      for (const file of scope.files()) {
        const uri = Uri.parse(file);
        this.#queue.schedule(uri, () => this.#takeStored(uri));
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
      this.#fire(new Set([...this.#scopes.values()].flatMap((scope) => [...scope.files()])));
    }
  }

  #watch(folder: WorkspaceFolder): void {
    const watcher = watchFolder(folder, {
      take: (file) => {
        this.#queue.schedule(file, () => this.#takeStored(file));
      },
      forget: (file) => {
        this.#scheduleForget(file);
      },
      takeSnapshot: (file) => {
        this.#scheduleSnapshot(file);
      },
      takeSnapshots: () => {
        this.#takeSnapshotsIn(folder).catch(() => undefined);
      },
      forgetBelow: (gone) => {
        this.#forgetBelow(gone);
      },
    });
    this.#watchers.set(folder.uri.toString(), watcher);
  }

  #forgetBelow(folder: Uri): void {
    const below = `${folder.toString()}/`;
    const scope = this.scopeOf(folder.toString());
    for (const file of scope.files()) if (file.startsWith(below)) this.#scheduleForget(Uri.parse(file));
    for (const { file } of scope.published.files())
      if (file.startsWith(below)) this.#scheduleSnapshot(Uri.parse(file));
  }

  #scheduleSnapshot(uri: Uri): void {
    this.#queue.schedule(uri, () => this.#takeSnapshot(uri));
  }

  async #takeSnapshot(uri: Uri): Promise<void> {
    this.#fire(await takeSnapshot(uri, this.scopeOf(uri.toString()), await this.platform.loadSha256()));
  }

  async #takeSnapshotsIn(folder: WorkspaceFolder): Promise<void> {
    for (const uri of await snapshotsIn(folder)) this.#scheduleSnapshot(uri);
  }

  #removeFolder(folder: WorkspaceFolder): void {
    const key = folder.uri.toString();
    this.#watchers.get(key)?.dispose();
    this.#watchers.delete(key);
    const files = [...(this.#scopes.get(key)?.files() ?? [])];
    this.#scopes.delete(key);
    this.#fire(new Set(files));
    workspace.textDocuments.forEach((document) => {
      this.#takeDocument(document);
    });
  }

  #takeDocument(document: TextDocument): void {
    const { uri } = document;
    if (isSnapshot(uri)) this.#scheduleSnapshot(uri);
    if (!isOurs(uri)) return;
    this.#queue.schedule(uri, () => {
      const file = document.isClosed ? undefined : this.#parsed.parseShown(document);
      if (file) this.#update(uri, file);
      return Promise.resolve();
    });
  }

  #releaseDocument({ uri }: TextDocument): void {
    if (isSnapshot(uri)) this.#scheduleSnapshot(uri);
    if (!isOurs(uri)) return;
    this.#parsed.forgetShown(uri);
    this.#queue.schedule(uri, () => this.#takeStored(uri));
  }

  async #takeGathered(takes: readonly Take[]): Promise<void> {
    const takeAll = async (): Promise<void> => {
      for (const take of takes) await this.#attempt(take);
    };
    await (takes.length > MANY ? this.#inBulk(takeAll) : takeAll());
  }

  /** Takes what is stored, unless an editor shows the file: then its text counts. */
  async #takeStored(uri: Uri): Promise<void> {
    this.#parsed.forgetStored(uri);
    if (!isOurs(uri)) return;
    const stored = shownDocument(uri) ? undefined : await this.#parsed.readStored(uri);
    const document = shownDocument(uri);
    // A file that was deleted and is there again may have an editor all the while, whose text did not change.
    const file = document ? this.#parsed.parseShown(document) : stored;
    if (file) this.#update(uri, file);
    else this.#forget(uri);
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
    const scope = this.#moveIn(key);
    const summary = summarise(key, file, this.cache, uri.path);
    const known = withLastKnown(summary, scope.get(key));
    if (this.#bulks > 0) scope.load(known);
    else this.#fire(scope.update(known));
  }

  #forget(uri: Uri): void {
    const key = uri.toString();
    this.#parsed.forgetStored(uri);
    this.#fire(new Set([...this.#leave(key), key]));
  }

  /** The scope that a file belongs to; it leaves the one that it was in before. */
  #moveIn(file: string): ScopeIndex {
    const home = this.scopeKey(Uri.parse(file));
    if (this.#homes.get(file) !== home) this.#fire(new Set(this.#leave(file)));
    this.#homes.set(file, home);
    return this.scopeOf(file);
  }

  /** Takes a file out of its scope. Gives the files whose findings may have changed by it. */
  #leave(file: string): ReadonlySet<string> {
    const home = this.#homes.get(file);
    this.#homes.delete(file);
    return (home === undefined ? undefined : this.#scopes.get(home))?.remove(file) ?? new Set();
  }

  #fire(files: ReadonlySet<string>): void {
    if (files.size > 0) this.#changed.fire(files);
  }
}
