import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { parseWithin } from '../../core/documents/parseWithin.js';
import type { PromptFile } from '../../core/documents/promptFile.js';
import type { SourceText } from '../../core/text/sourceText.js';
import type { Finding } from '../../core/model/findings.js';
import type { LeftOut, PromptLanguage } from '../../language/index.js';
import { listFiles, placeOf, type ListedFile, type Listing } from '../../node/folder/listFiles.js';
import { PromptFolder, readListed, type Buffers, type FileOptions } from '../../node/folder/promptFolder.js';
import { RootPart } from './rootPart.js';

/** What a root works with. */
export interface RootPorts {
  readonly options: FileOptions;
  /** What the client shows, by the keys of files: it counts before what is stored. It changes, and is told of by `change`. */
  readonly buffers: Buffers;
  readonly now: () => Date;
}

/** A file with the part of the root that it belongs to. */
export interface LocatedFile {
  readonly root: PromptRoot;
  readonly language: PromptLanguage;
  /** Its path from the root, with `/` between. */
  readonly file: string;
}

/**
 * A folder that `lint` would check by one run: its files and published versions, with the roots below it, and what the client
 * shows of files that are left out, each on its own. Read when it is asked for, and again when more changed than texts.
 */
export class PromptRoot {
  #parts: readonly RootPart[] = [];
  #isStale = true;
  #work: Promise<void> = Promise.resolve();
  readonly #changed = new Set<string>();

  constructor(
    /** Absolute. */
    readonly folder: string,
    private readonly ports: RootPorts,
  ) {}

  /** Takes in that the text of a file is another, in the client or on the disk. */
  change(file: string): void {
    this.#changed.add(file);
  }

  /** Takes in that the client shows a file no more. */
  hide(file: string): void {
    // One that is left out is looked at while it is shown.
    if (this.#partOf(file)?.isAlone) this.forget();
    else this.change(file);
  }

  /** Takes in that files came or went, or that what decides about them changed. */
  forget(): void {
    this.#isStale = true;
  }

  /** Brings what is known to what was told. One such call waits for the other. */
  settle(): Promise<void> {
    const done = this.#work.then(() => this.#settle());
    this.#work = done.catch(() => undefined);
    return done;
  }

  /** Where a file is known; `undefined` where it is none of this root's. */
  locate(file: string): LocatedFile | undefined {
    const part = this.#partOf(file);
    return part && { root: this, language: part.language, file };
  }

  /** The languages over its parts. */
  languages(): readonly PromptLanguage[] {
    return this.#parts.map(({ language }) => language);
  }

  /** The text of a file, a published version or another record; `undefined` where it is gone. */
  sourceOf(file: string): SourceText | undefined {
    for (const { folder } of this.#parts) {
      const source = folder.sourceOf(file);
      if (source) return source;
    }
    return undefined;
  }

  get(file: string): PromptFile | undefined {
    return this.#partOf(file)?.folder.get(file);
  }

  isOpen(file: string): boolean {
    return this.ports.buffers.has(file);
  }

  /** The absolute path of a file. */
  placeOf(file: string): string {
    return path.join(this.folder, file);
  }

  /** What is found at this moment, by files. */
  findings(): ReadonlyMap<string, readonly Finding[]> {
    return new Map(this.#parts.flatMap((part) => [...part.findings()]));
  }

  /** What is found in one file. */
  findingsIn(file: string): readonly Finding[] {
    return this.#partOf(file)?.findings().get(file) ?? [];
  }

  /** Checks what waits for it; `pause` is called between steps, and may throw: what is left waits on. */
  async check(pause: () => Promise<void>): Promise<ReadonlySet<string>> {
    const looked = new Set<string>();
    for (const part of this.#parts) for (const file of await part.check(pause)) looked.add(file);
    return looked;
  }

  async #settle(): Promise<void> {
    do {
      if (this.#isStale) await this.#readAnew();
      for (const file of this.#changed) this.#take(file);
      this.#changed.clear();
      // A file came or went by a change of its text, or while the others were read.
    } while (this.#mustReadAnew());
  }

  #mustReadAnew(): boolean {
    return this.#isStale;
  }

  async #readAnew(): Promise<void> {
    this.#isStale = false;
    try {
      await this.#read();
    } catch (error) {
      this.#isStale = true;
      throw error;
    }
  }

  /** The new text of one file, where nothing else changes by it. */
  #take(file: string): void {
    const part = this.#partOf(file);
    const type = fileTypeOf(file);
    if (!type) return;
    const text = this.ports.buffers.get(file);
    const place = this.placeOf(file);
    if (!part || (text === undefined && !existsSync(place))) this.#isStale = true;
    else if (text !== undefined) part.update(file, parseWithin(type, text, part.folder.maxFileBytes));
    else {
      const entry = { file, type, place, isUtf8: true, home: part.folder.home };
      part.update(file, readListed(entry, part.folder.maxFileBytes));
    }
  }

  async #read(): Promise<void> {
    const { options, buffers, now } = this.ports;
    const stored = await listFiles(this.folder, options);
    const { entries, leftOut } = this.#shownBeside(stored);
    const listing = { ...stored, entries: [...stored.entries, ...entries] };
    const folder = new PromptFolder(this.folder, options, { listing, buffers });
    const roots = [folder, ...folder.rootsBelow().map((home) => folder.below(home))];
    const alone = [...leftOut].flatMap(([file, reason]) => folder.alone(file, reason) ?? []);
    // All that the client showed until now is read by this.
    this.#changed.clear();
    this.#parts = [
      ...roots.map((one) => new RootPart(one, now)),
      ...alone.map((one) => new RootPart(one, now, 'alone')),
    ];
  }

  /** What the client shows and the listing does not have: files that are nowhere yet, and those that are left out. */
  #shownBeside(listing: Listing): {
    readonly entries: readonly ListedFile[];
    readonly leftOut: ReadonlyMap<string, LeftOut>;
  } {
    const known = new Set(listing.entries.map(({ file }) => file));
    const entries: ListedFile[] = [];
    const leftOut = new Map<string, LeftOut>();
    for (const file of this.ports.buffers.keys()) {
      const type = fileTypeOf(file);
      if (!type || known.has(file)) continue;
      const found = placeOf(this.folder, file, listing, this.ports.options);
      if ('home' in found)
        entries.push({ file, type, place: this.placeOf(file), isUtf8: true, home: found.home });
      else leftOut.set(file, found);
    }
    return { entries, leftOut };
  }

  #partOf(file: string): RootPart | undefined {
    return this.#parts.find(({ folder }) => folder.get(file));
  }
}
