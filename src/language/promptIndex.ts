import { CompiledCache } from '../core/constraints/index.js';
import type { PromptFile } from '../core/documents/promptFile.js';
import { formatReference, parseReference, type Reference } from '../core/model/reference.js';
import type { FolderConfiguration } from './configuration/configuration.js';
import { summarise, withLastKnown, type FileSummary } from './scopes/fileSummary.js';
import { FallbackTemplates, type FallbackTemplate } from './scopes/fallbackTemplates.js';
import { KnownNames } from './scopes/knownNames.js';
import { ScopeIndex } from './scopes/scopeIndex.js';

/** The roots that files belong to, all by their keys. */
export interface IndexRoots {
  /** The root that a file belongs to. */
  rootOf(file: string): string;
  /** What people call a file; its key when absent. */
  nameOf?(file: string): string;
  /** What people call a root; `undefined` for one that is no folder of theirs. */
  nameOfRoot?(root: string): string | undefined;
  /** False for a root that may have more files than are known: nobody could list them. */
  isListed?(root: string): boolean;
  /** What is told of the one file of a root that is left out, and looked at all the same. */
  alone?(root: string): string | undefined;
  /** What holds for everybody who works on the files of a root. */
  configuration?(root: string): FolderConfiguration | undefined;
}

/** What was taken out of the index. */
export interface TakenOut {
  readonly files: readonly string[];
  /** The files whose findings may have changed by it, themselves included. */
  readonly affected: ReadonlySet<string>;
}

/** The index of all files: a scope for each root. */
export class PromptIndex {
  readonly #scopes = new Map<string, ScopeIndex>();
  /** The scopes that were asked for, and hold nothing yet. */
  readonly #empty = new Map<string, ScopeIndex>();
  readonly #names = new KnownNames();
  /** What answers references of all roots that nothing in them does; it changes by `answer` alone. */
  readonly fallback = new FallbackTemplates();

  constructor(
    private readonly roots: IndexRoots,
    /** Compiled constraints of the files. */
    readonly cache = new CompiledCache(),
  ) {}

  /** All scopes that hold something, or did, by their roots. */
  all(): ReadonlyMap<string, ScopeIndex> {
    for (const [root, scope] of this.#empty) {
      if (filesOf(scope).length === 0) continue;
      this.#empty.delete(root);
      this.#scopes.set(root, scope);
    }
    return this.#scopes;
  }

  /** The scope of the root that a file belongs to. */
  of(file: string): ScopeIndex {
    return this.#ofRoot(this.roots.rootOf(file));
  }

  #ofRoot(root: string): ScopeIndex {
    const known = this.#scopes.get(root) ?? this.#empty.get(root);
    if (known) return known;
    const { roots } = this;
    const scope = new ScopeIndex((file) => roots.nameOf?.(file) ?? file, {
      isWhole: () => roots.isListed?.(root) ?? true,
      rootsDefining: (template) => this.#rootsDefining(root, template),
      alone: () => roots.alone?.(root),
      configuration: () => roots.configuration?.(root),
      fallback: this.fallback,
    });
    this.#empty.set(root, scope);
    return scope;
  }

  /**
   * Takes a file in, or its new state. Gives the files whose findings may have changed by it. `path` is what the file is
   * called by where its key is not. What cannot be read while it is being written stands for what it was before; once it is
   * saved, it says what anybody who comes to it afresh is told.
   */
  update(file: string, parsed: PromptFile, path = file, state?: 'unsaved'): ReadonlySet<string> {
    const scope = this.of(file);
    const before = scope.get(file);
    const stored = this.#summarise(file, parsed, path);
    const summary = state === 'unsaved' ? withLastKnown(stored, before) : stored;
    const elsewhere = this.#usersElsewhere(scope, before, summary);
    return new Set([...scope.update(summary), ...elsewhere]);
  }

  /** The same where all files are looked at afterwards: whom it concerns is nobody's question then. */
  load(file: string, parsed: PromptFile, path = file): void {
    const scope = this.of(file);
    scope.load(this.#summarise(file, parsed, path));
  }

  /** The same of what was known of a file at another time. */
  restore(summary: FileSummary): void {
    this.of(summary.file).load(summary);
  }

  /** Forgets a file. Gives the files whose findings may have changed by it, itself included. */
  remove(file: string): ReadonlySet<string> {
    const scope = this.of(file);
    const elsewhere = this.#usersElsewhere(scope, scope.get(file), undefined);
    return new Set([...scope.remove(file), ...elsewhere, file]);
  }

  /** Takes in what the fallback answers, by `id@semver`. Gives the files whose findings may have changed by it. */
  answer(answers: ReadonlyMap<string, FallbackTemplate | undefined>): ReadonlySet<string> {
    this.fallback.take(answers);
    const references = [...answers.keys()].flatMap((name) => parseReference(name) ?? []);
    const scopes = [...this.all().values()];
    return new Set(
      scopes.flatMap((scope) => references.flatMap((name) => [...scope.concernedByAnswer(name)])),
    );
  }

  /** Drops the scope of a root. */
  delete(root: string): TakenOut {
    const scope = this.#scopes.get(root) ?? this.#empty.get(root);
    this.#scopes.delete(root);
    this.#empty.delete(root);
    const files = scope ? filesOf(scope) : [];
    return { files, affected: new Set(files) };
  }

  /** Takes out the files that belong to another root by now, or to none: `isRoot` says what is one. */
  takeOutMoved(isRoot: (root: string) => boolean): TakenOut {
    const taken: string[] = [];
    const affected = new Set<string>();
    for (const [root, scope] of [...this.all()]) {
      const files = filesOf(scope);
      const moved = isRoot(root) ? files.filter((file) => this.roots.rootOf(file) !== root) : files;
      if (moved.length === files.length) this.#scopes.delete(root);
      for (const file of moved) {
        taken.push(file);
        affected.add(file);
        if (moved.length === files.length) continue;
        for (const other of [...scope.remove(file), ...scope.removeSnapshot(file)]) affected.add(other);
      }
    }
    return { files: taken, affected };
  }

  #summarise(file: string, parsed: PromptFile, path: string): FileSummary {
    return summarise(file, parsed, this.cache, { path, names: this.#names });
  }

  /** The bundles of other roots that name a template whose version came or went in a scope: they are told who has it. */
  #usersElsewhere(
    scope: ScopeIndex,
    before: FileSummary | undefined,
    after: FileSummary | undefined,
  ): readonly string[] {
    const versions = [before?.identity?.name, after?.identity?.name];
    const [gone, come] = versions.map((name) => name && formatReference(name));
    if ((after ?? before)?.kind !== 'template' || gone === come) return [];
    const others = [...this.all().values()].filter((other) => other !== scope);
    return others.flatMap((other) => versions.flatMap((name) => (name ? other.usersOf(name) : [])));
  }

  /** The names of the other roots that define a version of a template. */
  #rootsDefining(root: string, template: Reference): readonly string[] {
    return [...this.all()]
      .filter(([key, scope]) => key !== root && scope.definitions('template', template).length > 0)
      .flatMap(([key]) => this.roots.nameOfRoot?.(key) ?? [])
      .sort();
  }
}

function filesOf(scope: ScopeIndex): readonly string[] {
  return [...scope.files(), ...scope.records()];
}
