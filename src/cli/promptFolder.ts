import { CompiledCache } from '../core/constraints/index.js';
import { KINDS_IN_ORDER } from '../core/documents/fileKinds.js';
import { parsePromptFile, type PromptFile } from '../core/documents/promptFile.js';
import {
  DEFAULT_MAX_FILE_BYTES,
  unreadableFile,
  unreadableFinding,
} from '../core/documents/unreadableFile.js';
import { SourceText } from '../core/text/sourceText.js';
import { decodeUtf8 } from '../core/text/utf8.js';
import { summarise } from '../language/fileSummary.js';
import type { FoundIn } from '../language/foundIn.js';
import type { PromptFileReader } from '../language/indexSources.js';
import { allSnapshotFindings } from '../language/publishedFindings.js';
import { ScopeIndex } from '../language/scopeIndex.js';
import { readBounded } from '../node/readBounded.js';
import { listFiles, type ClosedFolder, type ListedFile } from './listFiles.js';
import { readPublished } from './publishedFolder.js';

/** The files of ours below a folder and its published versions, read once. Files go by their path from the root, with `/` between. */
export class PromptFolder implements PromptFileReader {
  readonly scope = new ScopeIndex();
  /** Compiled constraints of the files. */
  readonly cache = new CompiledCache();
  readonly #files = new Map<string, PromptFile>();
  /** Folders that cannot be listed. */
  readonly #folders = new Map<string, FoundIn>();

  /** Files over `maxFileBytes` are not read; they, and all else that cannot be, have a finding that says so. */
  constructor(
    readonly root: string,
    readonly maxFileBytes: number = DEFAULT_MAX_FILE_BYTES,
  ) {
    const files: ListedFile[] = [];
    for (const entry of listFiles(root)) {
      if (entry.type) files.push(entry);
      else this.#closeFolder(entry);
    }
    // Each kind speaks of those before it: so none has to be looked at again.
    for (const kind of KINDS_IN_ORDER)
      for (const entry of files)
        if (entry.type.kind === kind) this.add(entry.file, readListed(entry, maxFileBytes));
    for (const snapshot of readPublished(root, maxFileBytes)) this.scope.updateSnapshot(snapshot);
  }

  get(file: string): PromptFile | undefined {
    return this.#files.get(file);
  }

  read(file: string): Promise<PromptFile | undefined> {
    return Promise.resolve(this.get(file));
  }

  /** The text of a file, or of a published version; of a folder that cannot be listed, none. */
  sourceOf(file: string): SourceText | undefined {
    const { source } = this.#files.get(file) ?? this.scope.published.get(file) ?? {};
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

  #closeFolder({ file, reason }: ClosedFolder): void {
    this.#folders.set(file, { file, finding: unreadableFinding(reason, 'folder') });
  }

  /** Takes in a file under a name of its own. */
  add(file: string, parsed: PromptFile): void {
    this.#files.set(file, parsed);
    this.scope.load(summarise(file, parsed, this.cache));
  }
}

function readListed({ type, place, isUtf8 }: ListedFile, maxFileBytes: number): PromptFile {
  if (!isUtf8) return unreadableFile(type, { kind: 'name-not-utf8' });
  const { bytes, reason } = readBounded(place, maxFileBytes);
  return reason ? unreadableFile(type, reason) : parsePromptFile(type, decodeUtf8(bytes));
}
