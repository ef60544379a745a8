import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileTypeOf, KINDS_IN_ORDER } from '../../core/documents/fileKinds.js';
import { DEFAULT_MAX_FILE_BYTES } from '../../core/documents/fileSizes.js';
import { parsePromptFile, type PromptFile } from '../../core/documents/promptFile.js';
import { unreadableFile, unreadableFinding } from '../../core/documents/unreadableFile.js';
import { SourceText } from '../../core/text/sourceText.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import {
  aloneText,
  type BaselineFile,
  allSnapshotFindings,
  PromptIndex,
  type FolderConfiguration,
  type FoundIn,
  type LabelFile,
  type LanguageFiles,
  type LeftOut,
  type ScopeIndex,
} from '../../language/index.js';
import { readBounded, type BoundedRead } from '../readBounded.js';
import {
  configurationIn,
  heldConfigurations,
  listFiles,
  placeOf,
  type ClosedFolder,
  type ListedFile,
  type Listing,
  type ListOptions,
} from './listFiles.js';
import { readPublished } from './publishedFolder.js';

/** Is told how far reading is, and what comes next: `doing` is what is done with files, such as `Reading`. */
export interface ReadingProgress {
  /** So many of all are done. */
  step(doing: string, done: number, all: number): void;
  phase(doing: string, all: number): void;
  /** Nothing more is told: something else is printed. */
  end(): void;
}

/** Which files below a root are read, and how long they may be. */
export interface FileOptions extends ListOptions {
  /** Files over it are not read; they, and all else that cannot be, have a finding that says so. */
  readonly maxFileBytes?: number;
  /** Is told how far reading is. */
  readonly progress?: ReadingProgress | undefined;
}

/** Is told what was read of a file. */
export type NoteRead = (file: string, read: BoundedRead) => void;

/** The files of one root and its published versions, read once. Files go by their path from the root that was listed, with `/` between. */
export class PromptFolder implements LanguageFiles {
  readonly scope: ScopeIndex;
  /** The root whose files these are, from the one that was listed. */
  readonly home: string;
  readonly #index: PromptIndex;
  readonly #files = new Map<string, PromptFile>();
  /** Folders that cannot be listed. */
  readonly #folders: ReadonlyMap<string, FoundIn>;
  readonly #listing: Listing;
  readonly #buffers: Buffers | undefined;
  /** What holds here; `undefined` where it is written down nowhere. */
  readonly configuration: FolderConfiguration | undefined;

