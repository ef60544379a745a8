import { Disposable, Uri, window, workspace, type LogOutputChannel, type WorkspaceFolder } from 'vscode';
import type { PromptFile } from '../../core/documents/promptFile.js';
import type { SourceText } from '../../core/text/sourceText.js';
import {
  type FallbackTemplate,
  type FolderConfiguration,
  isConfigurationFile,
  PromptIndex,
  type PromptFileReader,
  type ScopeIndex,
} from '../../language/index.js';
import type { Placement } from '../belonging/index.js';
import { ChangeQueue } from './changeQueue.js';
import { Changes } from './changes.js';
import { EditorFiles } from './editorFiles.js';
import { FolderSettings } from './folderSettings.js';
import { Folders } from './folders.js';
import { inBatches } from './inBatches.js';
import { indexRoots } from './indexRoots.js';
import { LooseFiles } from './looseFiles.js';
import { LooseFolders } from './looseFolders.js';
import { isInTab } from './openTabs.js';
import { isOurs } from './ownFiles.js';
import { ParsedFiles } from './parsedFiles.js';
import type { Platform } from './platform.js';
import { Precedence } from './precedence.js';
import { isSnapshot } from './publishedFiles.js';
import { Roots } from './roots.js';
import { isInWorkspace } from './savedPlace.js';
import { changesFileSize, changesRun } from './settings.js';
import { Snapshots } from './snapshots.js';
import { StoredFiles } from './storedFiles.js';
import type { CacheServices } from './workspaceCache.js';
import { attempt, type WorkspaceParts, type WorkspacePlatform } from './workspaceParts.js';

/** How many files that a command uses are read at once. */
const READS_AT_ONCE = 32;

/**
 * The prompt files of the workspace: what editors show, then what is stored. Each workspace folder is a scope of its
 * own, with the versions that are published in it; a file outside of all of them belongs to the scope of the folder it
 * lies in. Files go by their URI.
 */
export class PromptWorkspace implements PromptFileReader, Disposable {
  /** The settings that hold for files. */
  readonly settings = new FolderSettings();
  /** What the reading of all files waits for. */
  readonly precedence = new Precedence();
  readonly #parts: WorkspaceParts;
  readonly #snapshots: Snapshots;
  readonly #stored: StoredFiles;
  readonly #editors: EditorFiles;
  readonly #folders: Folders;
  readonly #loose: LooseFiles;
  readonly #subscriptions: Disposable;
  #loaded: Promise<void> | undefined;
  #isWhole = false;
  #opening: Promise<void> | undefined;

  /** Files, and published versions, as other files are told of them: without what is held back. */
  readonly told = {
    read: (file: string): Promise<PromptFile | undefined> =>
      this.#readElsewhere(file) ?? this.#parts.parsed.readTold(file),
    sourced: async (file: string): Promise<{ readonly source: SourceText } | undefined> =>
      this.#sourcedBeside(file) ?? this.#parts.parsed.readTold(file),
  };

