import type { CheckedRoot, FolderState, KeptFile } from '../../language/index.js';
import { configurationIn, type ListedFile } from '../../node/folder/listFiles.js';
import { maxFileBytesIn } from '../../node/folder/promptFolder.js';
import { contentOfListed, contentOfPublished } from './contents.js';
import type { LintedFolder, SeenFile } from './seenFolder.js';

/** What an earlier run saw and found. */
export interface Earlier {
  readonly listing: string;
  readonly roots: readonly CheckedRoot[];
  readonly state: FolderState;
}

/** How a folder differs from what an earlier run saw of it. */
export interface FolderChanges {
  /** The contents that all files have now, by their names. */
  readonly contents: ReadonlyMap<string, string>;
  /** The files that are new, or say something else. */
  readonly changed: readonly ListedFile[];
  /** Those that went, or belong to another root now. */
  readonly gone: readonly KeptFile[];
}

/**
 * Compares a folder with what an earlier run saw of it. Read is a file alone whose stamp is another, or was not to be believed.
 * `undefined` where roots, published versions, configurations, or folders that cannot be listed came, went or changed: they
 * concern too much.
 */
export function whatChanged(
  folder: LintedFolder,
  { listing: seenBefore, roots, state }: Earlier,
): FolderChanges | undefined {
  const { root, listing, options, seen } = folder;
  const { entries } = listing;
  const limitIn = (home: string): number => maxFileBytesIn(options, configurationIn(listing, home));
  const homes = new Set(['']);
  for (const entry of entries) if (entry.type) homes.add(entry.home);
  if (homes.size !== roots.length || roots.some(({ home }) => !homes.has(home))) return undefined;
  const before = new SeenBefore(seenBefore);
  const known = new Map(state.files.map((one) => [one.file, one]));
  const contents = new Map<string, string>();
  const changed: ListedFile[] = [];
  for (const [i, { file, about, stamp, isBeside }] of seen.entries()) {
    // What is listed is seen first, in the same order.
    const entry = entries[i];
    const kept = known.get(file);
    const isSame = before.isSame(i, file, about, stamp.text);
    if (isBeside) {
      // What is no file of a version is what stands in the way of them, or a configuration.
      const content = kept && (isSame ? kept.content : contentOfPublished(root, file, limitIn(kept.home)));
      if (content !== kept?.content || (!kept && !isSame)) return undefined;
      if (content !== undefined) contents.set(file, content);
    } else if (entry?.type) {
      const content = isSame && kept ? kept.content : contentOfListed(entry, limitIn(entry.home));
      contents.set(file, content);
      if (kept?.content !== content || kept.home !== entry.home) changed.push(entry);
    } else if (!isSame) return undefined;
  }
  if (before.others(seen).some((file) => !known.has(file))) return undefined;
  const homeOf = new Map(changed.map(({ file, home }) => [file, home]));
  const gone = state.files.filter(
    ({ file, home }) => !contents.has(file) || (homeOf.get(file) ?? home) !== home,
  );
  return gone.some(({ summary }) => !summary) ? undefined : { contents, changed, gone };
}

/** What an earlier run saw: nearly always in the order that it is seen in now. */
class SeenBefore {
  readonly #fields: readonly string[];
  #places: ReadonlyMap<string, number> | undefined;

  constructor(listing: string) {
    this.#fields = listing.split('\0');
  }

  isSame(index: number, file: string, about: string, stamp: string): boolean {
    const at = this.#fields[index * 3] === file ? index * 3 : this.#byName().get(file);
    return at !== undefined && this.#fields[at + 1] === about && this.#fields[at + 2] === stamp;
  }

  /** The names that are not seen any more. */
  others(seen: readonly SeenFile[]): readonly string[] {
    if (this.#fields.length === seen.length * 3 && !this.#places) return [];
    const there = new Set(seen.map(({ file }) => file));
    return [...this.#byName().keys()].filter((file) => !there.has(file));
  }

  #byName(): ReadonlyMap<string, number> {
    const places = new Map<string, number>();
    if (!this.#places)
      for (let at = 0; at + 2 < this.#fields.length; at += 3) places.set(this.#fields[at] ?? '', at);
    return (this.#places ??= places);
  }
}
