import type { CheckedRoot, FolderState, KeptFile } from '../../language/index.js';
import type { ListedFile } from '../listFiles.js';
import { contentOfListed, contentOfPublished } from './contents.js';
import type { LintedFolder } from './seenFolder.js';

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
 * `undefined` where roots, published versions, or folders that cannot be listed came, went or changed: they concern too much.
 */
export function whatChanged(
  folder: LintedFolder,
  { listing, roots, state }: Earlier,
): FolderChanges | undefined {
  const { root, listed, seen, maxFileBytes } = folder;
  const entries = new Map(listed.flatMap((entry) => (entry.type ? [[entry.file, entry] as const] : [])));
  const homes = new Set(['', ...[...entries.values()].map(({ home }) => home)]);
  if (homes.size !== roots.length || roots.some(({ home }) => !homes.has(home))) return undefined;
  const before = stampsIn(listing);
  const known = new Map(state.files.map((one) => [one.file, one]));
  const contents = new Map<string, string>();
  const changed: ListedFile[] = [];
  for (const { file, about, stamp, isPublished } of seen) {
    const entry = entries.get(file);
    const kept = known.get(file);
    const last = before.get(file);
    const isSame = last?.stamp === stamp.text && last.about === about;
    if (isPublished) {
      // What is no file of a version is what stands in the way of them.
      const content = kept && (isSame ? kept.content : contentOfPublished(root, file, maxFileBytes));
      if (content !== kept?.content || (!kept && !isSame)) return undefined;
      if (content !== undefined) contents.set(file, content);
    } else if (entry) {
      const content = isSame && kept ? kept.content : contentOfListed(entry, maxFileBytes);
      contents.set(file, content);
      if (kept?.content !== content || kept.home !== entry.home) changed.push(entry);
    } else if (!isSame) return undefined;
  }
  const there = new Set(seen.map(({ file }) => file));
  if ([...before.keys()].some((file) => !there.has(file) && !known.has(file))) return undefined;
  const gone = state.files.filter(
    ({ file, home }) => !contents.has(file) || (entries.get(file)?.home ?? home) !== home,
  );
  return gone.some(({ summary }) => !summary) ? undefined : { contents, changed, gone };
}

function stampsIn(listing: string): ReadonlyMap<string, { readonly about: string; readonly stamp: string }> {
  const fields = listing.split('\0');
  const stamps = new Map<string, { about: string; stamp: string }>();
  for (let i = 0; i + 2 < fields.length; i += 3)
    stamps.set(fields[i] ?? '', { about: fields[i + 1] ?? '', stamp: fields[i + 2] ?? '' });
  return stamps;
}