  constructor(log: LogOutputChannel, platform: WorkspacePlatform) {
    const roots = new Roots();
    const loose = new LooseFolders(roots);
    const changes = new Changes();
    const maxFileBytes = (file: Uri): number =>
      roots.configurationFor(file)?.configuration.maxFileBytes ?? this.settings.of(file).maxFileBytes;
    const queue = new ChangeQueue(
      (takeAll) => this.#inBulk(takeAll),
      (take) => attempt(log, take),
    );
    this.#parts = {
      log,
      platform,
      roots,
      loose,
      index: new PromptIndex(indexRoots(roots, (root) => loose.isListed(root))),
      parsed: new ParsedFiles(log, maxFileBytes, platform),
      maxFileBytes,
      placement: this.#makePlacement(roots, platform),
      queue,
      changes,
      precedence: this.precedence,
      held: new Set(),
    };
    this.#snapshots = new Snapshots(this.#parts);
    this.#stored = new StoredFiles(this.#parts, this.#snapshots);
    this.#editors = new EditorFiles(this.#parts, this.#stored, this.#snapshots);
    this.#folders = new Folders(this.#parts, this.#stored, this.#snapshots);
    this.#loose = new LooseFiles(this.#parts, this.#stored, this.#snapshots, this.#folders);
    this.#subscriptions = this.#subscribe();
  }

  /** Fires with the files whose findings may have changed. */
  get onDidChange(): Changes['event'] {
    return this.#parts.changes.event;
  }

  /** What answers references that nothing here does; it changes by `answer`. */
  get fallback(): PromptIndex['fallback'] {
    return this.#parts.index.fallback;
  }

  /** Compiled constraints of the files. */
  get cache(): PromptIndex['cache'] {
    return this.#parts.index.cache;
  }

  /** Whether the index was built: before, there may be more of everything. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Takes what is known from one window to the next for the first load, which is to come after this. */
  useCache(
    open: NonNullable<Platform['openCache']>,
    services: Pick<CacheServices, 'isChecked' | 'language' | 'onDidCheck'>,
  ): void {
    const { changes, index, log, maxFileBytes, roots } = this.#parts;
    this.#opening = attempt(log, async () => {
      this.#parts.cache = await open({
        ...services,
        log,
        index,
        roots,
        maxFileBytes,
        isChecked: () => changes.isQuiet() && services.isChecked(),
      });
    });
  }

  /** True for a bundle that was loaded with what it brings about, unless something was told of it since. */
  isChecked(bundle: string): boolean {
    return this.#parts.changes.isChecked(bundle);
  }

  /** Builds the index, once; later calls wait for the first. */
  load(): Promise<void> {
    this.#loaded ??= this.#loadAll();
    return this.#loaded;
  }

  /**
   * Settles when everything that has happened so far is in the index, and what lies beside those of some files that are
   * outside of the workspace.
   */
  async settled(files: readonly Uri[] = []): Promise<void> {
    await this.load();
    for (const file of files) this.#loose.schedule(file);
    await this.#parts.queue.flush();
  }

  /** Takes in a file that a command names, without waiting until VS Code tells that it is there. */
  async include(uri: Uri): Promise<void> {
    await this.settled([uri]);
    const key = uri.toString();
    if (isSnapshot(uri, this.#parts.roots)) await this.#snapshots.take(uri);
    else if (isOurs(uri) && !this.scopeOf(key).get(key)) {
      await this.#stored.take(uri, 'named');
      this.#stored.lookAgain([uri]);
    }
  }

  /** Takes in some files at once, before the index is whole. */
  async takeAhead(files: readonly Uri[]): Promise<void> {
    await inBatches(files, READS_AT_ONCE, (uri) => attempt(this.#parts.log, () => this.#stored.take(uri)));
  }

  /** Takes in what is stored of files at this moment, for a command that uses them: VS Code tells of it somewhat later. */
  async includeCurrent(files: Iterable<string>): Promise<void> {
    const uris = [...new Set(files)].map((file) => Uri.parse(file));
    for (const uri of uris) this.#loose.schedule(uri, 'anew');
    await this.settled();
    const { log } = this.#parts;
    await this.#inBulk(() =>
      inBatches(uris, READS_AT_ONCE, (uri) => attempt(log, () => this.#stored.takeChanged(uri))),
    );
  }

  /** Takes in all that is stored at this moment: of what changes on some network drives, VS Code does not tell. */
  async refresh(): Promise<void> {
    await this.load();
    for (const folder of workspace.workspaceFolders ?? [])
      // By a name of its own: a look at what belongs, which reads less, may not take its place.
      this.#parts.queue.schedule(
        folder.uri.with({ fragment: 'refresh' }),
        () => this.#folders.refresh(folder),
        { isAlone: true },
      );
    this.#takeShown();
    await this.#parts.queue.flush();
  }

  /** Takes in what is published in a folder at this moment. */
  async includeSnapshots(folder: Uri): Promise<void> {
    await this.settled();
    await this.#snapshots.takeAllOf(folder);
  }

  /** Keeps what is parsed of files that no editor shows, for who looks at many of them. Gives what ends it. */
  keepParsed(): () => void {
    return this.#parts.parsed.keep();
  }

  /** The scope a file belongs to. */
  scopeOf(file: string): ScopeIndex {
    return this.#parts.index.of(file);
  }

  /** The configuration of a folder, by the key of its file. */
  configurationAt(file: string): FolderConfiguration | undefined {
    return isConfigurationFile(file) ? this.#parts.roots.configurations().get(file) : undefined;
  }

  /** What holds in a root; `undefined` where it is written down nowhere. */
  configurationOf(root: Uri): FolderConfiguration | undefined {
    return this.#parts.roots.configurationOf(root);
  }

  /** How long a file may be, in bytes. */
  maxFileBytes(file: Uri): number {
    return this.#parts.maxFileBytes(file);
  }

  /** The folder that a file's scope stands for, as a URI. */
  scopeKey(uri: Uri): string {
    return this.#parts.roots.rootOf(uri).toString();
  }

  /** All scopes that hold files, by their folder's URI. */
  scopes(): ReadonlyMap<string, ScopeIndex> {
    return this.#parts.index.all();
  }

  /** Whether problems of a file are shown: of one outside of the workspace, or one that is left out, while an editor shows it. */
  isReported(uri: Uri): boolean {
    return (isInWorkspace(uri) && !this.#parts.roots.isAlone(uri)) || isInTab(uri);
  }

  /** The files of a scope whose text in an editor is not in the index yet: it is told to no other file before it is saved. */
  heldBack(scope: ScopeIndex): readonly string[] {
    return this.#editors.heldBack(scope);
  }

  read(file: string): Promise<PromptFile | undefined> {
    return this.#readElsewhere(file) ?? this.#parts.parsed.read(file);
  }

  /** What holds the text of a file, or of a published version. */
  async sourced(file: string): Promise<{ readonly source: SourceText } | undefined> {
    return this.#sourcedBeside(file) ?? this.read(file);
  }

  /** Takes in what a registry answers for references that nothing here does, by `id@semver`. */
  answer(answers: ReadonlyMap<string, FallbackTemplate | undefined>): void {
    const { changes, index } = this.#parts;
    changes.tell(index.answer(answers));
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #makePlacement(roots: Roots, platform: WorkspacePlatform): Promise<Placement> {
    return import('../belonging/index.js').then(
      ({ Placement }) =>
        new Placement(roots, platform, {
          decide: (folder) => {
            const decide = (): Promise<void> => this.#folders.decideAnew(folder);
            this.#parts.queue.schedule(folder.uri, decide, { isAlone: true, mayBeOneOfMany: true });
          },
          take: (file) => {
            this.#stored.schedule(file);
          },
        }),
    );
  }

  #subscribe(): Disposable {
    const { changes, loose, placement, queue, roots } = this.#parts;
    return Disposable.from(
      changes,
      loose,
      queue,
      roots,
      this.settings,
      this.#editors,
      this.#folders,
      new Disposable(() => {
        this.#parts.cache?.dispose();
        void placement.then((made) => {
          made.dispose();
        });
      }),
      window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
        this.#loose.follow(opened, closed);
      }),
      workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const folder of removed) this.#folders.stopWatching(folder);
        this.#loose.dropUnused();
        this.#folders.handOver();
        this.#takeShown();
        if (this.#loaded) this.#loaded = this.#loaded.then(() => this.#loadMore(added));
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (changesFileSize(event)) this.#folders.takeAll();
        if (changesRun(event)) this.#editors.takeUnsaved();
      }),
    );
  }

  async #loadAll(): Promise<void> {
    const letGo = this.keepParsed();
    await this.#opening;
    await this.#stored.loadFirst(() => this.#folders.load(workspace.workspaceFolders ?? [], 'first'));
    letGo();
    await this.#takeInShown();
    this.#isWhole = true;
  }

  async #loadMore(added: readonly WorkspaceFolder[]): Promise<void> {
    await this.#inBulk(() => this.#folders.load(added));
    await this.#takeInShown();
  }

  /** Does what takes in many files: whom it concerns is told once it is done, and what was parsed is still there then. */
  async #inBulk(work: () => Promise<void>): Promise<void> {
    const letGo = this.keepParsed();
    try {
      await this.#parts.changes.together(work);
    } finally {
      letGo();
    }
  }

  async #takeInShown(): Promise<void> {
    this.#takeShown();
    await this.#parts.queue.flush();
  }

  /** Takes in what editors show by now. */
  #takeShown(): void {
    this.#loose.takeAll();
    this.#editors.takeAll();
  }

  /** A template of a registry as it was answered with: an editor that shows it shows the same. */
  #readElsewhere(file: string): Promise<PromptFile> | undefined {
    const parsed = this.fallback.at(file)?.parsed;
    return parsed && Promise.resolve(parsed);
  }

  /** What is in no prompt file of ours: a published version, or a template of a registry. */
  #sourcedBeside(file: string): { readonly source: SourceText } | undefined {
    return this.fallback.at(file)?.parsed ?? this.scopeOf(file).record(file) ?? this.configurationAt(file);
  }
}
