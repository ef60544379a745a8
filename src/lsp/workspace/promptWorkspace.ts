import path from 'node:path';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import type { FileOptions } from '../../node/folder/promptFolder.js';
import { nearestRoot } from '../../node/folder/nearestRoot.js';
import { PromptRoot, type LocatedFile } from './promptRoot.js';
import { pathBelow, pathOfUri, uriOfPath } from './uris.js';

/** A document that the client shows. */
interface OpenDocument {
  /** As the client writes it. */
  readonly uri: string;
  readonly version: number;
  readonly root: RootEntry;
  readonly file: string;
}

/** A root with the texts that the client shows of it. */
interface RootEntry {
  readonly root: PromptRoot;
  readonly buffers: Map<string, string>;
}

/**
 * All that the server knows of: the folders that the client works in, and the folders of files elsewhere that it shows. What it
 * shows counts before what is stored, for the other files that speak of it, too.
 */
export class PromptWorkspace {
  /** The folders that the client works in, each with the root that it is in. */
  #folders: ReadonlyMap<string, RootEntry> = new Map();
  readonly #roots = new Map<string, RootEntry>();
  /** By path. */
  readonly #open = new Map<string, OpenDocument>();
  #changes = 0;

  constructor(private readonly ports: { readonly options: FileOptions; readonly now: () => Date }) {}

  /** Another number after each change that was told: what was found before may be so no more. */
  get changes(): number {
    return this.#changes;
  }

  /** The folders that the client works in, by their URIs; others are of no interest any more. */
  setFolders(uris: readonly string[]): void {
    this.#changes++;
    const shown = [...this.#open].map(([place, { uri, version, root, file }]) => {
      const text = root.buffers.get(file) ?? '';
      root.buffers.delete(file);
      root.root.forget();
      return { place, uri, version, text };
    });
    this.#open.clear();
    const places = uris.flatMap((uri) => pathOfUri(uri) ?? []);
    // The innermost is asked first.
    places.sort((a, b) => b.length - a.length);
    this.#folders = new Map(places.map((folder) => [folder, this.#rootAt(nearestRoot(folder) ?? folder)]));
    for (const { place, text, ...document } of shown) this.#put(place, document, text);
    this.#dropUnused();
  }

  /** Takes in the text of a document that the client shows. */
  open(uri: string, version: number, text: string): void {
    const place = pathOfUri(uri);
    if (place === undefined || !fileTypeOf(place)) return;
    this.#changes++;
    this.#put(place, { uri, version }, text);
  }

  /** The client shows a document no more: what is stored of it counts. */
  close(uri: string): void {
    const place = pathOfUri(uri);
    const known = place === undefined ? undefined : this.#open.get(place);
    if (place === undefined || !known) return;
    this.#changes++;
    this.#open.delete(place);
    known.root.buffers.delete(known.file);
    known.root.root.hide(known.file);
    this.#dropUnused();
  }

  /** Takes in that something changed on the disk: `text` where a file that is known may have another text, and no more. */
  changed(place: string, what: 'text' | 'files'): void {
    this.#changes++;
    if (!fileTypeOf(place)) {
      this.changedAnyhow();
      return;
    }
    for (const { root, buffers } of this.#roots.values()) {
      const file = pathBelow(root.folder, place);
      if (file === undefined || buffers.has(file)) continue;
      if (what === 'files') root.forget();
      else root.change(file);
    }
  }

  /** Takes in that anything may have changed on the disk. */
  changedAnyhow(): void {
    for (const { root } of this.#roots.values()) root.forget();
    // Another folder may be the root of some.
    this.setFolders([...this.#folders.keys()].map(uriOfPath));
  }

  /** Brings all roots to what was told. */
  async settle(): Promise<void> {
    await Promise.all([...this.#roots.values()].map(({ root }) => root.settle()));
  }

  /** The file of a document, once it is settled; `undefined` for what is no prompt file. */
  async locate(uri: string): Promise<LocatedFile | undefined> {
    const place = pathOfUri(uri);
    const entry = place === undefined ? undefined : this.#rootOf(place);
    if (place === undefined || !entry) return undefined;
    await entry.root.settle();
    return entry.root.locate(pathBelow(entry.root.folder, place) ?? '');
  }

  roots(): readonly PromptRoot[] {
    return [...this.#roots.values()].map(({ root }) => root);
  }

  /** The documents that the client shows. */
  shown(): readonly { readonly root: PromptRoot; readonly file: string }[] {
    return [...this.#open.values()].map(({ root, file }) => ({ root: root.root, file }));
  }

  /** The root that tells of a path: two may hold it where one is in the other. */
  ownerOf(place: string): PromptRoot | undefined {
    return this.#rootOf(place)?.root;
  }

  /** Whether what is found in a file is told: in the client's folders, and in all that it shows. */
  isTold(place: string): boolean {
    return (
      this.#open.has(place) ||
      [...this.#folders.keys()].some((folder) => pathBelow(folder, place) !== undefined)
    );
  }

  /** The URI of a file, as the client writes it where it shows it. */
  uriOf(root: PromptRoot, file: string): string {
    const place = root.placeOf(file);
    return this.#open.get(place)?.uri ?? uriOfPath(place);
  }

  /** The version of a document that is shown. */
  versionOf(root: PromptRoot, file: string): number | undefined {
    return this.#open.get(root.placeOf(file))?.version;
  }

  #put(place: string, { uri, version }: Pick<OpenDocument, 'uri' | 'version'>, text: string): void {
    const root = this.#rootOf(place) ?? this.#looseRoot(place);
    const file = pathBelow(root.root.folder, place) ?? '';
    this.#open.set(place, { uri, version, root, file });
    root.buffers.set(file, text);
    root.root.change(file);
  }

  /** The root of the innermost folder of the client's that a path is in, or else of what it shows beside. */
  #rootOf(place: string): RootEntry | undefined {
    for (const [folder, root] of this.#folders) if (pathBelow(folder, place) !== undefined) return root;
    return this.#open.get(place)?.root;
  }

  #looseRoot(place: string): RootEntry {
    const folder = path.dirname(place);
    const root = nearestRoot(folder);
    // Else what is below is somebody else's.
    return root === undefined ? this.#rootAt(folder, { isFlat: true }) : this.#rootAt(root);
  }

  #rootAt(folder: string, flat: Pick<FileOptions, 'isFlat'> = {}): RootEntry {
    const known = this.#roots.get(folder);
    if (known) return known;
    const { options, now } = this.ports;
    const buffers = new Map<string, string>();
    const root = new PromptRoot(folder, { options: { ...options, ...flat }, buffers, now });
    const entry = { root, buffers };
    this.#roots.set(folder, entry);
    return entry;
  }

  /** Forgets roots that are neither the client's nor show anything. */
  #dropUnused(): void {
    const used = new Set([
      ...[...this.#folders.values()].map(({ root }) => root.folder),
      ...[...this.#open.values()].map(({ root }) => root.root.folder),
    ]);
    for (const folder of this.#roots.keys()) if (!used.has(folder)) this.#roots.delete(folder);
  }
}
