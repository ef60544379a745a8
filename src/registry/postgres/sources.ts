import { formatReference, type Reference } from '../../core/model/reference.js';
import { bySlot } from '../../core/model/slots.js';
import type { PromptTemplate } from '../../core/model/template.js';
import type { BundleDefinition, BundleSource, Definition, TemplateSource } from '../../core/sources/ports.js';
import { storedReference, type StoredBundle, type StoredTemplate } from '../stored/storedVersion.js';
import type { Freshness, StoredVersions } from './storedVersions.js';

// The database behind the ports of the core.

/** What a source reads from, and how its versions are called. */
export interface DbSourceOptions {
  /** What people call the connection: the beginning of every origin. */
  readonly name: string;
  readonly versions: StoredVersions;
  /** `latest` for deliberate acts. Default: `kept`. */
  readonly freshness?: Freshness;
}

/** Bundles of the database. Each comes with its templates, so that a render costs one query, or none. */
export class DbBundleSource implements BundleSource {
  /** The definition of a stored bundle is made once, as long as the bundle itself is kept. */
  readonly #made = new WeakMap<StoredBundle, Promise<readonly BundleDefinition[]>>();

  constructor(private readonly options: DbSourceOptions) {}

  findBundles(reference: Reference): Promise<readonly BundleDefinition[]> {
    const { versions, freshness } = this.options;
    const kept = versions.keptBundle(reference, freshness);
    return kept ? this.#definitions(kept) : this.#read(reference);
  }

  async #read(reference: Reference): Promise<readonly BundleDefinition[]> {
    const { versions, freshness } = this.options;
    const stored = await versions.bundle(reference, freshness);
    return stored ? this.#definitions(stored) : [];
  }

  #definitions(stored: StoredBundle): Promise<readonly BundleDefinition[]> {
    let made = this.#made.get(stored);
    if (!made) this.#made.set(stored, (made = Promise.resolve([this.#define(stored)])));
    return made;
  }

  #define({ bundle, parts }: StoredBundle): BundleDefinition {
    const { name } = this.options;
    const origin = registryOrigin(name, 'bundle', { id: bundle.bundle_id, semver: bundle.semver });
    return {
      origin,
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
}

/** Templates of the database. */
export class DbTemplateSource implements TemplateSource {
  constructor(private readonly options: DbSourceOptions) {}

  async findTemplates(reference: Reference): Promise<readonly Definition<PromptTemplate>[]> {
    const { name, versions, freshness } = this.options;
    const stored: StoredTemplate | undefined = await versions.template(reference, freshness);
    return stored ? [{ origin: registryOrigin(name, 'template', reference), model: stored.template }] : [];
  }
}

/** Where a version of a registry is: no path and no URL, and in no connection the same as in another. */
export function registryOrigin(
  connection: string,
  kind: 'bundle' | 'template',
  reference: Reference,
): string {
  return `registry ${connection}: ${kind} ${formatReference(reference)}`;
}
