import type { Event, SecretStorage, SecretStorageChangeEvent } from 'vscode';
import type { RegistryModule, RegistrySecrets } from '../../registry/registry.js';
import type { SetRegistry } from './connections.js';

const PREFIX = 'registry ';

/** The secrets of registries, which VS Code keeps encrypted and no settings hold. */
export class SecretsOfRegistries {
  constructor(private readonly storage: SecretStorage) {}

  /** Fires when a secret is set or forgotten, in any window. */
  get onDidChange(): Event<SecretStorageChangeEvent> {
    return this.storage.onDidChange;
  }

  /** What a connection needs; nothing where nothing is set. */
  async of(
    { connection, address }: SetRegistry,
    { readProxyHeader }: Pick<RegistryModule, 'readProxyHeader'>,
  ): Promise<RegistrySecrets> {
    const secret = await this.storage.get(PREFIX + address);
    if (secret === undefined) return {};
    if (connection.kind === 'postgresql') return { password: secret };
    const header = readProxyHeader(secret);
    return header ? { header } : {};
  }

  async has({ address }: SetRegistry): Promise<boolean> {
    return (await this.storage.get(PREFIX + address)) !== undefined;
  }

  async set({ address }: SetRegistry, secret: string): Promise<void> {
    await this.storage.store(PREFIX + address, secret);
  }

  async forget({ address }: SetRegistry): Promise<void> {
    await this.storage.delete(PREFIX + address);
  }
}
