import { bundleHash } from '../../core/hashes.js';
import type { Hashing } from '../../core/hashing.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import type { AuditRow, RegistryStore } from '../../registry/index.js';
import type { PromptFolder } from '../../node/folder/promptFolder.js';

/** The versions that bundle hashes stand for, as far as the folder and a registry know them. */
export class AuditNames {
  readonly #names = new Map<string, string>();

  constructor(
    private readonly hashing: Hashing,
    private readonly folder: PromptFolder,
    private readonly store: RegistryStore | undefined,
  ) {
    const { scope } = folder;
    const published = scope.published.bundles().map(({ snapshot }) => snapshot.bundle.bundle_id);
    for (const id of new Set([...scope.ids('bundle'), ...published]))
      for (const semver of this.#versionsHere(id)) this.#learn({ id, semver });
  }

  /** `bundle_id@semver`, once it was learned. */
  of(hash: string): string | undefined {
    return this.#names.get(hash);
  }

  /** The hashes of a version, or of all versions of a bundle that are known. */
  async hashesOf(bundle: Reference | string): Promise<readonly string[]> {
    if (typeof bundle !== 'string') return [this.#learn(bundle)];
    const listed = (await this.store?.versions('bundle', bundle)) ?? [];
    const semvers = new Set([...this.#versionsHere(bundle), ...listed.map(({ semver }) => semver)]);
    return [...semvers].map((semver) => this.#learn({ id: bundle, semver }));
  }

  /** Learns the versions of rows from the registry, where the folder does not have them. */
  async learn(rows: readonly AuditRow[]): Promise<void> {
    const unknown = new Set(rows.map((row) => row.bundle_hash).filter((hash) => !this.#names.has(hash)));
    for (let after: Reference | undefined, isFirst = true; this.store && unknown.size > 0; isFirst = false) {
      if (!isFirst && !after) return;
      const { items, next }: Awaited<ReturnType<RegistryStore['list']>> = await this.store.list(
        'bundle',
        after,
      );
      for (const item of items) unknown.delete(this.#learn(item));
      after = next;
    }
  }

  #versionsHere(id: string): readonly string[] {
    const { scope } = this.folder;
    return [...scope.versions('bundle', id), ...scope.published.versions(id)];
  }

  #learn(reference: Reference): string {
    const hash = bundleHash(this.hashing, reference);
    this.#names.set(hash, formatReference(reference));
    return hash;
  }
}
