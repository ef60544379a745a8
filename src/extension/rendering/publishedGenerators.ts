import { nullAuditSink } from '../../core/audit/null.js';
import type { Hashing } from '../../core/hashing.js';
import { createPromptGenerator, type PromptGenerator } from '../../core/promptGenerator.js';
import type { PublishedIndex } from '../../core/published/publishedIndex.js';
import type { BundleSource, TemplateSource } from '../../core/sources/ports.js';
import { publishedSource } from '../../core/sources/published.js';

/** What renders the published versions of folders as they were published, whatever their files say by now. */
export class PublishedGenerators {
  readonly #generators = new WeakMap<PublishedIndex, PromptGenerator>();

  constructor(private readonly hashing: () => Promise<Hashing>) {}

  /** The generator of a folder's published versions. */
  async of(published: PublishedIndex): Promise<PromptGenerator> {
    const known = this.#generators.get(published);
    if (known) return known;
    const generator = await this.from(publishedSource(published));
    this.#generators.set(published, generator);
    return generator;
  }

  /** A generator of any other sources. */
  async from(sources: BundleSource & TemplateSource): Promise<PromptGenerator> {
    return createPromptGenerator({
      bundles: sources,
      templates: sources,
      audit: nullAuditSink,
      hashing: await this.hashing(),
      now: () => new Date(),
    });
  }
}
