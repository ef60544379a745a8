import type { Reference } from '../../core/model/reference.js';
import { bySlot } from '../../core/model/slots.js';
import type { PromptTemplate } from '../../core/model/template.js';
import type { BundleDefinition, BundleSource, Definition, TemplateSource } from '../../core/sources/ports.js';
import { registryOrigin } from '../stored/registryOrigin.js';
import { storedReference, type StoredBundle, type StoredTemplate } from '../stored/storedVersion.js';
import type { Freshness, StoredVersions } from './storedVersions.js';

// The database behind the ports of the core.

/** What a source reads from. */
export interface DbSourceOptions {
  readonly versions: StoredVersions;
  /** `latest` for deliberate acts. Default: `kept`. */
  readonly freshness?: Freshness;
}

/** Bundles of the database. Each comes with its templates, so that a render costs one query, or none. */
export class DbBundleSource implements BundleSource {
  constructor(private readonly options: DbSourceOptions) {}

  findBundles(reference: Reference): Promise<readonly BundleDefinition[]> {
    const { versions, freshness } = this.options;
    const kept = versions.keptBundle(reference, freshness);
    if (!kept) return this.#read(reference);
    // Made once, as long as the bundle is kept.
    return (kept.definitions ??= Promise.resolve([define(kept.stored, versions.name)]));
  }

  async #read(reference: Reference): Promise<readonly BundleDefinition[]> {
    const { versions, freshness } = this.options;
    const stored = await versions.bundle(reference, freshness);
    return stored ? [define(stored, versions.name)] : [];
  }
}

function define({ bundle, parts }: StoredBundle, name: string): BundleDefinition {
  return {
    origin: registryOrigin(name, 'bundle', { id: bundle.bundle_id, semver: bundle.semver }),
    model: bundle,
    parts: bySlot((slot) => {
      const reference = storedReference(parts[slot]);
      return {
        reference,
        origin: registryOrigin(name, 'template', reference),
        template: parts[slot].template,
      };
    }),
  };
}

/** Templates of the database. */
export class DbTemplateSource implements TemplateSource {
  constructor(private readonly options: DbSourceOptions) {}

  async findTemplates(reference: Reference): Promise<readonly Definition<PromptTemplate>[]> {
    const { versions, freshness } = this.options;
    const stored: StoredTemplate | undefined = await versions.template(reference, freshness);
    return stored
      ? [{ origin: registryOrigin(versions.name, 'template', reference), model: stored.template }]
      : [];
  }
}
