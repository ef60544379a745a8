import { nullAuditSink } from '../../core/audit/null.js';
import { loadHashing, type Hashing } from '../../core/hashing.js';
import { createPromptGenerator, type PromptGenerator } from '../../core/promptGenerator.js';
import { scopeSources, type PromptFileReader, type ScopeIndex } from '../../language/index.js';
import type { Platform } from '../activation/platform.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';

/** What renders the bundles of a folder, one for each: it keeps what is compiled and hashed. */
export class PromptGenerators {
  readonly #live = new WeakMap<ScopeIndex, Promise<PromptGenerator>>();
  readonly #told = new WeakMap<ScopeIndex, Promise<PromptGenerator>>();
  #hashing: Promise<Hashing> | undefined;

  constructor(
    private readonly files: PromptWorkspace,
    private readonly platform: Platform,
  ) {}

  /** The generator of a file's scope: of what editors show. */
  of(file: string): Promise<PromptGenerator> {
    return this.#of(this.files.scopeOf(file), this.#live, this.files);
  }

  /** The same of what other files are told: without what is held back. */
  told(file: string): Promise<PromptGenerator> {
    const scope = this.files.scopeOf(file);
    if (this.files.heldBack(scope).length === 0) return this.of(file);
    return this.#of(scope, this.#told, this.files.told);
  }

  #of(
    scope: ScopeIndex,
    generators: WeakMap<ScopeIndex, Promise<PromptGenerator>>,
    reader: PromptFileReader,
  ): Promise<PromptGenerator> {
    const known = generators.get(scope);
    if (known) return known;
    const sources = scopeSources(scope, reader);
    const generator = this.hashing().then((hashing) =>
      createPromptGenerator({
        bundles: sources,
        templates: sources,
        audit: nullAuditSink,
        hashing,
        now: () => new Date(),
      }),
    );
    generators.set(scope, generator);
    return generator;
  }

  /** The hash functions, loaded when they are first needed. */
  hashing(): Promise<Hashing> {
    this.#hashing ??= this.platform.loadSha256().then(loadHashing);
    return this.#hashing;
  }
}
