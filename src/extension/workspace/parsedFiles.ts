import { createLRU } from 'lru.min';
import { Uri, type LogOutputChannel, type TextDocument } from 'vscode';
import { fileTypeOf, type FileType } from '../../core/documents/fileKinds.js';
import { parseWithin } from '../../core/documents/parseWithin.js';
import { parsePromptFile, type PromptFile } from '../../core/documents/promptFile.js';
import { unreadableFile } from '../../core/documents/unreadableFile.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import { logError } from '../output/log.js';
import type { Platform } from './platform.js';
import { runsOnSave } from './settings.js';
import { failure, isLonger, readWithin } from './readWithin.js';
import { shownDocument } from './shownDocument.js';

/** True for a document whose text is told to no other file, since it is not saved and its folder is checked on save. */
export function isHeldBack(document: TextDocument): boolean {
  return document.isDirty && runsOnSave(document.uri);
}

/** The document of a file whose text counts before what is stored. */
export function shownText(uri: Uri): TextDocument | undefined {
  const document = shownDocument(uri);
  return document && !isHeldBack(document) ? document : undefined;
}

/** How many files that no editor shows stay parsed. */
const PARSED_FILES_KEPT = 64;
/** How much text all have together, at most, that do while many are looked at, in UTF-16 units. */
const MOST_TEXT_KEPT = 32_000_000;

/** Prompt files as they are parsed: what editors show, and what is stored of those that were asked for last. */
export class ParsedFiles {
  readonly #shown = new Map<string, { version: number; file: PromptFile }>();
  readonly #stored = createLRU<string, PromptFile>({ max: PARSED_FILES_KEPT });
  /** The last read under way of each file: one that was begun before the file was forgotten keeps nothing. */
  readonly #reads = new Map<string, object>();

  /** What is kept while many are looked at: for how many, which files, and how much text. */
  #keepers = 0;
  readonly #kept = new Map<string, PromptFile>();
  #keptText = 0;

  /** `maxFileBytes` gives how long a file may be. */
  constructor(
    private readonly log: LogOutputChannel,
    private readonly maxFileBytes: (file: Uri) => number,
    private readonly platform: Pick<Platform, 'readQuickly'>,
  ) {}

  /**
   * Keeps what is parsed from now on, as far as memory allows: whoever looks at many files, and at what they are part of, asks for
   * each several times. Gives what ends it.
   */
  keep(): () => void {
    this.#keepers++;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      if (--this.#keepers > 0) return;
      this.#keptText = 0;
      this.#kept.clear();
    };
  }

  /** A file as its editor shows it, else as it is stored. */
  async read(file: string): Promise<PromptFile | undefined> {
    const uri = Uri.parse(file);
    const document = shownDocument(uri);
    return document ? this.parseShown(document) : (this.#known(file) ?? this.readStored(uri));
  }

  /** A file as other files are told of it: as its editor shows it, unless that is held back, else as it is stored. */
  async readTold(file: string): Promise<PromptFile | undefined> {
    const uri = Uri.parse(file);
    const document = shownText(uri);
    return document ? this.parseShown(document) : (this.#known(file) ?? this.readStored(uri));
  }

  /** What a document of ours says. */
  parseShown(document: TextDocument): PromptFile | undefined {
    const key = document.uri.toString();
    const known = this.#shown.get(key);
    if (known?.version === document.version) return known.file;
    const type = fileTypeOf(document.uri.path);
    if (!type) return undefined;
    const file = this.#guarded(type, document.uri, () =>
      parseDocument(type, document, this.maxFileBytes(document.uri)),
    );
    this.#shown.set(key, { version: document.version, file });
    return file;
  }

  /** What is stored at this moment; `undefined` where nothing is. */
  async readStored(uri: Uri): Promise<PromptFile | undefined> {
    const type = fileTypeOf(uri.path);
    if (!type || uri.scheme === 'untitled') return undefined;
    const key = uri.toString();
    const read = {};
    this.#reads.set(key, read);
    const limit = this.maxFileBytes(uri);
    const quick = await this.platform.readQuickly?.(uri, limit);
    const stored = quick ? { bytes: quick, reason: undefined } : await readWithin(uri, limit);
    const isLast = this.#reads.get(key) === read;
    if (isLast) this.#reads.delete(key);
    if (!stored) return undefined;
    const { bytes, reason } = stored;
    const file = reason
      ? unreadableFile(type, reason)
      : this.#guarded(type, uri, () => parsePromptFile(type, decodeUtf8(bytes)));
    if (isLast) this.#keepStored(key, file);
    return file;
  }

  #known(file: string): PromptFile | undefined {
    return this.#kept.get(file) ?? this.#stored.get(file);
  }

  #keepStored(key: string, file: PromptFile): void {
    this.#stored.set(key, file);
    if (this.#keepers === 0 || this.#keptText > MOST_TEXT_KEPT) return;
    this.#keptText += file.source.text.length;
    this.#kept.set(key, file);
  }

  /** What is stored of a file, which no editor shows, where that is something else than when it was last read, or may be. */
  async readIfAnew(uri: Uri): Promise<PromptFile | 'unchanged' | undefined> {
    if (shownDocument(uri)) return 'unchanged';
    const before = this.#known(uri.toString());
    const stored = await this.readStored(uri);
    return before !== undefined && stored?.source.text === before.source.text ? 'unchanged' : stored;
  }

  /** Forgets what was stored of a file. */
  forgetStored(uri: Uri): void {
    this.#reads.delete(uri.toString());
    this.#stored.delete(uri.toString());
    this.#kept.delete(uri.toString());
  }

  /** Forgets what an editor showed of a file. */
  forgetShown(uri: Uri): void {
    this.#shown.delete(uri.toString());
  }

  /** Parses what editors show anew, since more or less of it may be read now. */
  forgetAllShown(): void {
    this.#shown.clear();
  }

  /** What is wrong with one file, were it a fault of ours, ends nothing but itself. */
  #guarded(type: FileType, uri: Uri, parse: () => PromptFile): PromptFile {
    try {
      return parse();
    } catch (error) {
      logError(this.log, error, `${uri.toString()} could not be read.`);
      return unreadableFile(type, failure(error));
    }
  }
}

function parseDocument(type: FileType, document: TextDocument, limit: number): PromptFile {
  return isLonger(document, limit)
    ? unreadableFile(type, { kind: 'too-large', limit })
    : parseWithin(type, document.getText(), limit);
}
