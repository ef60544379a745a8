import { setTimeout } from 'node:timers/promises';
import type { Hashing } from '../core/hashing.js';
import type { Reference } from '../core/model/reference.js';
import type { RenderInput } from '../core/model/renderInput.js';
import type { Render } from '../core/promptGenerator.js';
import { sha256 } from '../node/sha256.js';
import {
  connectionFromUrl,
  connectionText,
  passwordFrom,
  type ConnectionDefaults,
  type PostgresConnection,
} from './connection.js';
import type { RegistryPublication } from './publication/planRegistryPublication.js';
import { createExchange } from './http/exchange.js';
import {
  HEADER_VARIABLE,
  httpConnectionFromUrl,
  httpConnectionText,
  isHttpUrl,
  readProxyHeader,
  type HttpConnection,
  type ProxyHeader,
} from './http/httpConnection.js';
import { createPromptService } from './http/promptService.js';
import { RENDER_IS_RECORDED, verifyOverHttp } from './http/verify.js';
import { fileJournal } from './http/fileJournal.js';
import { publishOverHttp, type HttpPublished } from './http/publish.js';
import { Database } from './postgres/database.js';
import { listAllVersions, type Page } from './postgres/listVersions.js';
import { publish, type RegistryPublished } from './postgres/publish.js';
import { StoredVersions } from './postgres/storedVersions.js';
import type { StoredBundle } from './stored/storedVersion.js';
import { verifyStored } from './postgres/verify.js';
import { PROBE_INPUT, type RegistryRender, type Verification } from './verification.js';

/** A way to a registry, without its secrets. */
export type RegistryConnection = PostgresConnection | HttpConnection;

/** What a connection needs and settings do not hold. */
export interface RegistrySecrets {
  /** Of the database. */
  readonly password?: string;
  /** Of a proxy before the service. */
  readonly header?: ProxyHeader;
}

/** What became of a version that was to be published, over either way. */
export type RegistryOutcome = RegistryPublished | HttpPublished;

/** What a database holds, as it is now. All reject with a `RegistryError`. */
export interface RegistryStore {
  /** Some of all bundle versions, in the order of the database, behind the one that is given. */
  list(after?: Reference): Promise<Page<Reference, Reference>>;
  /** Bundles with their templates, by their names; what is not there is left out. */
  bundles(references: readonly Reference[]): Promise<ReadonlyMap<string, StoredBundle>>;
}

/** What can be asked of a registry, whichever way it is reached. All reject with a `RegistryError`. */
export interface Registry {
  /** Where it is, for messages: `the service at https://prompts.example.org`. */
  readonly text: string;
  /** What is to be told before the first verification; absent where it leaves no trace. */
  readonly notice?: string;
  /** What to verify with where nothing of a user's is to be sent. */
  readonly probe: RenderInput;
  verify(ours: Pick<Render, 'bundle' | 'input'> & RegistryRender): Promise<Verification>;
  /** Publishes a version. To repeat it is safe at any time. */
  publish(publication: RegistryPublication): Promise<RegistryOutcome>;
  /** What is stored there; absent over HTTP, where nothing is listed and no template is given back. */
  readonly store?: RegistryStore;
  close(): Promise<void>;
}

/** A connection and its secrets, or what is in the way. */
export type ReadRegistry =
  | {
      readonly connection: RegistryConnection;
      readonly secrets: RegistrySecrets;
      readonly problem?: undefined;
    }
  | { readonly connection?: undefined; readonly problem: string };

/** Reads the URL of a registry, of either kind; its secrets are read from the environment. */
export function registryFromUrl(url: string, defaults: ConnectionDefaults): ReadRegistry {
  const { env = {} } = defaults;
  if (!isHttpUrl(url)) {
    const { connection, problem } = connectionFromUrl(url, defaults);
    if (!connection) return { problem };
    const password = passwordFrom(env);
    return { connection, secrets: password === undefined ? {} : { password } };
  }
  const { connection, problem } = httpConnectionFromUrl(url);
  if (!connection) return { problem };
  const given = env[HEADER_VARIABLE];
  const header = given === undefined ? undefined : readProxyHeader(given);
  if (given !== undefined && !header)
    return { problem: `${HEADER_VARIABLE} is no header. Write \`Name: value\`.` };
  return { connection, secrets: header ? { header } : {} };
}

/** What a registry needs of its host. */
export interface RegistryHost {
  /** Called where something is rendered from the registry. */
  readonly loadHashing: () => Promise<Hashing>;
  /** Absolute path of the folder that versions are published from: the journal of what went over HTTP is in it. */
  readonly root: string;
  /** Makes a UUID, version 4. */
  readonly newId: () => string;
}

/** How many versions are listed, and read with their templates, at once. */
const PAGE = 500;

/** Connects when something is asked for first. */
export function openRegistry(
  connection: RegistryConnection,
  secrets: RegistrySecrets,
  { loadHashing, root, newId }: RegistryHost,
): Registry {
  if (connection.kind === 'http') {
    const service = createPromptService(createExchange(connection, secrets.header));
    return {
      text: httpConnectionText(connection),
      notice: RENDER_IS_RECORDED,
      probe: PROBE_INPUT,
      verify: (ours) => verifyOverHttp(service, ours),
      publish: (publication) =>
        publishOverHttp(publication, {
          service,
          journal: fileJournal(root, connection.url, newId),
          hashing: { sha256 },
          wait: (milliseconds) => setTimeout(milliseconds),
        }),
      close: () => Promise.resolve(),
    };
  }
  const { password } = secrets;
  const database = new Database(connection, password === undefined ? {} : { password });
  const versions = new StoredVersions(database);
  return {
    text: connectionText(connection),
    probe: PROBE_INPUT,
    verify: async (ours) => verifyStored(versions, await loadHashing(), ours),
    publish: (publication) => publish(database, publication, { newId }),
    store: {
      list: (after) => listAllVersions(database, 'bundle', { limit: PAGE, ...(after && { after }) }),
      bundles: (references) => versions.bundles(references, 'latest'),
    },
    close: () => database.close(),
  };
}
