import type { PromptFile } from '../../core/documents/promptFile.js';
import { SourceText } from '../../core/text/sourceText.js';
import {
  allSnapshotFindings,
  PromptIndex,
  type FolderConfiguration,
  type FoundIn,
  type KeptFile,
  type LanguageFiles,
  type ScopeIndex,
} from '../../language/index.js';
import type { NoteRead } from '../../node/folder/promptFolder.js';
import { besides, closedFolders, maxFileBytesIn, readListed } from '../../node/folder/promptFolder.js';
import { readPublished } from '../../node/folder/publishedFolder.js';
import { configurationIn, heldConfigurations, type ListedFile } from '../../node/folder/listFiles.js';
import { contentOf } from './contents.js';
import type { LintedFolder } from './seenFolder.js';

/** A file was changed while it was looked at: what was known of it is not to be mixed with what it says by now. */
export class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile';
}

/** The files of one root as they were, from their summaries: read are those alone that somebody asks for, and once. */
export class RestoredFolder implements LanguageFiles {
  readonly index: PromptIndex;
  readonly scope: ScopeIndex;
  /** How long a file may be, in bytes. */
  readonly #limit: number;
  readonly #files = new Map<string, PromptFile>();
  readonly #listed: ReadonlyMap<string, ListedFile>;
  readonly #folders: ReadonlyMap<string, FoundIn>;

  /** `contents` are those that the files have now, and the published versions had and have. */
  constructor(
    readonly folder: LintedFolder,
    readonly home: string,
    known: readonly KeptFile[],
    private readonly contents: ReadonlyMap<string, string>,
  ) {
    const { root, listing, options } = folder;
    const { entries } = listing;
    const configuration = configurationIn(listing, home);
    this.#limit = maxFileBytesIn(options, configuration);
    this.index = new PromptIndex({ rootOf: () => home, configuration: () => configuration });
    this.scope = this.index.of(home);
    for (const { summary } of known) if (summary) this.scope.load(summary);
    for (const snapshot of readPublished(root, this.#limit, home, this.#verify))
      this.scope.updateSnapshot(snapshot);
    this.scope.updateLabels(listing.labels.get(home));
    this.scope.updateBaseline(listing.baselines.get(home));
    const own = entries.flatMap((entry) => (entry.type && entry.home === home ? [entry] : []));
    this.#listed = new Map(own.map((entry) => [entry.file, entry]));
    this.#folders = home === '' ? closedFolders(entries) : new Map();
  }

  /** Compiled constraints of the files. */
  get cache(): PromptIndex['cache'] {
    return this.index.cache;
  }

  scopeOf(): ScopeIndex {
    return this.scope;
  }

  scopes(): ReadonlyMap<string, ScopeIndex> {
    return this.index.all();
  }

  get(file: string): PromptFile | undefined {
    const known = this.#files.get(file);
    const listed = known ? undefined : this.#listed.get(file);
    if (!listed) return known;
    const parsed = readListed(listed, this.#limit, this.#verify);
    this.#files.set(file, parsed);
    return parsed;
  }

  async read(file: string): Promise<PromptFile | undefined> {
    return Promise.resolve(this.get(file));
  }

  get configurations(): readonly FolderConfiguration[] {
    return this.home === '' ? heldConfigurations(this.folder.listing) : [];
  }

  /** The text of a file, a published version, labels, a baseline or a configuration; of a folder that cannot be listed, none. */
  sourceOf(file: string): SourceText | undefined {
    const known = this.get(file) ?? this.scope.published.get(file);
    const { source } = known ?? besides(this).find((one) => one.file === file) ?? {};
    return source ?? (this.#folders.has(file) ? new SourceText('') : undefined);
  }

  snapshotFindings(): FoundIn[] {
    return allSnapshotFindings(this.scope.published);
  }

  folderFindings(): readonly FoundIn[] {
    return [...this.#folders.values()];
  }

  readonly #verify: NoteRead = (file, read) => {
    if (contentOf(read) !== this.contents.get(file)) throw new ChangedMeanwhile();
  };
}
