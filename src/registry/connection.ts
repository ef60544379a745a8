import * as l10n from '@vscode/l10n';
import { excerpt, quote } from '../core/text/quote.js';

// How a registry is reached, without its secrets: what settings and arguments may hold, and messages may show.

/**
 * How a connection is protected, by the names that PostgreSQL has for it: not at all; encrypted, whoever answers; and with a
 * certificate that an authority vouches for, for this host name or for any.
 */
export const TLS_MODES = ['disable', 'require', 'verify-ca', 'verify-full'] as const;

/** One of the ways. */
export type TlsMode = (typeof TLS_MODES)[number];

/** A machine and a port. */
export interface ServerAddress {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
}

/** What is set of a connection beside its place; whatever is not set has a default. */
export interface ConnectionLimits {
  /** The most connections at once. */
  readonly poolSize: number;
  /** Milliseconds to wait for a connection. */
  readonly connectTimeout: number;
  /** Milliseconds to wait for an answer. */
  readonly statementTimeout: number;
  /** Milliseconds after which a connection that nobody uses is closed. */
  readonly idleTimeout: number;
}

/** A connection to the service's database. */
export interface PostgresConnection extends ServerAddress, ConnectionLimits {
  readonly kind: 'postgresql';
  /** What people call it. */
  readonly name: string;
  readonly database: string;
  readonly user: string;
  readonly tls: TlsMode;
  /** The file of the authorities' certificates, where those of the system are not meant. */
  readonly rootCertificate?: string;
  /** Where versions are read from when a copy will do. */
  readonly replica?: ServerAddress;
}

/** A connection, or what is in its way: sentences that hold no secret. */
export type ReadConnection =
  | { readonly connection: PostgresConnection; readonly problem?: undefined }
  | { readonly connection?: undefined; readonly problem: string };

/** Where defaults come from: the `PG*` variables, and the user who is logged in. */
export interface ConnectionDefaults {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly userName?: string;
}

/** The variable that holds the password of a registry; `PGPASSWORD` is read after it. */
export const PASSWORD_VARIABLE = 'PROMPT_BUNDLES_REGISTRY_PASSWORD';

const DEFAULT_PORT = 5432;
const DEFAULT_LIMITS: ConnectionLimits = {
  poolSize: 4,
  connectTimeout: 5_000,
  statementTimeout: 10_000,
  idleTimeout: 10_000,
};
/** The least and the most of each. */
const LIMITS: Readonly<Record<keyof ConnectionLimits, readonly [number, number]>> = {
  poolSize: [1, 50],
  connectTimeout: [100, 600_000],
  statementTimeout: [100, 600_000],
  idleTimeout: [0, 3_600_000],
};

/** The password that the environment holds, if any. */
export function passwordFrom(env: Readonly<Record<string, string | undefined>>): string | undefined {
  return env[PASSWORD_VARIABLE] ?? env['PGPASSWORD'];
}

/** True for a URL of a PostgreSQL database. */
export function isPostgresUrl(url: string): boolean {
  return /^postgres(?:ql)?:/i.test(url);
}

