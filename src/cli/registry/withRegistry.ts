import { loadHashing } from '../../core/hashing.js';
import type { Refusal } from '../../core/model/refusal.js';
import { sha256 } from '../../node/sha256.js';
import type { Registry } from '../../registry/index.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { printRefusal } from '../print.js';
import { UsageError } from '../usage.js';

/** What came of asking a registry, or what is in the way. */
export type Asked<Result> = { readonly result: Result } | { readonly refusal: Refusal };

/** Like {@link askRegistry}; what is in the way is told, and gives `undefined`. */
export async function withRegistry<Result>(
  url: string | undefined,
  host: CommandLineHost,
  root: string,
  work: (registry: Registry) => Promise<Result>,
): Promise<Result | undefined> {
  const asked = await askRegistry(url, host, root, work);
  if ('result' in asked) return asked.result;
  printRefusal(host, asked.refusal);
  return undefined;
}

/** Opens the registry that `--registry` names, does something with it, and closes it. */
export async function askRegistry<Result>(
  url: string | undefined,
  host: CommandLineHost,
  root: string,
  work: (registry: Registry) => Promise<Result>,
): Promise<Asked<Result>> {
  if (url === undefined) throw new UsageError('Name the registry, by --registry.');
  const { RegistryError } = await import('../../registry/index.js');
  const registry = (await registryOpener(url, host, root))();
  try {
    return { result: await work(registry) };
  } catch (error) {
    if (!RegistryError.is(error)) throw error;
    const code = error.isPassing ? 'registry_unanswered' : 'registry_refused';
    return { refusal: { code, reason: error.message } };
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
