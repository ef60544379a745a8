import { readFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { Client, Pool, type PoolClient, type PoolConfig } from 'pg';
import { failureText } from '../../core/text/failureText.js';
import { quote } from '../../core/text/quote.js';
import { connectionText, type PostgresConnection, type ServerAddress } from '../connection.js';
import { RegistryError } from '../registryError.js';
import { explainFault, isLostConnection } from './explainFault.js';

/** A statement and its parameters, which are never part of its text. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly Parameter[];
}

/** What a parameter can be: the driver writes an array as one of PostgreSQL. */
export type Parameter = string | number | null | readonly (string | null)[];

/** A row, each value as the text that the server writes for it. */
export type Row = Readonly<Record<string, string | null>>;

/** What asks within one transaction. */
export type Ask = (statement: Statement) => Promise<readonly Row[]>;

/** What a transaction came to, and whether what it wrote stays. */
export interface Written<Result> {
  readonly keep: boolean;
  readonly result: Result;
}

/** What a connection needs and settings do not hold. */
export interface Secrets {
  readonly password?: string;
}

/** How the transaction of a read is made: it can write nothing, whatever a view or a function behind a table does. */
const BEGIN_READ = 'begin isolation level repeatable read, read only';
const BEGIN_WRITE = 'begin isolation level read committed';

/** Milliseconds beyond the server's own time limit before an answer is given up here: the network may have lost it. */
const GRACE_MS = 2_000;
/** How much of the time limit a statement may wait for a lock. */
const LOCK_SHARE = 0.8;

/**
 * The service's database. Connections are made when they are first needed, kept for a while, and held by no state of a
 * session: a pooler may give each transaction another one. Every fault is a `RegistryError`.
 */
export class Database {
  readonly #primary: LazyPool;
  readonly #replica: LazyPool | undefined;

  constructor(
    readonly connection: PostgresConnection,
    private readonly secrets: Secrets = {},
  ) {
    this.#primary = new LazyPool(connection, secrets, connection);
    this.#replica = connection.replica && new LazyPool(connection, secrets, connection.replica);
  }

  /**
   * Reads by one statement, with one round trip. `latest` asks the primary server, also where a replica is named: a copy may
   * lag behind.
   */
  async read(statement: Statement, { latest = false } = {}): Promise<readonly Row[]> {
    return this.#reading(latest, async (client) => {
      // All are sent at once, and each is waited for: a failed one leaves none that nobody hears of.
      const [began, found, ended] = await Promise.allSettled([
        client.query(this.#begin(BEGIN_READ)),
        query(client, statement),
        client.query('commit'),
      ]);
      for (const sent of [began, found, ended]) if (sent.status === 'rejected') throw sent.reason;
      return found.status === 'fulfilled' ? found.value : [];
    });
  }

  /** Reads by several statements, all of which see the same state. */
  async readTogether<Result>(work: (ask: Ask) => Promise<Result>, { latest = false } = {}): Promise<Result> {
    return this.#reading(latest, (client) =>
      this.#transaction(client, BEGIN_READ, async (ask) => ({ keep: true, result: await work(ask) })),
    );
  }

  /**
   * Writes in one transaction, all or nothing, as the work decides. When the connection is lost while it is committed, nobody
   * can say which: the fault then has the code `unknown-outcome`.
   */
  async write<Result>(work: (ask: Ask) => Promise<Written<Result>>): Promise<Result> {
    return this.#primary.use((client) => this.#transaction(client, BEGIN_WRITE, work));
  }

  /** Closes all connections, once what is asked has been answered. */
  async close(): Promise<void> {
    await Promise.all([this.#primary.close(), this.#replica?.close()]);
  }

  /** A connection that was closed while nobody used it is only noticed when it is used: then another is tried, once. */
  async #reading<Result>(latest: boolean, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    const pool = latest ? this.#primary : (this.#replica ?? this.#primary);
    try {
      return await pool.use(work);
    } catch (error) {
      if (isLostConnection(error)) return pool.use(work);
      throw error;
    }
  }

  async #transaction<Result>(
    client: PoolClient,
    begin: string,
    work: (ask: Ask) => Promise<Written<Result>>,
  ): Promise<Result> {
    await client.query(this.#begin(begin));
    let written: Written<Result>;
    try {
      written = await work((statement) => query(client, statement));
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    }
    try {
      await client.query(written.keep ? 'commit' : 'rollback');
    } catch (error) {
      const fault = explainFault(error, this.connection, this.secrets.password);
      if (begin !== BEGIN_WRITE || !written.keep || !MAY_BE_DONE.has(fault.code)) throw fault;
      throw new RegistryError(
        'unknown-outcome',
        l10n.t(
          'The connection was lost at the last step, so it is unknown whether it was done. Try again: what is there already is not written twice.',
        ),
      );
    }
    return written.result;
  }

  /** The limits are set for this transaction alone; they are numbers, checked when the connection was read. */
  #begin(begin: string): string {
    const { statementTimeout } = this.connection;
    const limit = `${begin}; set local statement_timeout = ${statementTimeout}`;
    if (begin === BEGIN_READ) return limit;
    return [
      limit,
      // Shorter, so that a lock is told as such.
      `set local lock_timeout = ${Math.ceil(statementTimeout * LOCK_SHARE)}`,
      `set local idle_in_transaction_session_timeout = ${statementTimeout + GRACE_MS}`,
    ].join('; ');
  }
}

