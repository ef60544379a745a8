import * as l10n from '@vscode/l10n';
import { SOURCE_ORDER } from '../../core/compare/compareVersions.js';
import {
  renderVersions,
  type RenderedVersion,
  type VersionsRequest,
} from '../../core/compare/renderVersions.js';
import { bundleReference } from '../../core/model/bundle.js';
import { PromptError } from '../../core/model/promptError.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { bySlot, SLOTS } from '../../core/model/slots.js';
import type { Publishable } from '../../core/published/planPublication.js';
import type { PromptGenerator } from '../../core/promptGenerator.js';
import { registryOrigin } from '../stored/registryOrigin.js';
import { storedReference, type StoredBundle } from '../stored/storedVersion.js';
import { FilesTerms } from './filesTerms.js';

/** How many bundles are read at once. */
const BATCH = 500;

/** The store of a registry, as far as one bundle is read from it. */
export interface BundleStore {
  versions(kind: 'bundle', id: string): Promise<readonly Reference[]>;
  bundles(references: readonly Reference[]): Promise<ReadonlyMap<string, StoredBundle>>;
}

/** The versions of a bundle that a registry holds, in SemVer order: all of them, or those that are named. */
export async function readBundleVersions(
  store: BundleStore,
  id: string,
  semvers?: readonly string[],
): Promise<readonly StoredBundle[]> {
  const references = semvers?.map((semver) => ({ id, semver })) ?? (await store.versions('bundle', id));
  const all: StoredBundle[] = [];
  for (let first = 0; first < references.length; first += BATCH) {
    const batch = references.slice(first, first + BATCH);
    const found = await store.bundles(batch);
    for (const reference of batch) {
      const stored = found.get(formatReference(reference));
      if (stored) all.push(stored);
    }
  }
  return all;
}

/** What versions of a registry are compared with, and how they are rendered. */
export interface RegistryVersionsRequest extends Pick<VersionsRequest, 'bundle_id' | 'input' | 'hashing'> {
  readonly stored: readonly StoredBundle[];
  /** What people call the registry: the beginning of every origin. */
  readonly name: string;
  /** The same, to tell rows by it, where there may be several registries. */
  readonly registry?: string;
  /** The same bundle's versions elsewhere: rows of the registry that are equal to one of them become one with it. */
  readonly elsewhere: readonly RenderedVersion[];
  readonly generator: Pick<PromptGenerator, 'renderInline'>;
}

/** Versions of a registry, to be compared with others. */
export interface RegistryVersions {
  readonly rendered: readonly RenderedVersion[];
  /** What is to be told of their hashes. */
  readonly notes: readonly string[];
}

/** Told where a file has an adapter version that the hashes of the registry's versions are computed with. */
function adapterNote(): string {
  return l10n.t(
    'A registry stores no `adapter_version`. The hashes of its versions are computed with that of the files.',
  );
}

/**
 * Renders versions of a registry as `renderVersions` does those of other places, to be given to `compareVersions` with them.
 * What is equal to a version elsewhere (spec, section 8) has its hashes; what differs has other ones where it differs.
 */
export async function registryVersions(request: RegistryVersionsRequest): Promise<RegistryVersions> {
  const { stored, name, registry, elsewhere, generator, bundle_id, input, hashing } = request;
  const states = [...elsewhere]
    .sort((a, b) => SOURCE_ORDER.indexOf(b.source) - SOURCE_ORDER.indexOf(a.source))
    .flatMap(({ render }) => (render ? [render] : []));
  const terms = new FilesTerms(states);
  const versions = new Map(
    stored.map((bundle): [string, { readonly stored: StoredBundle; readonly given: Publishable }] => [
      bundle.bundle.semver,
      { stored: bundle, given: terms.of(bundle) },
    ]),
  );
  const rendered = await renderVersions({
    bundle_id,
    hashing,
    ...(input && { input }),
    places: [
      {
        source: 'registry',
        ...(registry !== undefined && { registry }),
        semvers: [...versions.keys()],
        generator: {
          renderFromBundle: ({ bundle: { semver }, ...others }) => {
            const version = versions.get(semver);
            if (!version)
              throw new PromptError('unknown_bundle', l10n.t('The registry has no such version.'));
            const { given, stored: row } = version;
            return generator.renderInline({
              ...others,
              bundle: given.bundle,
              origin: registryOrigin(name, 'bundle', bundleReference(given.bundle)),
              parts: bySlot((slot) => ({
                ...given.parts[slot],
                origin: registryOrigin(name, 'template', storedReference(row.parts[slot])),
              })),
            });
          },
        },
      },
    ],
  });
  const isAdapted = [...versions.values()].some(({ given }) =>
    SLOTS.some((slot) => given.parts[slot].template.adapter_version !== null),
  );
  return { rendered, notes: isAdapted ? [adapterNote()] : [] };
}
