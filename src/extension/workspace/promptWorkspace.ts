import { LRUCache } from 'lru-cache';
import {
  Disposable,
  EventEmitter,
  FileType,
  RelativePattern,
  Uri,
  workspace,
  type LogOutputChannel,
  type TextDocument,
  type WorkspaceFolder,
} from 'vscode';
import { CompiledCache } from '../../core/constraints/index.js';
import {
  fileTypeOf,
  KINDS_IN_ORDER,
  PROMPT_FILES_GLOB,
  SKIPPED_FILES_GLOB,
  SKIPPED_FOLDERS,
  type FileType as FileTypeOfOurs,
} from '../../core/documents/fileKinds.js';
import { parseWithin } from '../../core/documents/parseWithin.js';
import { parsePromptFile, type PromptFile } from '../../core/documents/promptFile.js';
import { unreadableFile } from '../../core/documents/unreadableFile.js';
import type { SourceText } from '../../core/text/sourceText.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import { summarise, withLastKnown } from '../../language/fileSummary.js';
import type { PromptFileReader } from '../../language/indexSources.js';
import { ScopeIndex } from '../../language/scopeIndex.js';
import type { Platform } from '../platform.js';
import { changesFileSize, maxFileBytes } from '../settings.js';
import { fileExists } from './fileExists.js';
import { inBatches } from './inBatches.js';
import {
  isPublishedFolder,
  isSnapshot,
  snapshotPattern,
  snapshotsIn,
  takeSnapshot,
} from './publishedFiles.js';
import { failure, isLonger, readWithin } from './readWithin.js';
import { shownDocument } from './shownDocument.js';
import { logError } from '../output/log.js';

/** How many files are read at once while the index is built. */
const READS_AT_ONCE = 32;
/** How many files that no editor shows stay parsed. */
const PARSED_FILES_KEPT = 64;
/** With more changes than this at once, all files are looked at anew: a branch was checked out. */
const MANY = 64;
/** File systems whose files belong to nobody's folder but are still worth previewing. */
const LOOSE_SCHEMES = new Set(['file', 'untitled', 'vscode-remote']);

/**
 * The prompt files of the workspace: what editors show, then what is stored. Each workspace folder is a scope of its
 * own, with the versions that are published in it; a file outside of all of them belongs to the scope of the folder it
 * lies in. Files go by their URI.
 */
