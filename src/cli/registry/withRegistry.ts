import { loadHashing } from '../../core/hashing.js';
import { sha256 } from '../../node/sha256.js';
import type { Registry } from '../../registry/index.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { printError } from '../print.js';
import { UsageError } from '../usage.js';

/** Opens the registry that `--registry` names, does something with it, and closes it. What is in the way is told, and gives `undefined`. */
export async function withRegistry<Result>(
  url: string | undefined,
  host: CommandLineHost,
  root: string,
  work: (registry: Registry) => Promise<Result>,
): Promise<Result | undefined> {
  if (url === undefined) throw new UsageError('Name the registry, by --registry.');
  const { RegistryError } = await import('../../registry/index.js');
  const registry = (await registryOpener(url, host, root))();
  try {
    return await work(registry);
  } catch (error) {
    if (!RegistryError.is(error)) throw error;
    printError(host, error.message);
    return undefined;
  } finally {
    await registry.close();
  }
}

/** What opens the registry with a URL; it connects when something is asked for first. */
export async function registryOpener(
  url: string,
  host: CommandLineHost,
  root: string,
): Promise<() => Registry> {
  const { openRegistry, registryFromUrl } = await import('../../registry/index.js');
  const read = registryFromUrl(url, {
    env: host.env,
    ...(host.userName !== undefined && { userName: host.userName }),
  });
  if (!read.connection) throw new UsageError(read.problem);
  const { connection, secrets } = read;
  const registryHost = { loadHashing: () => loadHashing(sha256), root, newId: host.newId };
  return () => openRegistry(connection, secrets, registryHost);
}
