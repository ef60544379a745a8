import { pathToFileURL } from 'node:url';
import path from 'node:path';
import type { PromptLanguage } from '../../language/index.js';
import { folderLanguage } from '../../node/folder/folderLanguage.js';
import { listFiles, type Listing } from '../../node/folder/listFiles.js';
import { PromptFolder, type FileOptions } from '../../node/folder/promptFolder.js';
import { listingText, seeFolder } from '../cache/seenFolder.js';
import { FolderWatchers } from '../watch/folderWatchers.js';
import { watchedFolders } from '../watch/watchedFolders.js';

/** A root of the folder that is served. */
export interface ServedRoot {
  readonly folder: PromptFolder;
  readonly language: PromptLanguage;
}

/** A folder as it was read last. */
export interface FolderState {
  /** The root itself, and those below it. */
  readonly roots: readonly ServedRoot[];
  /** By what is served under them: what each file says, as far as that is seen from outside. */
  readonly stamps: ReadonlyMap<string, ServedFile>;
}

/** A file that is served. */
export interface ServedFile {
  /** Its path from the root that is served, with `/` between. */
  readonly file: string;
  readonly root: ServedRoot;
  /** Another whenever the file may say something else. */
  readonly stamp: string;
}

/** How long changes are gathered before the files are looked at, in milliseconds: editors save in several steps. */
const GATHERED_FOR = 100;

/** The files below a root, read again whenever they have changed: before each request, and when a folder says so. */
export class ServedFolder {
  readonly #watchers: FolderWatchers;
  #seen = '';
  #state: FolderState | undefined;
  /** What is looked at now, and what will be looked at next. */
  #looking: Promise<FolderState> | undefined;
  #waiting: Promise<FolderState> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  /** `changed` is told what there is now and was before; `refused` why a folder is not watched. */
  constructor(
    readonly root: string,
    private readonly options: FileOptions,
    private readonly now: () => Date,
    private readonly told: {
      readonly changed: (now: FolderState, before: FolderState) => void;
      readonly refused: (folder: string, error: unknown) => void;
      readonly failed: (error: unknown) => void;
    },
  ) {
    this.#watchers = new FolderWatchers(() => {
      if (this.#isClosed) return;
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.state().catch(told.failed);
      }, GATHERED_FOR);
    }, told.refused);
  }

  /** The files as they are now: looked at after this was asked, once for all who ask meanwhile. */
  async state(): Promise<FolderState> {
    this.#waiting ??= this.#afterThat(this.#looking);
    return this.#waiting;
  }

  async #afterThat(looking: Promise<unknown> | undefined): Promise<FolderState> {
    // Why that failed is told to those who asked then.
    await looking?.catch(() => undefined);
    this.#looking = this.#waiting;
    this.#waiting = undefined;
    return this.#look();
  }

  /** The URI of a file, by its path from the root. */
  uriOf(file: string): string {
    return pathToFileURL(path.join(this.root, file)).href;
  }

  /** Watches nothing any more. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#watchers.set([]);
  }

  async #look(): Promise<FolderState> {
    const listing = await this.#list();
    const files = seeFolder(this.root, listing);
    const seen = listingText(files, () => true);
    const before = this.#state;
    if (before && seen === this.#seen) return before;
    const state = this.#read(
      listing,
      new Map(files.map(({ file, about, stamp }) => [file, `${about} ${stamp.text}`])),
    );
    this.#seen = seen;
    this.#state = state;
    if (before) this.told.changed(state, before);
    return state;
  }

  #read(listing: Listing, stampOf: ReadonlyMap<string, string>): FolderState {
    const top = new PromptFolder(this.root, this.options, { listing });
    const folders = [top, ...top.rootsBelow().map((home) => top.below(home))];
    const roots = folders.map((folder) => ({ folder, language: folderLanguage(folder, { now: this.now }) }));
    const stamps = new Map<string, ServedFile>();
    for (const root of roots) {
      const { scope } = root.folder;
      const published = scope.published.files().map(({ file }) => file);
      for (const file of [...[...scope.files()].sort(), ...published])
        stamps.set(this.uriOf(file), { file, root, stamp: stampOf.get(file) ?? '' });
    }
    return { roots, stamps };
  }

  /** Lists the files once all folders that they are in are watched, so that no change is missed from then on. */
  async #list(): Promise<Listing> {
    for (;;) {
      const listing = await listFiles(this.root, this.options);
      if (this.#isClosed || !this.#watchers.set(watchedFolders(this.root, listing.folders))) return listing;
    }
  }
}
