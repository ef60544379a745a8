import type { PromptFile } from '../../core/documents/promptFile.js';
import type { SnapshotFile } from '../../core/published/readSnapshot.js';
import { MultiMap } from '../../core/text/multiMap.js';
import { encodeUtf8 } from '../../core/text/utf8.js';
import type { KeptAssembly } from '../constraints/assembledIndex.js';
import type { PromptIndex } from '../promptIndex.js';
import type { PromptLanguage } from '../promptLanguage.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import { checksum } from './checksum.js';
import type { FolderState, KeptFile } from './folderState.js';

/** Where more than this share of a root's files changed, checking all of it anew costs less. */
const MOST_CHANGED = 0.25;

export interface IndexRestorePorts {
  readonly index: PromptIndex;
  /** The root that a file belongs to by now. */
  readonly rootOf: (file: string) => string;
  readonly language: Pick<PromptLanguage, 'restoreAssemblies'>;
}

/** What was known of a root that may still be so. */
interface KnownRoot {
  readonly published: string;
  readonly assembled: readonly KeptAssembly[];
  /** What is new, or says something else. */
  readonly changed: Map<string, { readonly parsed: PromptFile; readonly path: string }>;
}

/**
 * Fills an index from what was known of its files at another time, and says which bundles need not be checked anew: at the end
 * what has changed since is taken in once more, as after an edit of what was known then.
 */
export class IndexRestore {
  readonly #files = new Map<string, KeptFile>();
  /** How many files were known of each root. */
  readonly #counts = new Map<string, number>();
  readonly #roots = new Map<string, KnownRoot>();
  readonly #taken = new Set<string>();

  constructor(private readonly ports: IndexRestorePorts) {}

  /** Takes in what was known. */
  add({ files, assembled, published }: FolderState): void {
    for (const one of files) {
      this.#files.set(one.file, one);
      this.#counts.set(one.home, (this.#counts.get(one.home) ?? 0) + 1);
    }
    for (const [root, kept] of assembled)
      this.#roots.set(root, {
        published: published.get(root) ?? '',
        assembled: kept,
        changed: new Map(),
      });
  }

  /** Takes in a file that looks as it did. Gives its content; `undefined` where that is not known for certain. */
  takeUnchanged(file: string, stamp: string): string | undefined {
    const kept = this.#fit(file);
    if (!kept?.summary || kept.stamp === '' || kept.stamp !== stamp) return undefined;
    this.#taken.add(file);
    this.ports.index.restore(kept.summary);
    return kept.content;
  }

  /** Takes in a file that was read. `content` is empty where that says nothing. */
  take(file: string, parsed: PromptFile, path: string, content: string): void {
    const { index } = this.ports;
    this.#taken.add(file);
    const kept = this.#fit(file);
    const home = this.ports.rootOf(file);
    const root = this.#roots.get(home);
    index.load(file, parsed, path);
    if (kept && content !== '' && kept.content === content) root?.changed.delete(file);
    else root?.changed.set(file, { parsed, path });
    if (root && this.#isMuch(root.changed.size, home)) this.#roots.delete(home);
  }

  /** A file is gone that was taken in: what it was to others is not followed. One that never came is taken out at the end. */
  forget(file: string): void {
    if (!this.#taken.has(file)) return;
    this.#roots.delete(this.ports.rootOf(file));
    this.#roots.delete(this.#files.get(file)?.home ?? '');
  }

  /** True where a file was known that has not come. */
  isMissing(): boolean {
    return [...this.#files.keys()].some((file) => !this.#taken.has(file));
  }

  /** Takes in what has changed, once all files have come. Gives the bundles whose findings are known, and still so. */
  finish(): ReadonlySet<string> {
    const { index, language } = this.ports;
    const gone = this.#goneFiles();
    const scopes = new Map([...this.#roots.keys()].map((home) => [home, index.all().get(home)]));
    for (const [home, { published }] of [...this.#roots]) {
      const scope = scopes.get(home);
      if (!scope || publishedText(scope) !== published) this.#roots.delete(home);
    }
    const affected = new Set<string>();
    const concern = (files: Iterable<string>): void => {
      for (const file of files) affected.add(file);
    };
    this.#loadFormer(gone);
    for (const file of gone) concern(index.remove(file));
    for (const { changed } of this.#roots.values())
      for (const [file, { parsed, path }] of changed) concern(index.update(file, parsed, path));
    for (const [home, { assembled }] of this.#roots) {
      const [file] = scopes.get(home)?.files() ?? [];
      // Others are checked anew, or are gone with what they brought about.
      const same = assembled.filter(({ bundle }) => !affected.has(bundle));
      if (file !== undefined) language.restoreAssemblies(file, same);
    }
    const known = [...this.#roots.keys()].flatMap((home) => {
      const scope = scopes.get(home);
      return scope ? [...scope.files()].filter((file) => scope.get(file)?.kind === 'bundle') : [];
    });
    this.#roots.clear();
    this.#files.clear();
    this.#counts.clear();
    this.#taken.clear();
    return new Set(known.filter((bundle) => !affected.has(bundle)));
  }

  /** The files that have not come, of the roots of which enough is as it was. */
  #goneFiles(): readonly string[] {
    const missing = new MultiMap<string, string>();
    for (const { file, home, summary } of this.#files.values())
      if (summary && !this.#taken.has(file)) missing.add(home, file);
    const gone: string[] = [];
    for (const [home, { changed }] of [...this.#roots]) {
      const files = [...missing.get(home)];
      const isMoved = files.some((file) => this.ports.rootOf(file) !== home);
      if (isMoved || this.#isMuch(files.length + changed.size, home)) this.#roots.delete(home);
      else for (const file of files) gone.push(file);
    }
    return gone;
  }

  /** Makes the index what it was, so that it tells whom each change concerns. */
  #loadFormer(gone: readonly string[]): void {
    const { index } = this.ports;
    const changed = [...this.#roots.values()].flatMap((root) => [...root.changed.keys()]);
    for (const file of [...gone, ...changed]) {
      const { summary } = this.#files.get(file) ?? {};
      if (summary) index.restore(summary);
      else index.remove(file);
    }
  }

  #isMuch(changed: number, home: string): boolean {
    return changed > MOST_CHANGED * (this.#counts.get(home) ?? 0);
  }

  /** What was known of a file that belongs where it did then; the roots of one that does not are no use. */
  #fit(file: string): KeptFile | undefined {
    const kept = this.#files.get(file);
    if (!kept) return undefined;
    const home = this.ports.rootOf(file);
    if (kept.home === home) return kept;
    this.#roots.delete(kept.home);
    this.#roots.delete(home);
    return undefined;
  }
}

/** Equal where the same is published. */
export function publishedText({ published }: ScopeIndex): string {
  return checksum(encodeUtf8(published.files().map(sumOf).join('\n')));
}

const sums = new WeakMap<SnapshotFile, string>();

/** Of each state of a published version it is made once. */
function sumOf(snapshot: SnapshotFile): string {
  const known = sums.get(snapshot);
  if (known !== undefined) return known;
  const sum = checksum(encodeUtf8(`${snapshot.file}\0${snapshot.source.text}`));
  sums.set(snapshot, sum);
  return sum;
}
