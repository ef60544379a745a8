import type { RenderedVersion } from '../../core/compare/renderVersions.js';
import type { Registry, RegistryVersionsRequest } from '../../registry/index.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { printRefusal } from '../print.js';

/** What a registry holds of a bundle, beside what is elsewhere. */
export interface RegistryRows {
  /** Where it is, for messages. */
  readonly registry: string;
  readonly rendered: readonly RenderedVersion[];
  readonly notes: readonly string[];
}

/** Reads and renders the versions that a registry holds of a bundle, or those that are named. What is in the way is told, and gives `undefined`. */
export async function registryRows(
  { store, text }: Registry,
  request: Omit<RegistryVersionsRequest, 'stored' | 'name'>,
  semvers: readonly string[] | undefined,
  host: CommandLineHost,
): Promise<RegistryRows | undefined> {
  if (!store) {
    printRefusal(host, {
      code: 'registry_unable',
      reason: `Nothing can be compared with ${text}: its API lists no versions and gives no template back. Name its database, or verify one version.`,
    });
    return undefined;
  }
  const { readBundleVersions, registryVersions } = await import('../../registry/index.js');
  const stored = await readBundleVersions(store, request.bundle_id, semvers);
  return { registry: text, ...(await registryVersions({ ...request, stored, name: text })) };
}
