import { setTimeout } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import { formatReference, type Reference } from '../core/model/reference.js';
import { sha256 } from '../node/sha256.js';
import {
  connectionFromSettings,
  connectionFromUrl,
  connectionText,
  passwordFrom,
  type ConnectionDefaults,
} from './connection.js';
import { auditOverHttp } from './http/audit.js';
import { createExchange } from './http/exchange.js';
import { fileJournal } from './http/fileJournal.js';
import {
  HEADER_VARIABLE,
  httpConnectionFromSettings,
  httpConnectionFromUrl,
  httpConnectionText,
  isHttpUrl,
  readProxyHeader,
} from './http/httpConnection.js';
import { createPromptService, type PromptService } from './http/promptService.js';
import { publishOverHttp } from './http/publish.js';
import { RENDER_IS_RECORDED, verifyOverHttp } from './http/verify.js';
import { auditPrompt, countAudit, findAudit, listAudit } from './postgres/auditRows.js';
import { DbAuditSink } from './postgres/auditSink.js';
import { Database } from './postgres/database.js';
import { listAllVersions, listIds, listVersions } from './postgres/listVersions.js';
import { publish } from './postgres/publish.js';
import { StoredVersions } from './postgres/storedVersions.js';
import { verifyStored } from './postgres/verify.js';
import type {
  ReadRegistryConnection,
  Registry,
  RegistryConnection,
  RegistryHost,
  RegistrySecrets,
} from './registry.js';
import { RegistryError } from './registryError.js';
import { PROBE_INPUT } from './verification.js';

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
    return { problem: l10n.t('{0} is no header. Write `Name: value`.', HEADER_VARIABLE) };
  return { connection, secrets: header ? { header } : {} };
}

/** Reads a connection of either kind as settings hold it: an object with a `kind`, `postgresql` or `http`, or with a `url` that says it. */
export function registryFromSettings(value: unknown): ReadRegistryConnection {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return {
      problem: l10n.t('A connection must be an object, such as `{ "name": "team", "url": "https://host" }`.'),
    };
  const given = value as Readonly<Record<string, unknown>>;
  const { kind, url } = given;
  const isHttp = kind === 'http' || (kind === undefined && typeof url === 'string' && isHttpUrl(url));
  return isHttp ? httpConnectionFromSettings(given) : connectionFromSettings(given);
}

/** Where a connection leads, for messages: `database prompts on db.example:5432`. */
export function registryText(connection: RegistryConnection): string {
  return connection.kind === 'http' ? httpConnectionText(connection) : connectionText(connection);
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
      has: (references) => bundlesOf(service, references),
      audit: auditOverHttp(service),
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
      ids: (kind, after) => listIds(database, kind, { limit: PAGE, ...(after !== undefined && { after }) }),
      versions: (kind, id) => listVersions(database, kind, id),
      list: (kind, after) => listAllVersions(database, kind, { limit: PAGE, ...(after && { after }) }),
      bundles: (references) => versions.bundles(references, 'latest'),
      templates: (references) => versions.templates(references, 'latest'),
    },
    has: async (references) => new Set((await versions.bundles(references, 'latest')).keys()),
    audit: {
      find: (query) => findAudit(database, query),
      prompt: (row) => auditPrompt(database, row),
      database: {
        count: (query) => countAudit(database, query),
        list: (after) => listAudit(database, after),
        sink: (options) => new DbAuditSink({ database, newId, ...options }),
      },
    },
    close: () => database.close(),
  };
}

/** How many requests of reading are on their way at once. */
const REQUESTS_AT_ONCE = 4;

/** Asks for one bundle after another, some at once. */
async function bundlesOf(
  service: PromptService,
  references: readonly Reference[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let i = 0; i < references.length; i += REQUESTS_AT_ONCE)
    await Promise.all(
      references.slice(i, i + REQUESTS_AT_ONCE).map(async (reference) => {
        const result = await service.findBundle(reference);
        if (result.kind === 'refused') throw new RegistryError('refused', result.refusal.message);
        if (result.value) found.add(formatReference(reference));
      }),
    );
  return found;
}
