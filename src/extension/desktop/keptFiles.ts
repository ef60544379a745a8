import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';
import { Uri, workspace, type Disposable } from 'vscode';
import type { PromptFile } from '../../core/documents/promptFile.js';
import { textLocale } from '../../core/text/locale.js';
import { encodeUtf8 } from '../../core/text/utf8.js';
import {
  checksum,
  decodeState,
  encodeState,
  IndexRestore,
  KnownNames,
  publishedText,
  seal,
  type CacheSubject,
  type FolderState,
  type KeptAssembly,
  type KeptFile,
  type SealedSection,
} from '../../language/index.js';
import { openCache, writeCache, type OpenCache } from '../../node/cacheFile.js';
import { DOUBTFUL_FOR, readLinkStamp } from '../../node/fileStamp.js';
import { logError, logWarning } from '../output/log.js';
import { TimeSlice } from '../workspace/timeSlice.js';
import type { CacheServices, SeenStamp, WorkspaceCache } from '../workspace/workspaceCache.js';

/** Set by the build: the version and the text of the program. */
declare const PROMPT_BUNDLES_BUILD: string | undefined;

/** What finds what is found: another version, or another engine with other tables of Unicode, may find something else. */
const PRODUCT = `${typeof PROMPT_BUNDLES_BUILD === 'string' ? PROMPT_BUNDLES_BUILD : 'source'} ${process.version}`;
/** How many files are in a section of a cache: each is read and written in one go. */
const FILES_IN_SECTION = 250;
/** How long after all was checked it is kept, the first time and later, in milliseconds. */
const FIRST_AFTER = 1_000;
const KEPT_EVERY = 60_000;

/** What the index holds of a file, told from outside. */
interface SeenFile {
  /** Empty where it says nothing for certain. */
  readonly stamp: string;
  /** Empty where it is not known, or not stored. */
  readonly content: string;
}

/** Keeps what is known of the files of each workspace folder in a file of its own, in the storage of the extension. */
export class KeptFiles implements WorkspaceCache, Disposable {
  readonly #restore: IndexRestore;
  readonly #seen = new Map<string, SeenFile>();
  readonly #checking: Disposable;
  #isFinished = false;
  #wasChecked = false;
  /** True where something is known that is not kept. */
  #isNew = false;
  #timer: unknown;
  #wait = FIRST_AFTER;

