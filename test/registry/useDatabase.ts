import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { connectionFromSettings, type PostgresConnection } from '../../src/registry/connection.js';
import { Database } from '../../src/registry/postgres/database.js';
import { PASSWORD, PostgresServer, providePostgres, SUPERUSER } from '../harness/postgres.mjs';
import { startPglite } from '../harness/pglite.mjs';
import { startPooler } from '../harness/pooler.mjs';
import { projectFolder } from '../harness/project.mjs';

const SCHEMA = readFileSync(path.join(projectFolder, 'test/registry/schema.sql'), 'utf8');

/** Where the tests' databases are made: a server of their own, or the one that DATABASE_URL names. */
export interface TestServer {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** The database to connect to for making others. */
  readonly database: string;
  /** `undefined` where it is somebody else's: then it is not killed, nor is its log read. */
  readonly own: PostgresServer | undefined;
  /** The port of a pooler before it, where the tests go through one. */
  readonly pooler?: number | undefined;
  /** True where PostgreSQL could not be had, and PGlite stands in for it: it has one database and one session. */
  readonly isStandIn?: boolean;
  readonly stop?: () => Promise<void>;
}

/** True where the tests are to go through a pooler. */
export const isPooled = process.env['PROMPT_BUNDLES_THROUGH_POOLER'] === '1';

let made: Promise<TestServer> | undefined;

/** The server of this run, started when it is asked for first. */
export function testServer(): Promise<TestServer> {
  return (made ??= startServer());
}

// A server of our own ends with this process; what runs in it has to end before.
after(async () => {
  await (await made)?.stop?.();
});

async function startServer(): Promise<TestServer> {
  const named = process.env['DATABASE_URL'];
  if (named !== undefined && named !== '') {
    const url = new URL(named);
    return {
      host: url.hostname,
      port: Number(url.port || 5432),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: url.pathname.slice(1),
      own: undefined,
    };
  }
  const missing = await whyNoPostgres();
  if (missing !== undefined) {
    process.stdout.write(`PGlite stands in for PostgreSQL. ${missing}\n`);
    const { port, stop } = await startPglite();
    const [user, password, database] = ['postgres', 'postgres', 'postgres'];
    return { host: '127.0.0.1', port, user, password, database, own: undefined, isStandIn: true, stop };
  }
  const own = await PostgresServer.start();
  const pooler = isPooled ? await startPooler(own.port) : undefined;
  const database = 'postgres';
  return { host: '127.0.0.1', port: own.port, user: SUPERUSER, password: PASSWORD, database, own, pooler };
}

/** Why no server can be had here; `undefined` where one can. */
async function whyNoPostgres(): Promise<string | undefined> {
  if (process.env['PROMPT_BUNDLES_PGLITE'] === '1') return 'PROMPT_BUNDLES_PGLITE asks for it.';
  try {
    await providePostgres();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Runs statements as whoever owns the server, on a connection of their own. */
export async function asOwner(
  { host, port, user, password, database }: TestServer,
  work: (client: pg.Client) => Promise<void>,
  name = database,
): Promise<void> {
  const client = new pg.Client({ host, port, user, password, database: name, application_name: 'owner' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** A database with the service's tables, and what a test needs of it. */
export interface TestDatabase {
  readonly server: TestServer;
  readonly connection: PostgresConnection;
  readonly password: string;
  /** As the extension and the command line use it. */
  readonly database: Database;
  /** Another use of the same, with other settings; it is closed after the tests. */
  readonly open: (settings?: Readonly<Record<string, unknown>>, password?: string) => Database;
  /** Runs statements as its owner. */
  /** Does something while another session, in a transaction, has run a statement. */
  readonly locked: <Result>(text: string, work: () => Promise<Result>) => Promise<Result>;
  readonly sql: (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
}

/** A database of their own for the tests around the call, which is gone after them. */
export function useDatabase({
  schema = SCHEMA,
  needs,
}: {
  readonly schema?: string;
  /** `server` where PGlite will not do. */
  readonly needs?: 'server';
} = {}): () => TestDatabase {
  let current: TestDatabase | undefined;
  const opened: Database[] = [];
  let owner: pg.Pool | undefined;
  const name = `prompt_bundles_${randomUUID().replaceAll('-', '')}`;
  before(async function () {
    const server = await testServer();
    if (isPooled && server.pooler === undefined) {
      process.stdout.write('Skipped: there is no PgBouncer here before a server of our own.\n');
      this.skip();
    }
    if (server.isStandIn && needs) {
      process.stdout.write(
        'Skipped: PGlite has no sessions, timeouts, passwords, TLS or restarts, which these tests are about.\n',
      );
      this.skip();
    }
    await asOwner(server, async (client) => {
      await client.query(
        server.isStandIn ? 'drop schema public cascade; create schema public' : `create database ${name}`,
      );
    });
    const settings = {
      host: server.host,
      port: server.pooler ?? server.port,
      user: server.user,
      database: server.isStandIn ? server.database : name,
    };
    const { connection, problem } = connectionFromSettings(settings);
    if (!connection) throw new Error(problem);
    const open: TestDatabase['open'] = (others = {}, password = server.password) => {
      const read = connectionFromSettings({ ...settings, ...others });
      if (!read.connection) throw new Error(read.problem);
      const database = new Database(read.connection, { password });
      opened.push(database);
      return database;
    };
    const { host, port, user, password } = server;
    const { database: own } = settings;
    owner = new pg.Pool({ host, port, user, password, database: own, max: 2, application_name: 'owner' });
    owner.on('error', () => undefined);
    const pool = owner;
    const sql: TestDatabase['sql'] = async (text, values = []) =>
      (await pool.query<Record<string, unknown>>(text, [...values])).rows;
    const locked: TestDatabase['locked'] = async (text, work) => {
      const client = await pool.connect();
      client.on('error', () => undefined);
      try {
        await client.query(`begin; ${text}`);
        return await work();
      } finally {
        // Closed, it gives back whatever it holds.
        client.release(true);
      }
    };
    current = { server, connection, password: server.password, database: open(), open, sql, locked };
    if (schema !== '') await sql(schema);
  });
  after(async () => {
    await Promise.all([owner?.end(), ...opened.splice(0).map((database) => database.close())]);
    const server = await testServer();
    if (server.isStandIn) return;
    await asOwner(server, async (client) => {
      await client.query(`drop database if exists ${name} with (force)`);
    });
  });
  return () => {
    if (!current) throw new Error('There is no database yet.');
    return current;
  };
}

/** The statements that the extension and the command line sent while `work` ran, by the server's own log. */
export async function statementsOf(
  { server, sql, connection }: TestDatabase,
  work: () => Promise<unknown>,
): Promise<readonly string[]> {
  if (!server.own) throw new Error('Only the log of a server of our own can be read.');
  const mark = async (): Promise<number> => {
    const text = `mark ${randomUUID()}`;
    await sql(`select '${text}'`);
    for (;;) {
      const at = server.own?.log.indexOf(text) ?? 0;
      if (at >= 0) return at;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const from = await mark();
  await work();
  const to = await mark();
  const log = server.own.log.slice(from, to);
  const line = new RegExp(
    `^prompt-bundles\\|${connection.database}\\|LOG: {2}(?:statement|execute <unnamed>): (.*)$`,
    'gm',
  );
  return [...log.matchAll(line)].map(([, text = '']) => text);
}