export class PromptWorkspace implements PromptFileReader, Disposable {
  readonly #scopes = new Map<string, ScopeIndex>();
  readonly #shown = new Map<string, { version: number; file: PromptFile }>();
  readonly #stored = new LRUCache<string, PromptFile>({ max: PARSED_FILES_KEPT });
  readonly #changed = new EventEmitter<ReadonlySet<string>>();
  readonly #pending = new Map<string, () => Promise<void>>();
  readonly #watchers = new Map<string, Disposable>();
  readonly #subscriptions: Disposable;
  #loaded: Promise<void> | undefined;
  #flushing: Promise<void> = Promise.resolve();
  #scheduled = false;
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
    await this.#flush();
  }

  /** Takes in a file that a command names, without waiting until VS Code tells that it is there. */
  async include(uri: Uri): Promise<void> {
    await this.settled();
    const key = uri.toString();
    if (isSnapshot(uri)) await this.#takeSnapshot(uri);
    else if (isOurs(uri) && !this.scopeOf(key).get(key)) await this.#takeStored(uri);
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
    return (workspace.getWorkspaceFolder(uri)?.uri ?? Uri.joinPath(uri, '..')).toString();
  }

  /** All scopes that hold files, by their folder's URI. */
  scopes(): ReadonlyMap<string, ScopeIndex> {
    return this.#scopes;
  }

  async read(file: string): Promise<PromptFile | undefined> {
    const uri = Uri.parse(file);
    const document = shownDocument(uri);
    return document ? this.#parseShown(document) : (this.#stored.get(file) ?? this.#readStored(uri));
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
    await this.#flush();
  }

  async #loadFolder(folder: WorkspaceFolder): Promise<void> {
    this.#watch(folder);
    await inBatches(await snapshotsIn(folder), READS_AT_ONCE, (uri) =>
      this.#attempt(() => this.#takeSnapshot(uri)),
    );
    const pattern = new RelativePattern(folder, PROMPT_FILES_GLOB);
    const found = await workspace.findFiles(pattern, SKIPPED_FILES_GLOB);
    await inBatches(inOrder(found), READS_AT_ONCE, (uri) => this.#attempt(() => this.#takeStored(uri)));
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
    this.#shown.clear();
    for (const scope of this.#scopes.values()) {
      for (const file of scope.files()) {
        const uri = Uri.parse(file);
        this.#schedule(uri, () => this.#takeStored(uri));
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
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, PROMPT_FILES_GLOB));
    const take = (uri: Uri): void => {
      this.#schedule(uri, () => this.#takeStored(uri));
    };
    watcher.onDidCreate(take);
    watcher.onDidChange(take);
    watcher.onDidDelete((uri) => {
      this.#scheduleForget(uri);
    });
    const watchers = [watcher, this.#watchSnapshots(folder), this.#watchFolders(folder)];
    this.#watchers.set(folder.uri.toString(), Disposable.from(...watchers));
  }

  #watchSnapshots(folder: WorkspaceFolder): Disposable {
    const watcher = workspace.createFileSystemWatcher(snapshotPattern(folder));
    const take = (uri: Uri): void => {
      this.#scheduleSnapshot(uri);
    };
    watcher.onDidCreate(take);
    watcher.onDidChange(take);
    watcher.onDidDelete(take);
    return watcher;
  }

  #scheduleSnapshot(uri: Uri): void {
    this.#schedule(uri, () => this.#takeSnapshot(uri));
  }

  /** A folder that comes or goes, or is renamed, takes its files along, and VS Code may tell of the folder alone. */
  #watchFolders(folder: WorkspaceFolder): Disposable {
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, '**'), false, true, false);
    watcher.onDidCreate((uri) => {
      if (!fileTypeOf(uri.path) && !isSkipped(uri)) this.#takeFolder(uri).catch(() => undefined); // gone again
      if (isPublishedFolder(uri)) this.#takeSnapshotsIn(folder).catch(() => undefined);
    });
    watcher.onDidDelete((uri) => {
      if (isPublishedFolder(uri)) this.#takeSnapshotsIn(folder).catch(() => undefined);
      const below = `${uri.toString()}/`;
      const scope = this.scopeOf(uri.toString());
      for (const file of scope.files()) if (file.startsWith(below)) this.#scheduleForget(Uri.parse(file));
      for (const { file } of scope.published.files())
        if (file.startsWith(below)) this.#scheduleSnapshot(Uri.parse(file));
    });
    return watcher;
  }

  async #takeFolder(uri: Uri): Promise<void> {
    const { type } = await workspace.fs.stat(uri);
    if (type === FileType.Directory) await this.#takeFilesIn(uri);
  }

  async #takeFilesIn(folder: Uri): Promise<void> {
    for (const [name, type] of await workspace.fs.readDirectory(folder)) {
      const uri = Uri.joinPath(folder, name);
      if (type === FileType.Directory && !SKIPPED_FOLDERS.has(name)) await this.#takeFilesIn(uri);
      else if (fileTypeOf(name)) this.#schedule(uri, () => this.#takeStored(uri));
    }
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
    this.#schedule(uri, () => {
      const file = document.isClosed ? undefined : this.#parseShown(document);
      if (file) this.#update(uri, file);
      return Promise.resolve();
    });
  }

  #releaseDocument({ uri }: TextDocument): void {
    if (isSnapshot(uri)) this.#scheduleSnapshot(uri);
    if (!isOurs(uri)) return;
    this.#shown.delete(uri.toString());
    this.#schedule(uri, () => this.#takeStored(uri));
  }

  /** Changes to one file between two flushes come to one: the last. */
  #schedule(uri: Uri, take: () => Promise<void>): void {
    this.#pending.set(uri.toString(), take);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => void this.#flush(), 0);
  }

  #flush(): Promise<void> {
    this.#flushing = this.#flushing.then(async () => {
      this.#scheduled = false;
      const takes = [...this.#pending.values()];
      this.#pending.clear();
      const takeAll = async (): Promise<void> => {
        for (const take of takes) await this.#attempt(take);
      };
      await (takes.length > MANY ? this.#inBulk(takeAll) : takeAll());
    });
    return this.#flushing;
  }

  /** Takes what is stored, unless an editor shows the file: then its text counts. */
  async #takeStored(uri: Uri): Promise<void> {
    this.#stored.delete(uri.toString());
    if (!isOurs(uri)) return;
    const stored = shownDocument(uri) ? undefined : await this.#readStored(uri);
    const document = shownDocument(uri);
    // A file that was deleted and is there again may have an editor all the while, whose text did not change.
    const file = document ? this.#parseShown(document) : stored;
    if (file) this.#update(uri, file);
    else this.#forget(uri);
  }

  /**
   * Forgets a file that is gone, unless an editor holds unsaved text of it, or it is there again: VS Code may tell that a
   * folder was deleted after it told of the files of one that took its place.
   */
  #scheduleForget(uri: Uri): void {
    this.#schedule(uri, async () => {
      if (shownDocument(uri)?.isDirty) return;
      if (await fileExists(uri)) await this.#takeStored(uri);
      else this.#forget(uri);
    });
  }

  #update(uri: Uri, file: PromptFile): void {
    const key = uri.toString();
    const scope = this.scopeOf(key);
    const summary = summarise(key, file, this.cache, uri.path);
    const known = withLastKnown(summary, scope.get(key));
    if (this.#bulks > 0) scope.load(known);
    else this.#fire(scope.update(known));
  }

  #forget(uri: Uri): void {
    const key = uri.toString();
    this.#stored.delete(key);
    this.#fire(new Set([...this.scopeOf(key).remove(key), key]));
  }

  #fire(files: ReadonlySet<string>): void {
    if (files.size > 0) this.#changed.fire(files);
  }

  #parseShown(document: TextDocument): PromptFile | undefined {
    const key = document.uri.toString();
    const known = this.#shown.get(key);
    if (known?.version === document.version) return known.file;
    const type = fileTypeOf(document.uri.path);
    if (!type) return undefined;
    const file = this.#guarded(type, document.uri, () => parseDocument(type, document));
    this.#shown.set(key, { version: document.version, file });
    return file;
  }

  async #readStored(uri: Uri): Promise<PromptFile | undefined> {
    const type = fileTypeOf(uri.path);
    if (!type) return undefined;
    const stored = await readWithin(uri, maxFileBytes(uri));
    if (!stored) return undefined;
    const { bytes, reason } = stored;
    const file = reason
      ? unreadableFile(type, reason)
      : this.#guarded(type, uri, () => parsePromptFile(type, decodeUtf8(bytes)));
    this.#stored.set(uri.toString(), file);
    return file;
  }

  /** What is wrong with one file, were it a fault of ours, ends nothing but itself. */
  #guarded(type: FileTypeOfOurs, uri: Uri, parse: () => PromptFile): PromptFile {
    try {
      return parse();
    } catch (error) {
      logError(this.log, error, `${uri.toString()} could not be read.`);
      return unreadableFile(type, failure(error));
    }
  }
}

function parseDocument(type: FileTypeOfOurs, document: TextDocument): PromptFile {
  const limit = maxFileBytes(document.uri);
  return isLonger(document, limit)
    ? unreadableFile(type, { kind: 'too-large', limit })
    : parseWithin(type, document.getText(), limit);
}

/** Each kind speaks of those before it: so none has to be looked at again. */
function inOrder(found: readonly Uri[]): Uri[] {
  return KINDS_IN_ORDER.flatMap((kind) => found.filter(({ path }) => fileTypeOf(path)?.kind === kind));
}

function isOurs(uri: Uri): boolean {
  if (!fileTypeOf(uri.path) || (!workspace.getWorkspaceFolder(uri) && !LOOSE_SCHEMES.has(uri.scheme)))
    return false;
  return !isSkipped(uri);
}

function isSkipped(uri: Uri): boolean {
  const path = uri.path.slice(workspace.getWorkspaceFolder(uri)?.uri.path.length ?? 0);
  return path.split('/').some((name) => SKIPPED_FOLDERS.has(name));
}
