import { LRUCache } from 'lru-cache';
import { formatReference, type Reference } from '../../core/model/reference.js';
import type { BundleDefinition } from '../../core/sources/ports.js';
import { sizeOf, type StoredBundle, type StoredTemplate } from '../stored/storedVersion.js';
import { isStorable } from '../stored/storable.js';
import type { Database } from './database.js';
import {
  bundleOf,
  bundleStatement,
  selectBundles,
  templateOf,
  templatesStatement,
  templateStatement,
} from './selectVersions.js';

/** How much is kept of what was found. */
export interface CacheLimits {
  /** Versions. */
  readonly entries: number;
  /** Characters, about. */
  readonly size: number;
}

const DEFAULT_LIMITS: CacheLimits = { entries: 5_000, size: 32_000_000 };

/** A bundle that is kept, and what a source made of it. */
export interface KeptBundle {
  readonly stored: StoredBundle;
  definitions?: Promise<readonly BundleDefinition[]>;
}

/** Which state is asked for: what was read before will do, or what the primary server holds now. */
export type Freshness = 'kept' | 'latest';

/**
 * The versions in a database. What was found is kept, within limits; what was not found never is, since it may be there a
 * moment later. Deliberate acts ask for the latest: nothing in the database stops a version from being changed.
 */
export class StoredVersions {
  readonly #bundles: LRUCache<string, KeptBundle>;
  readonly #templates: LRUCache<string, StoredTemplate>;

  /** What people call the registry: the beginning of every origin. */
  readonly name: string;

  constructor(
    private readonly database: Database,
    { entries, size }: CacheLimits = DEFAULT_LIMITS,
  ) {
    this.name = database.connection.name;
    const options = { max: entries, maxSize: size };
    this.#bundles = new LRUCache<string, KeptBundle>({
      ...options,
      sizeCalculation: ({ stored }) => sizeOf(stored),
    });
    this.#templates = new LRUCache<string, StoredTemplate>({ ...options, sizeCalculation: sizeOf });
  }

  /** A bundle with its templates, by one query, or none for what is kept. */
  async bundle(reference: Reference, freshness: Freshness = 'kept'): Promise<StoredBundle | undefined> {
    return this.keptBundle(reference, freshness)?.stored ?? this.#readBundle(reference, freshness);
  }

  /** What is kept of a bundle, at once. */
  keptBundle(reference: Reference, freshness: Freshness = 'kept'): KeptBundle | undefined {
    return freshness === 'kept' ? this.#bundles.get(formatReference(reference)) : undefined;
  }

  async #readBundle(reference: Reference, freshness: Freshness): Promise<StoredBundle | undefined> {
    if (!isStorable(reference)) return undefined;
    const [row] = await this.database.read(bundleStatement(reference), { latest: freshness === 'latest' });
    const bundle = row && bundleOf(row);
    keep(this.#bundles, formatReference(reference), bundle && { stored: bundle });
    return bundle;
  }

  /** Many bundles, by one query for all of them and one for all their templates. */
  async bundles(
    references: readonly Reference[],
    freshness: Freshness = 'kept',
  ): Promise<ReadonlyMap<string, StoredBundle>> {
    const { found, missing } = known(this.#bundles, ({ stored }) => stored, references, freshness);
    if (missing.length === 0) return found;
    const read = await this.database.readTogether((ask) => selectBundles(ask, missing), {
      latest: freshness === 'latest',
    });
    for (const reference of missing) {
      const name = formatReference(reference);
      const bundle = read.get(name);
      if (bundle) found.set(name, bundle);
      keep(this.#bundles, name, bundle && { stored: bundle });
    }
    return found;
  }

  /** A template, by one query. */
  async template(reference: Reference, freshness: Freshness = 'kept'): Promise<StoredTemplate | undefined> {
    const name = formatReference(reference);
    const kept = freshness === 'kept' ? this.#templates.get(name) : undefined;
    if (kept || !isStorable(reference)) return kept;
    const [row] = await this.database.read(templateStatement(reference), { latest: freshness === 'latest' });
    const template = row && templateOf(row);
    keep(this.#templates, name, template);
    return template;
  }

  /** Many templates, by one query. */
  async templates(
    references: readonly Reference[],
    freshness: Freshness = 'kept',
  ): Promise<ReadonlyMap<string, StoredTemplate>> {
    const { found, missing } = known(this.#templates, (stored) => stored, references, freshness);
    if (missing.length === 0) return found;
    const rows = await this.database.read(templatesStatement(missing), { latest: freshness === 'latest' });
    const read = new Map(
      rows.map((row): [string, StoredTemplate] => {
        const stored = templateOf(row);
        return [formatReference({ id: stored.template.template_id, semver: stored.template.semver }), stored];
      }),
    );
    for (const reference of missing) {
      const name = formatReference(reference);
      const template = read.get(name);
      if (template) found.set(name, template);
      keep(this.#templates, name, template);
    }
    return found;
  }

  /** Forgets what was kept. */
  clear(): void {
    this.#bundles.clear();
    this.#templates.clear();
  }
}

/** Keeps what was found, and nothing of what is gone. */
function keep<Stored extends object>(
  cache: LRUCache<string, Stored>,
  name: string,
  stored: Stored | undefined,
): void {
  if (stored) cache.set(name, stored);
  else cache.delete(name);
}

/** What is kept of the versions asked for, and which have to be read, each once. */
function known<Kept extends object, Stored extends object>(
  cache: LRUCache<string, Kept>,
  storedIn: (kept: Kept) => Stored,
  references: readonly Reference[],
  freshness: Freshness,
): { readonly found: Map<string, Stored>; readonly missing: readonly Reference[] } {
  const found = new Map<string, Stored>();
  const missing = new Map<string, Reference>();
  for (const reference of references) {
    const name = formatReference(reference);
    const kept = freshness === 'kept' ? cache.get(name) : undefined;
    if (kept) found.set(name, storedIn(kept));
    else if (isStorable(reference)) missing.set(name, reference);
  }
  return { found, missing: [...missing.values()] };
}
