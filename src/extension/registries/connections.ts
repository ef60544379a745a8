import { l10n, workspace } from 'vscode';
import { counted, quote } from '../../core/text/quote.js';
import type { RegistryConnection, RegistryModule } from '../../registry/registry.js';

const SECTION = 'promptBundles';
/** The setting, for messages and commands. */
export const CONNECTIONS_SETTING = `${SECTION}.registry.connections`;

/** A registry as it is set. */
export interface SetRegistry {
  /** What people call it; of those that are set, each has its own. */
  readonly name: string;
  readonly connection: RegistryConnection;
  /** Where it leads, for messages. */
  readonly text: string;
  /** What its secret goes by: another place never gets it. */
  readonly address: string;
}

/** The registries that are set, and what is wrong with others: sentences. */
export interface SetRegistries {
  readonly registries: readonly SetRegistry[];
  readonly problems: readonly string[];
}

/** True when an event changes which registries there are, or what is asked of them. */
export function changesRegistries(event: { affectsConfiguration(section: string): boolean }): boolean {
  return event.affectsConfiguration(`${SECTION}.registry`);
}

/** True where anything is set, right or wrong. */
export function hasRegistries(): boolean {
  const configuration = workspace.getConfiguration(SECTION);
  const set = configuration.get<unknown>('registry.connections');
  return Array.isArray(set) ? set.length > 0 : set !== undefined;
}

/** Reads the connections that are set for this window. */
export function readConnections(
  module: Pick<RegistryModule, 'registryFromSettings' | 'registryText'>,
): SetRegistries {
  const configuration = workspace.getConfiguration(SECTION);
  const set = configuration.get<unknown>('registry.connections', []);
  if (!Array.isArray(set))
    return {
      registries: [],
      problems: [l10n.t('The setting {0} must be a list.', quote(CONNECTIONS_SETTING))],
    };
  const registries = new Map<string, SetRegistry>();
  const problems: string[] = [];
  for (const [i, value] of (set as readonly unknown[]).entries()) {
    const { connection, problem } = module.registryFromSettings(value);
    if (!connection) problems.push(l10n.t('Connection {0} is not right. {1}', counted(i + 1), problem));
    else if (registries.has(connection.name))
      problems.push(
        l10n.t(
          'Connection {0} is not right. Another has the name {1}.',
          counted(i + 1),
          quote(connection.name),
        ),
      );
    else {
      const { name } = connection;
      registries.set(name, {
        name,
        connection,
        text: module.registryText(connection),
        address: addressOf(connection),
      });
    }
  }
  return { registries: [...registries.values()], problems };
}

/** Whose secret it is: not only the name, which any folder's settings could give to a place of their own. */
function addressOf(connection: RegistryConnection): string {
  if (connection.kind === 'http') return connection.url;
  const { user, host, port, database, tls } = connection;
  return `postgresql ${JSON.stringify([user, host, port, database, tls])}`;
}