  /**
   * `home` is the root whose files these are, of all that are listed: empty, or a folder below that is a root of its own.
   * `alone` is why the listed are one file that is left out.
   */
  constructor(
    readonly root: string,
    readonly options: FileOptions,
    { listing, home = '', alone, note, buffers }: Part,
  ) {
    const { entries } = listing;
    this.#listing = listing;
    this.#buffers = buffers;
    this.home = home;
    this.configuration = configurationIn(listing, home);
    this.#index = new PromptIndex({
      rootOf: () => home,
      alone: () => alone && aloneText(alone),
      configuration: () => this.configuration,
    });
    this.scope = this.#index.of(home);
    const files = entries.filter(
      (entry): entry is ListedFile => entry.type !== undefined && entry.home === home,
    );
    this.#folders = home === '' ? closedFolders(entries) : new Map();
    // Each kind speaks of those before it: so none has to be looked at again.
    let done = 0;
    for (const kind of KINDS_IN_ORDER)
      for (const entry of files)
        if (entry.type.kind === kind) {
          options.progress?.step('Reading', ++done, files.length);
          const text = buffers?.get(entry.file);
          const parsed =
            text === undefined
              ? readListed(entry, this.maxFileBytes, note)
              : parsePromptFile(entry.type, { text });
          this.add(entry.file, parsed);
        }
    if (!alone)
      for (const snapshot of readPublished(root, this.maxFileBytes, home, note))
        this.scope.updateSnapshot(snapshot);
    this.scope.updateLabels(listing.labels.get(home));
    this.scope.updateBaseline(listing.baselines.get(home));
  }

  /** Reads a folder. */
  static async read(root: string, options: FileOptions = {}): Promise<PromptFolder> {
    return new PromptFolder(root, options, { listing: await listFiles(root, options) });
  }

  /** Compiled constraints of the files. */
  get cache(): PromptIndex['cache'] {
    return this.#index.cache;
  }

  scopeOf(): ScopeIndex {
    return this.scope;
  }

  scopes(): ReadonlyMap<string, ScopeIndex> {
    return this.#index.all();
  }

  get maxFileBytes(): number {
    return maxFileBytesIn(this.options, this.configuration);
  }

  /** The folders below that are roots of their own. */
  rootsBelow(): readonly string[] {
    const homes = this.#listing.entries.flatMap((entry) =>
      entry.type && entry.home !== '' ? [entry.home] : [],
    );
    return [...new Set(homes)].sort();
  }

  /** One of those. */
  below(home: string, note?: NoteRead): PromptFolder {
    return new PromptFolder(this.root, this.options, {
      listing: this.#listing,
      home,
      ...(this.#buffers && { buffers: this.#buffers }),
      ...(note && { note }),
    });
  }

  /** A file or folder that is left out, and why; `undefined` where it belongs, or is not there. */
  leftOut(file: string): LeftOut | undefined {
    const place = placeOf(this.root, file, this.#listing, this.options);
    return 'home' in place ? undefined : place;
  }

  /** A file that is left out, on its own. */
  alone(file: string, reason: LeftOut): PromptFolder | undefined {
    const type = fileTypeOf(file);
    const place = path.join(this.root, file);
    const buffers = this.#buffers;
    if (!type || !(buffers?.has(file) || existsSync(place))) return undefined;
    const entries = [{ file, type, place, isUtf8: true, home: '' }];
    const none = new Map<string, never>();
    const listing = { entries, configurations: none, labels: none, baselines: none, folders: [] };
    return new PromptFolder(this.root, this.options, {
      listing,
      alone: reason,
      ...(buffers && { buffers }),
    });
  }

  get(file: string): PromptFile | undefined {
    return this.#files.get(file);
  }

  read(file: string): Promise<PromptFile | undefined> {
    return Promise.resolve(this.get(file));
  }

  /** The configurations that hold for some file, here and in the roots below: they are told of here. */
  get configurations(): readonly FolderConfiguration[] {
    return this.home === '' ? heldConfigurations(this.#listing) : [];
  }

  /** The text of a file, a published version, labels, a baseline or a configuration; of a folder that cannot be listed, none. */
  sourceOf(file: string): SourceText | undefined {
    const known = this.#files.get(file) ?? this.scope.published.get(file);
    const { source } = known ?? besides(this).find((one) => one.file === file) ?? {};
    return source ?? (this.#folders.has(file) ? new SourceText('') : undefined);
  }

  /** What is wrong with the published versions themselves. */
  snapshotFindings(): FoundIn[] {
    return allSnapshotFindings(this.scope.published);
  }

  /** Folders that cannot be listed, so that nobody knows what is in them. */
  folderFindings(): readonly FoundIn[] {
    return [...this.#folders.values()];
  }

  /** The files, and folders, that cannot be read. */
  unreadable(): FoundIn[] {
    const files = [...this.#files].flatMap(([file, { findings }]) =>
      findings.filter(({ code }) => code === 'unreadable-file').map((finding) => ({ file, finding })),
    );
    return [...files, ...this.#folders.values()];
  }

  /** Takes in a file under a name of its own. */
  add(file: string, parsed: PromptFile): void {
    this.#files.set(file, parsed);
    this.#index.load(file, parsed);
  }

  /** Gives a file another text. Gives the files whose findings may have changed by it. */
  update(file: string, parsed: PromptFile): ReadonlySet<string> {
    this.#files.set(file, parsed);
    return this.#index.update(file, parsed);
  }
}

/** The files beside prompts and published versions: labels, baselines, and configurations. */
export function besides({
  configurations,
  scope,
}: {
  readonly configurations: readonly FolderConfiguration[];
  readonly scope: ScopeIndex;
}): readonly (FolderConfiguration | LabelFile | BaselineFile)[] {
  const beside = [scope.labels.file, scope.baseline.file].filter((file) => file !== undefined);
  return [...beside, ...configurations];
}

/** Texts that count in place of what is stored, by the names of the files. */
export type Buffers = ReadonlyMap<string, string>;

/** How long a file may be, in bytes: as this call says, else as everybody does. */
export function maxFileBytesIn(
  { maxFileBytes }: FileOptions,
  configured: FolderConfiguration | undefined,
): number {
  return maxFileBytes ?? configured?.configuration.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES;
}

/** What is told of the folders that cannot be listed, by their names. */
export function closedFolders(listed: readonly (ListedFile | ClosedFolder)[]): ReadonlyMap<string, FoundIn> {
  return new Map(
    listed.flatMap((entry) =>
      entry.type
        ? []
        : [[entry.file, { file: entry.file, finding: unreadableFinding(entry.reason, 'folder') }]],
    ),
  );
}

interface Part {
  readonly listing: Listing;
  readonly home?: string;
  readonly alone?: LeftOut;
  /** Is told of each file what was read of it. */
  readonly note?: NoteRead;
  readonly buffers?: Buffers;
}

/** Reads a file that was listed; `note` is told what. */
export function readListed(entry: ListedFile, maxFileBytes: number, note?: NoteRead): PromptFile {
  const { file, type, place, isUtf8 } = entry;
  if (!isUtf8) return unreadableFile(type, { kind: 'name-not-utf8' });
  const read = readBounded(place, maxFileBytes);
  note?.(file, read);
  const { bytes, reason } = read;
  return reason ? unreadableFile(type, reason) : parsePromptFile(type, decodeUtf8(bytes));
}
