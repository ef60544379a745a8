import { l10n, window, workspace, type Uri } from 'vscode';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { excerpt } from '../../core/text/quote.js';
import { showError, showInformation } from '../output/messages.js';
import { choose } from '../output/questions.js';
import type { RegistryStore } from '../../registry/registry.js';
import type { SetRegistry } from './connections.js';
import type { Registries } from './registries.js';
import type { RegistryFiles } from './registryFiles.js';
import type { VersionFolder } from './registryUri.js';

/** The bundle version of a registry that the user picks: an id, then one of its versions, the newest first. */
export async function pickVersion(
  registries: Registries,
  registry: SetRegistry,
): Promise<VersionFolder | undefined> {
  const name = excerpt(registry.name);
  const ids = await registries.act(registry, l10n.t('Listing the bundles of {0}', name), ({ store }) =>
    allIds(store),
  );
  if (!ids) return undefined;
  if (ids.length === 0) {
    void showInformation(l10n.t('{0} holds no bundles.', registry.text));
    return undefined;
  }
  const id = (
    await choose(
      ids.map((one) => ({ icon: 'layers', label: one, id: one })),
      l10n.t('Bundle of {0}', name),
    )
  )?.id;
  if (id === undefined) return undefined;
  const versions = await registries.act(
    registry,
    l10n.t('Listing the versions of {0}', excerpt(id)),
    async ({ store }) => store?.versions('bundle', id),
  );
  const entries = [...(versions ?? [])].reverse().map(({ semver, created_at }) => ({
    icon: 'lock',
    label: semver,
    description: created_at.slice(0, 10),
    semver,
  }));
  const semver = (await choose(entries, l10n.t('Version of {0}', excerpt(id))))?.semver;
  return semver === undefined ? undefined : versionOf(registry, 'bundle', { id, semver });
}

/** A version as it goes by in the editor. */
export function versionOf(
  { name }: SetRegistry,
  kind: VersionFolder['kind'],
  reference: Reference,
): VersionFolder {
  return { registry: name, kind, reference };
}

/** The read-only file of a version; `undefined`, and the user is told, where it cannot be read. */
export async function fileOfVersion(files: RegistryFiles, version: VersionFolder): Promise<Uri | undefined> {
  try {
    return await files.mainFile(version);
  } catch {
    // What is in the way of the registry is told by whoever asked it.
    void showError(
      l10n.t(
        '{0} could not be read from {1}.',
        excerpt(formatReference(version.reference)),
        excerpt(version.registry),
      ),
    );
    return undefined;
  }
}

/** Opens the read-only file of a version. */
export async function openVersion(files: RegistryFiles, version: VersionFolder): Promise<void> {
  const file = await fileOfVersion(files, version);
  if (file) await window.showTextDocument(await workspace.openTextDocument(file));
}

async function allIds(store: RegistryStore | undefined): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await store?.ids('bundle', after);
    for (const id of page?.items ?? []) ids.push(id);
    after = page?.next;
  } while (after !== undefined);
  return ids;
}
