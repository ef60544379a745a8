import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { ConfigurationTarget, window, workspace, commands } from 'vscode';
import { at, extension, read } from './support.js';

/** A registry of a test's own: a database of the real server that the run has, set as a connection with its secret. */
export interface TestRegistry {
  /** What the connection is called. */
  readonly name: string;
  /** Runs statements as the owner of the database. */
  readonly sql: (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
  /** The connection as the setting holds it. */
  readonly connection: Readonly<Record<string, unknown>>;
  readonly password: string;
}

const server = process.env['PROMPT_BUNDLES_TEST_DATABASE'];

/** Sets the registries of the window. */
export async function setRegistries(connections: readonly unknown[] | undefined): Promise<void> {
  const configuration = workspace.getConfiguration('promptBundles');
  await configuration.update('registry.connections', connections, ConfigurationTarget.Workspace);
}

/** Sets the secret of a registry as a person does: in the field that asks for it. */
export async function setSecret(name: string, secret: string): Promise<void> {
  const original = window.showInputBox;
  Object.assign(window, { showInputBox: () => Promise.resolve(secret) });
  try {
    await commands.executeCommand('promptBundles.registrySetSecret', name);
  } finally {
    Object.assign(window, { showInputBox: original });
  }
}

/** A registry for the tests around the call, set as `team`; the tests are skipped where no server can be had. */
export function useRegistry(name = 'team'): () => TestRegistry {
  let current: TestRegistry | undefined;
  let pool: pg.Pool | undefined;
  const database = `host_${randomUUID().replaceAll('-', '')}`;
  before(async function () {
    if (server === undefined) return this.skip();
    const { hostname: host, port, username, password } = new URL(server);
    const [user, secret] = [username, password].map(decodeURIComponent);
    await asOwner(`create database ${database}`);
    pool = new pg.Pool({ host, port: Number(port), user, password: secret, database, max: 2 });
    pool.on('error', () => undefined);
    const owner = pool;
    await owner.query(await read(at('test/registry/schema.sql', extension().extensionUri)));
    const connection = { name, host, port: Number(port), database, user };
    current = {
      name,
      connection,
      password: secret ?? '',
      sql: async (text, values = []) => (await owner.query<Record<string, unknown>>(text, [...values])).rows,
    };
    await setRegistries([connection]);
    await setSecret(name, secret ?? '');
  });
  after(async () => {
    await setRegistries(undefined);
    await pool?.end();
    if (server !== undefined) await asOwner(`drop database if exists ${database} with (force)`);
  });
  return () => {
    if (!current) throw new Error('The registry is there while the tests run.');
    return current;
  };
}

async function asOwner(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