/** Faults at a commit behind which it may have been done all the same. */
const MAY_BE_DONE: ReadonlySet<string> = new Set(['lost', 'timeout', 'unavailable']);

async function query(client: PoolClient, { text, values = [] }: Statement): Promise<readonly Row[]> {
  const { rows } = await client.query<Row>(text, [...values]);
  return rows;
}

/** A pool that is made with the first connection. */
class LazyPool {
  #made: Promise<Pool> | undefined;
  #isClosed = false;

  constructor(
    private readonly connection: PostgresConnection,
    private readonly secrets: Secrets,
    private readonly address: ServerAddress,
  ) {}

  /** Lends a connection; one that failed otherwise than by the server's refusal of a statement is not used again. */
  async use<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    try {
      if (this.#isClosed)
        throw new RegistryError('lost', l10n.t('The connection to the registry is closed.'));
      const pool = await (this.#made ??= makePool(this.connection, this.secrets, this.address));
      const client = await this.#connect(pool);
      try {
        const result = await work(client);
        client.release();
        return result;
      } catch (error) {
        client.release(!isRefusedStatement(error));
        throw error;
      }
    } catch (error) {
      throw this.#explain(error);
    }
  }

  async #connect(pool: Pool): Promise<PoolClient> {
    try {
      return await pool.connect();
    } catch (error) {
      const fault = this.#explain(error);
      if (fault.code !== 'lost') throw fault;
      // What is no PostgreSQL does the same.
      throw new RegistryError(
        'lost',
        l10n.t(
          'The {0} closed the connection before it was made. Check the host and the port, or try again.',
          connectionText(this.#place),
        ),
      );
    }
  }

  get #place(): PostgresConnection {
    return { ...this.connection, ...this.address };
  }

  #explain(error: unknown): RegistryError {
    return explainFault(error, this.#place, this.secrets.password);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const pool = await this.#made?.catch(() => undefined);
    this.#made = undefined;
    await pool?.end();
  }
}

function isRefusedStatement(error: unknown): boolean {
  return error instanceof Error && 'severity' in error && error.severity === 'ERROR';
}

/** Where the driver gives up connecting, it may leave the socket open, and the server waits a minute for the rest. */
class TidyClient extends Client {
  override connect(): Promise<Client>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<Client> | undefined {
    const made = super.connect().catch((error: unknown) => {
      this.connection.stream.destroy();
      throw error;
    });
    if (!callback) return made;
    const called = callback as (error: Error | null, client?: Client) => void;
    made.then((client) => {
      called(null, client);
    }, called);
    return undefined;
  }
}

type Connected = ((error: Error) => void) | ((error: null, client: Client) => void);

async function makePool(
  connection: PostgresConnection,
  { password }: Secrets,
  { host, port }: ServerAddress,
): Promise<Pool> {
  const { database, user, poolSize, connectTimeout, statementTimeout, idleTimeout } = connection;
  const config: PoolConfig & { pipeline: boolean } = {
    host,
    port,
    database,
    user,
    ...(password !== undefined && { password }),
    ssl: await tlsOptions(connection),
    max: poolSize,
    connectionTimeoutMillis: connectTimeout,
    idleTimeoutMillis: idleTimeout,
    query_timeout: statementTimeout + GRACE_MS,
    keepAlive: true,
    allowExitOnIdle: true,
    application_name: 'prompt-bundles',
    client_encoding: 'UTF8',
    // Values stay the text they are: a parsed jsonb would lose `1.0` and large integers.
    types: { getTypeParser: () => (text: string) => text },
    pipeline: true,
  };
  const pool = new Pool({ ...config, Client: TidyClient });
  // A connection that is lost while nobody uses it concerns nobody, and whoever uses one hears of it from what was asked. The
  // events are the same once more; without a listener each would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

async function tlsOptions({ tls, rootCertificate }: PostgresConnection): Promise<PoolConfig['ssl']> {
  if (tls === 'disable') return false;
  if (tls === 'require') return { rejectUnauthorized: false };
  const ca = rootCertificate === undefined ? undefined : await readCertificate(rootCertificate);
  return {
    rejectUnauthorized: true,
    ...(ca !== undefined && { ca }),
    // The authority is enough: the host may have another name than its certificate.
    ...(tls === 'verify-ca' && { checkServerIdentity: () => undefined }),
  };
}

async function readCertificate(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new RegistryError(
      'tls',
      l10n.t('The certificate {0} cannot be read: {1}', quote(file), failureText(error)),
    );
  }
}
