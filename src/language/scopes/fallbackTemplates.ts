import type { PromptFile } from '../../core/documents/promptFile.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { compareSemver } from '../../core/model/semver.js';
import type { PromptTemplate } from '../../core/model/template.js';
import { NameList } from './nameList.js';

/** A version of a template in a registry. */
export interface FallbackTemplate {
  /** The key of the read-only file that shows it. */
  readonly file: string;
  readonly parsed: PromptFile;
  /** What is stored there, exactly; the file may say it as near as a file can. */
  readonly template: PromptTemplate;
}

const NO_VERSIONS: readonly string[] = [];

/**
 * The templates of a registry that references are looked up in where no file and no published version answers. It is filled
 * from without, with what is referred to alone, and with the names of all others to choose from.
 */
export class FallbackTemplates {
  /** What the registry is called; `undefined` where nothing is looked up anywhere. */
  #registry: string | undefined;
  readonly #known = new Map<string, FallbackTemplate>();
  readonly #files = new Map<string, FallbackTemplate>();
  /** Id to its versions, in SemVer order. */
  #versions: ReadonlyMap<string, readonly string[]> = new Map();
  #ids = new NameList();
  /** Has the names of all read; absent once they are. */
  #read: (() => void) | undefined;

  get registry(): string | undefined {
    return this.#registry;
  }

  /** A version that some bundle refers to, as far as it was found. */
  get(reference: Reference): FallbackTemplate | undefined {
    return this.#known.get(formatReference(reference));
  }

  /** The version that a file shows. */
  at(file: string): FallbackTemplate | undefined {
    return this.#files.get(file);
  }

  /** The versions that are kept, as `id@semver`. */
  kept(): IterableIterator<string> {
    return this.#known.keys();
  }

  /** Takes in versions by their names, or that they are none any more. */
  take(answers: ReadonlyMap<string, FallbackTemplate | undefined>): void {
    for (const [name, answer] of answers) {
      const before = this.#known.get(name);
      if (before) this.#files.delete(before.file);
      if (answer) {
        this.#known.set(name, answer);
        this.#files.set(answer.file, answer);
      } else this.#known.delete(name);
    }
  }

  /** Begins with a registry, or with none. `read` has the names of all versions read when somebody asks for them first. */
  begin(registry: string | undefined, read?: () => void): void {
    this.#registry = registry;
    this.#read = read;
    this.#versions = new Map();
    this.#ids = new NameList();
  }

  /** Takes in which versions there are to choose from. */
  list(versions: Iterable<Reference>): void {
    const byId = new Map<string, string[]>();
    for (const { id, semver } of versions) {
      const known = byId.get(id);
      if (known) known.push(semver);
      else byId.set(id, [semver]);
    }
    for (const known of byId.values()) known.sort(compareSemver);
    this.#read = undefined;
    this.#versions = byId;
    this.#ids = new NameList({
      keys: () => byId.keys(),
      get: (id) => ({ size: Number(byId.has(id)) }),
    });
  }

  /** The ids there are to choose from, as far as they are read; to ask for them has them read. */
  ids(): { readonly list: NameList; readonly isWhole: boolean } {
    this.#read?.();
    return { list: this.#ids, isWhole: this.#read === undefined };
  }

  /** The versions of an id there are to choose from, in SemVer order. */
  versions(id: string): readonly string[] {
    return this.#versions.get(id) ?? NO_VERSIONS;
  }
}
