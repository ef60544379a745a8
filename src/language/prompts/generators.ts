import { nullAuditSink } from '../../core/audit/null.js';
import type { AuditSink } from '../../core/audit/sink.js';
import type { Hashing } from '../../core/hashing.js';
import { createPromptGenerator, type PromptGenerator } from '../../core/promptGenerator.js';
import type { PublishedIndex } from '../../core/published/publishedIndex.js';
import type { BundleSource, TemplateSource } from '../../core/sources/ports.js';
import { publishedSource } from '../../core/sources/published.js';
import { canHoldBack, type LanguageFiles } from '../context.js';
import { scopeSources, type PromptFileReader } from '../scopes/indexSources.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';

export interface GeneratorPorts {
  readonly files: LanguageFiles;
  /** Loads the hash functions; called once, when they are first needed. */
  readonly loadHashing: () => Promise<Hashing>;
  readonly now: () => Date;
  /** Where deliberate renders of files are recorded; nowhere when absent. */
  readonly audit?: AuditSink;
}

/** What renders the bundles of each root, and its published versions: one for each, since it keeps what is compiled and hashed. */
export class Generators {
  readonly #live = new WeakMap<ScopeIndex, Promise<PromptGenerator>>();
  readonly #told = new WeakMap<ScopeIndex, Promise<PromptGenerator>>();
  readonly #published = new WeakMap<PublishedIndex, Promise<PromptGenerator>>();
  #hashing: Promise<Hashing> | undefined;

  constructor(private readonly ports: GeneratorPorts) {}

  /** The generator of a file's root: of what editors show. */
  of(file: string): Promise<PromptGenerator> {
    const { files } = this.ports;
    return this.#of(files.scopeOf(file), this.#live, files);
  }

  /** The generator of a scope, of what other files are told: without what is held back. */
  told(scope: ScopeIndex): Promise<PromptGenerator> {
    const { files } = this.ports;
    return canHoldBack(files) && files.heldBack(scope).length > 0
      ? this.#of(scope, this.#told, files.told)
      : this.#of(scope, this.#live, files);
  }

  /** The generator of published versions as they were published, whatever the files say by now. */
  ofPublished(published: PublishedIndex): Promise<PromptGenerator> {
    const known = this.#published.get(published);
    if (known) return known;
    const generator = this.from(publishedSource(published));
    this.#published.set(published, generator);
    return generator;
  }

  /** A generator of any other sources, which records nothing. */
  from(sources: BundleSource & TemplateSource): Promise<PromptGenerator> {
    return this.#create(sources, nullAuditSink);
  }

  /** The hash functions. */
  hashing(): Promise<Hashing> {
    this.#hashing ??= this.ports.loadHashing();
    return this.#hashing;
  }

  #of(
    scope: ScopeIndex,
    generators: WeakMap<ScopeIndex, Promise<PromptGenerator>>,
    reader: PromptFileReader,
  ): Promise<PromptGenerator> {
    const known = generators.get(scope);
    if (known) return known;
    const generator = this.#create(scopeSources(scope, reader), this.ports.audit ?? nullAuditSink);
    generators.set(scope, generator);
    return generator;
  }

  async #create(sources: BundleSource & TemplateSource, audit: AuditSink): Promise<PromptGenerator> {
    const hashing = await this.hashing();
    return createPromptGenerator({
      bundles: sources,
      templates: sources,
      audit,
      hashing,
      now: this.ports.now,
    });
  }
}
