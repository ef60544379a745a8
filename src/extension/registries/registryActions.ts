import { l10n, Uri, ViewColumn } from 'vscode';
import type { ListedKind } from '../../registry/registry.js';
import type { Selection } from '../../preview/protocol.js';
import { chooseRegistry, forgetSecret, setSecret } from './chooseRegistry.js';
import type { SetRegistry } from './connections.js';
import type { RegistryAccess, RegistryServices } from './registryServices.js';
import { fileOfVersion, openVersion, pickVersion, versionOf } from './openFromRegistry.js';
import { publishToRegistry } from './publishToRegistry.js';
import { pullVersion } from './pullVersion.js';
import type { VersionFolder } from './registryUri.js';
import { verifyAgainstRegistry } from './verifyAgainstRegistry.js';

/** What a command was called on. */
interface Target {
  /** The name of a registry. */
  readonly registry?: string;
  readonly file?: Uri;
  readonly version?: Pick<VersionFolder, 'kind' | 'reference'>;
}

/** What people do with registries. Each takes a file's URI, a row's target, or what is selected. */
export class RegistryActions {
  constructor(
    private readonly access: RegistryAccess,
    private readonly services: RegistryServices,
  ) {}

  async verify(argument: unknown): Promise<void> {
    const found = await this.#selected(argument, l10n.t('Choose a bundle to verify'));
    if (found)
      await verifyAgainstRegistry({ ...this.services, ...this.#own }, found.registry, found.selection);
  }

  async publish(argument: unknown): Promise<void> {
    const found = await this.#selected(argument, l10n.t('Choose a bundle to publish'));
    if (found)
      await publishToRegistry(
        { ...this.services, ...this.#own },
        found.registry,
        Uri.parse(found.selection.bundle),
      );
  }

  async compare(argument: unknown): Promise<void> {
    const found = await this.#selected(argument, l10n.t('Choose a bundle to compare'), 'database');
    if (found) await this.services.compare(found.selection, found.registry.name);
  }

  async open(argument: unknown): Promise<void> {
    const version = (await this.#version(argument))?.version;
    if (version) await openVersion(this.access.files, version);
  }

  async preview(argument: unknown): Promise<void> {
    const version = (await this.#version(argument))?.version;
    const file = version && (await fileOfVersion(this.access.files, version));
    if (file) await this.services.preview(file, ViewColumn.Active);
  }

  async pull(argument: unknown): Promise<void> {
    const found = await this.#version(argument);
    if (found) await pullVersion({ ...this.services, ...this.#own }, found.registry, found.version);
  }

  async setSecret(argument: unknown): Promise<void> {
    await setSecret(
      this.access.registries,
      typeof argument === 'string' ? argument : targetOf(argument).registry,
    );
  }

  async forgetSecret(): Promise<void> {
    await forgetSecret(this.access.registries);
  }

  refresh(): void {
    this.access.registries.refresh();
  }

  get #own(): Pick<RegistryAccess, 'registries'> {
    return { registries: this.access.registries };
  }

  /** What a command is about, and which registry: the only one, that of the row, or the one that is chosen. */
  async #selected(
    argument: unknown,
    placeHolder: string,
    needs?: 'database',
  ): Promise<{ readonly registry: SetRegistry; readonly selection: Selection } | undefined> {
    const { file, registry: name } = targetOf(argument);
    const registry = await this.#registry(name, needs);
    const selection = registry && (await this.services.select(file, placeHolder));
    return selection && selection.bundle !== '' ? { registry, selection } : undefined;
  }

  async #version(
    argument: unknown,
  ): Promise<{ readonly registry: SetRegistry; readonly version: VersionFolder } | undefined> {
    const { version, registry: name } = targetOf(argument);
    const registry = await this.#registry(name, 'database');
    if (!registry) return undefined;
    const chosen = version
      ? versionOf(registry, version.kind, version.reference)
      : await pickVersion(this.access.registries, registry);
    return chosen && { registry, version: chosen };
  }

  async #registry(name: string | undefined, needs?: 'database'): Promise<SetRegistry | undefined> {
    const { registries } = this.access;
    const known = name === undefined ? undefined : await registries.named(name);
    return known ?? chooseRegistry(registries, l10n.t('Choose a registry'), needs);
  }
}

/** Reads what a command was called on; VS Code hands over anything. */
function targetOf(argument: unknown): Target {
  if (argument instanceof Uri) return { file: argument };
  if (typeof argument !== 'object' || argument === null) return {};
  const { registry, file, version } = argument as Readonly<Record<string, unknown>>;
  const { kind, reference } = isObject(version) ? version : {};
  const { id, semver } = isObject(reference) ? reference : {};
  return {
    ...(typeof registry === 'string' && { registry }),
    ...(file instanceof Uri && { file }),
    ...((kind === 'bundle' || kind === 'template') &&
      typeof id === 'string' &&
      typeof semver === 'string' && {
        version: { kind: kind satisfies ListedKind, reference: { id, semver } },
      }),
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