/** Reads `postgres://user@host:port/database?sslmode=…`; what it leaves out is taken from the `PG*` variables. */
export function connectionFromUrl(
  text: string,
  { env = {}, userName }: ConnectionDefaults = {},
): ReadConnection {
  const url = isPostgresUrl(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (!url)
    return {
      problem: l10n.t('This is not the URL of a database. Write `postgres://user@host:5432/database`.'),
    };
  const options = new Map(url.searchParams);
  if (url.password !== '' || options.has('password'))
    return {
      problem: l10n.t('The URL holds a password. Remove it, and set {0} instead.', PASSWORD_VARIABLE),
    };
  const unknown = [...options.keys()].find((name) => !URL_OPTIONS.has(name));
  if (unknown !== undefined)
    return {
      problem: l10n.t(
        'The URL has the unknown option {0}. Use {1}.',
        quote(unknown),
        [...URL_OPTIONS].map(quote).join(', '),
      ),
    };
  const [user, host, database] = [url.username, url.hostname, url.pathname.slice(1)].map(decoded);
  if (user === undefined || host === undefined || database === undefined)
    return { problem: l10n.t('The URL has a `%` that starts no character. Write `%25` for a percent sign.') };
  const seconds = options.get('connect_timeout') ?? env['PGCONNECT_TIMEOUT'];
  return complete({
    host: options.get('host') ?? given(host.replace(/^\[(.*)\]$/, '$1')) ?? env['PGHOST'],
    port: numberOf(given(url.port) ?? options.get('port') ?? env['PGPORT']),
    user: given(user) ?? env['PGUSER'] ?? userName,
    database: given(database) ?? env['PGDATABASE'],
    tls: options.get('sslmode') ?? env['PGSSLMODE'],
    rootCertificate: options.get('sslrootcert') ?? env['PGSSLROOTCERT'],
    ...(seconds !== undefined && Number(seconds) > 0 && { connectTimeout: Number(seconds) * 1000 }),
  });
}

const URL_OPTIONS: ReadonlySet<string> = new Set([
  'sslmode',
  'sslrootcert',
  'connect_timeout',
  'host',
  'port',
]);

/** The keys of a connection in settings. */
const SETTING_KEYS: ReadonlySet<string> = new Set([
  'kind',
  'name',
  'url',
  'host',
  'port',
  'database',
  'user',
  'tls',
  'rootCertificate',
  'replica',
  ...Object.keys(LIMITS),
]);

/** Reads a connection as settings hold it: an object with a `url`, or with `host`, `database` and `user`. */
export function connectionFromSettings(value: unknown): ReadConnection {
  if (!isObject(value)) return { problem: l10n.t('A connection must be an object.') };
  const secret = Object.keys(value).find((key) => /pass|secret|token/i.test(key));
  if (secret !== undefined)
    return {
      problem: l10n.t(
        'Settings are no place for a password. Remove {0}, and store it as a secret.',
        quote(secret),
      ),
    };
  const unknown = Object.keys(value).find((key) => !SETTING_KEYS.has(key));
  if (unknown !== undefined) return { problem: l10n.t('A connection has no key {0}.', quote(unknown)) };
  const { kind = 'postgresql', url, replica, ...rest } = value;
  if (kind !== 'postgresql') return { problem: l10n.t('The `kind` of a connection must be `postgresql`.') };
  if (url === undefined) return complete({ ...rest, replica });
  if (typeof url !== 'string') return { problem: l10n.t('The `url` of a connection must be a string.') };
  const { connection, problem } = connectionFromUrl(url);
  return connection ? complete({ ...connection, name: undefined, ...rest, replica }) : { problem };
}

/** What was given of a connection, not checked yet. */
type Given = Readonly<Record<string, unknown>>;

function complete(values: Given): ReadConnection {
  const { port = DEFAULT_PORT, replica, rootCertificate } = values;
  const host = values['host'] ?? 'localhost';
  if (typeof host !== 'string' || host === '' || /[\s,]/.test(host))
    return { problem: l10n.t('Name the `host` of the database, only one.') };
  if (!isPort(port)) return { problem: portProblem() };
  const { database, user } = values;
  for (const [key, text] of Object.entries({ user, database }))
    if (typeof text !== 'string' || text === '' || text.includes('\0'))
      return { problem: l10n.t('Name the `{0}` of the connection.', key) };
  const tls = values['tls'] ?? (isLocal(host) ? 'disable' : 'verify-full');
  if (!isTlsMode(tls)) return { problem: tlsProblem(tls) };
  if (rootCertificate !== undefined && typeof rootCertificate !== 'string')
    return { problem: l10n.t('The `rootCertificate` must be the path of a file.') };
  const copy = replica === undefined ? undefined : readReplica(replica);
  if (copy?.problem !== undefined) return { problem: copy.problem };
  const limits = { ...DEFAULT_LIMITS };
  for (const [key, [least, most]] of Object.entries(LIMITS)) {
    const limit = values[key];
    if (limit === undefined) continue;
    if (!Number.isInteger(limit) || Number(limit) < least || Number(limit) > most)
      return { problem: l10n.t('The `{0}` must be a whole number from {1} to {2}.', key, least, most) };
    Object.assign(limits, { [key]: limit });
  }
  // The same in every language: other settings and secrets go by it.
  const name = values['name'] ?? `${String(database)} on ${host}`;
  if (typeof name !== 'string' || name.trim() === '')
    return { problem: l10n.t('The `name` of a connection must be a text.') };
  return {
    connection: {
      kind: 'postgresql',
      name,
      host,
      port,
      database: String(database),
      user: String(user),
      tls,
      ...(rootCertificate !== undefined && { rootCertificate }),
      ...(copy?.address && { replica: copy.address }),
      ...limits,
    },
  };
}

function readReplica(value: unknown): { readonly address?: ServerAddress; readonly problem?: string } {
  const { host, port = DEFAULT_PORT, ...others } = isObject(value) ? value : {};
  if (typeof host !== 'string' || host === '' || Object.keys(others).length > 0)
    return { problem: l10n.t('A `replica` has a `host`, and a `port` where it is not 5432.') };
  return isPort(port) ? { address: { host, port } } : { problem: portProblem() };
}

function portProblem(): string {
  return l10n.t('The `port` must be a whole number from 1 to 65535.');
}

/** True for what no network lies before: TLS protects nothing there. */
export function isLocal(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\/.*)$/i.test(host);
}

/** Where a connection leads, for messages: `database prompts on db.example:5432`. */
export function connectionText({ database, host, port }: PostgresConnection): string {
  return l10n.t('database {0} on {1}:{2}', excerpt(database), excerpt(host), port);
}

function tlsProblem(value: unknown): string {
  const modes = TLS_MODES.map(quote).join(', ');
  return typeof value === 'string'
    ? l10n.t('There is no way of TLS {0}. Use {1}.', quote(value), modes)
    : l10n.t('There is no way of TLS of this kind. Use {0}.', modes);
}

function isTlsMode(value: unknown): value is TlsMode {
  return TLS_MODES.some((mode) => mode === value);
}

function isPort(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) <= 65_535;
}

/** What a part of a URL says, if anything. */
function given(text: string): string | undefined {
  return text === '' ? undefined : text;
}

function numberOf(text: string | undefined): unknown {
  return text === undefined || text === '' ? undefined : Number(text);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