  constructor(
    private readonly storage: string,
    private readonly services: CacheServices,
    private readonly now: () => number = Date.now,
  ) {
    const { index, language, roots } = services;
    this.#restore = new IndexRestore({ index, language, rootOf: (file) => roots.rootKeyOf(file) });
    this.#checking = services.onDidCheck(() => {
      this.#isNew ||= this.#wasChecked;
      this.#wasChecked = true;
      if (this.#isNew) this.#schedule();
    });
  }

  async open(folder: Uri): Promise<void> {
    if (folder.scheme !== 'file') return;
    try {
      const kept = openCache(this.#fileOf(folder), this.#subjectOf(folder), this.now());
      const read = kept === 'damaged' ? kept : kept && (await readSections(kept));
      if (read === 'damaged')
        logWarning(this.services.log, 'The cache of prompt files is damaged, and made anew.');
      else if (read) this.#restore.add(read);
    } catch (error) {
      logError(this.services.log, error);
    }
  }

  async stampOf(file: Uri): Promise<SeenStamp | undefined> {
    if (file.scheme !== 'file') return undefined;
    const now = this.now();
    const { text, changed } = await readLinkStamp(file.fsPath);
    // What is read of a file depends on how long it may be.
    return {
      text: `${text} ${this.services.maxFileBytes(file)}`,
      isCertain: changed < now - DOUBTFUL_FOR && !text.startsWith('!'),
    };
  }

  restore(file: string, stamp: SeenStamp | undefined): boolean {
    const content = stamp && !this.#isFinished ? this.#restore.takeUnchanged(file, stamp.text) : undefined;
    if (!stamp || content === undefined) return false;
    this.#seen.set(file, { stamp: stamp.text, content });
    return true;
  }

  load(file: string, parsed: PromptFile, name: string): void {
    this.#restore.take(file, parsed, name, this.#seen.get(file)?.content ?? '');
  }

  note(file: string, parsed: PromptFile, stamp: SeenStamp | 'unsaved' | undefined): void {
    this.#isNew = true;
    if (stamp === 'unsaved') {
      this.#seen.delete(file);
      return;
    }
    const content = contentOf(parsed);
    // What could not be read is tried again.
    this.#seen.set(file, { stamp: stamp?.isCertain && content !== '' ? stamp.text : '', content });
  }

  forget(file: string): void {
    this.#isNew = true;
    this.#seen.delete(file);
    if (!this.#isFinished) this.#restore.forget(file);
  }

  finish(): ReadonlySet<string> {
    this.#isFinished = true;
    this.#isNew ||= this.#restore.isMissing();
    const checked = this.#restore.finish();
    for (const scope of this.services.index.all().values())
      for (const file of scope.files())
        this.#isNew ||= scope.get(file)?.kind === 'bundle' && !checked.has(file);
    return checked;
  }

  dispose(): void {
    clearTimeout(this.#timer as NodeJS.Timeout | undefined);
    this.#checking.dispose();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      // Else it is told once more when all is checked.
      if (!this.services.isChecked()) return;
      this.#wait = KEPT_EVERY;
      this.#writeAll().catch((error: unknown) => {
        logError(this.services.log, error);
      });
    }, this.#wait);
  }

  async #writeAll(): Promise<void> {
    this.#isNew = false;
    const known = (workspace.workspaceFolders ?? [])
      .filter(({ uri }) => uri.scheme === 'file')
      .map(({ uri }) => ({ folder: uri, state: this.#gather(uri) }));
    for (const { folder, state } of known) {
      const sections = await writtenSections(state);
      const how = { id: randomUUID(), now: this.now() };
      const failure = await writeCache(this.#fileOf(folder), this.#subjectOf(folder), sections, how);
      if (failure) logError(this.services.log, failure, 'The cache of prompt files cannot be written.');
    }
  }

  /** What is known of a folder at this moment, when all of it is checked. */
  #gather(folder: Uri): FolderState {
    const { index, language, roots } = this.services;
    const files: KeptFile[] = [];
    const assembled = new Map<string, readonly KeptAssembly[]>();
    const published = new Map<string, string>();
    // What bundles bring about with templates of a registry is found anew.
    const isAlone = index.fallback.registry === undefined && index.fallback.kept().next().done === true;
    for (const [home, scope] of index.all()) {
      const root = Uri.parse(home);
      if (!roots.has(root) || workspace.getWorkspaceFolder(root)?.uri.toString() !== folder.toString())
        continue;
      if (roots.alone(root) !== undefined) continue;
      const [first] = scope.files();
      if (first === undefined) continue;
      for (const file of scope.files()) {
        const { stamp, content } = this.#seen.get(file) ?? { stamp: '', content: '' };
        files.push({ file, home, content, stamp, summary: scope.get(file) });
      }
      if (isAlone) assembled.set(home, language.keptAssemblies(first));
      published.set(home, publishedText(scope));
    }
    return { files, assembled, published };
  }

  #fileOf(folder: Uri): string {
    return path.join(this.storage, `${checksum(encodeUtf8(folder.toString()))}.cache`);
  }

  /** The texts of what was found are in the language that they were found in. */
  #subjectOf(folder: Uri): CacheSubject {
    return { product: `${PRODUCT} ${textLocale()}`, key: folder.toString() };
  }
}

/** What the text of a file is known by; empty for what may stand for other bytes. */
function contentOf({ source: { text } }: PromptFile): string {
  return text === '' || text.includes('\uFFFD')
    ? ''
    : createHash('sha256').update(text).digest('base64').slice(0, 32);
}

/** Reads all of a cache: first what is of all files, then some files after the others. */
async function readSections(kept: OpenCache): Promise<FolderState | 'damaged'> {
  try {
    const slice = new TimeSlice();
    const names = new KnownNames();
    const parts: FolderState[] = [];
    for (let index = 0; index < kept.count; index++) {
      const bytes = kept.section(index);
      const part = bytes && decodeState(bytes, names);
      if (!part) return 'damaged';
      parts.push(part);
      await slice.pause();
    }
    const [first] = parts;
    return first ? { ...first, files: parts.flatMap(({ files }) => files) } : 'damaged';
  } finally {
    kept.close();
  }
}

async function writtenSections({ files, ...ofAll }: FolderState): Promise<SealedSection[]> {
  const slice = new TimeSlice();
  const sections = [seal(encodeState({ ...ofAll, files: [] }))];
  for (let start = 0; start < files.length; start += FILES_IN_SECTION) {
    await slice.pause();
    const some = files.slice(start, start + FILES_IN_SECTION);
    sections.push(seal(encodeState({ assembled: NONE, published: NONE, files: some })));
  }
  return sections;
}

const NONE: ReadonlyMap<string, never> = new Map<string, never>();
