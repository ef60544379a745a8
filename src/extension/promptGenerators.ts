import { nullAuditSink } from '../core/audit/null.js';
import { loadHashing, type Hashing } from '../core/hashing.js';
import { createPromptGenerator, type PromptGenerator } from '../core/promptGenerator.js';
import { scopeSources } from '../language/indexSources.js';
import type { Platform } from './platform.js';
import type { PromptWorkspace } from './workspace/promptWorkspace.js';

/** What renders the bundles of a folder, one for each: it keeps what is compiled and hashed. */
export class PromptGenerators {
  readonly #generators = new WeakMap<object, Promise<PromptGenerator>>();
  #hashing: Promise<Hashing> | undefined;

  constructor(
    private readonly files: PromptWorkspace,
    private readonly platform: Platform,
  ) {}

  /** The generator of a file's scope. */
  of(file: string): Promise<PromptGenerator> {
    const scope = this.files.scopeOf(file);
    const known = this.#generators.get(scope);
    if (known) return known;
    const sources = scopeSources(scope, this.files);
    const generator = this.hashing().then((hashing) =>
      createPromptGenerator({
        bundles: sources,
        templates: sources,
        audit: nullAuditSink,
        hashing,
        now: () => new Date(),
      }),
    );
    this.#generators.set(scope, generator);
    return generator;
  }

  /** The hash functions, loaded when they are first needed. */
  hashing(): Promise<Hashing> {
    this.#hashing ??= this.platform.loadSha256().then(loadHashing);
    return this.#hashing;
  }
}
