// What is in the way of a connection, on a real server: each is told in words that say what to do, and hold no secret.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { RegistryError, type RegistryErrorCode } from '../../src/registry/registryError.js';
import { StoredVersions } from '../../src/registry/postgres/storedVersions.js';
import type { Database } from '../../src/registry/postgres/database.js';
import { findProgram } from '../harness/runProgram.mjs';
import { eventually } from './eventually.js';
import { insertRecorded } from './recorded.js';
import { useDatabase, type TestDatabase } from './useDatabase.js';

const BUNDLE = { id: 'agent', semver: '1.0.0' };
const read = (database: Database): Promise<unknown> => new StoredVersions(database).bundle(BUNDLE);

async function refusal(
  database: Database,
  code: RegistryErrorCode,
  message?: RegExp,
): Promise<RegistryError> {
  const error: unknown = await read(database).then(
    () => assert.fail('It could be read.'),
    (fault: unknown) => fault,
  );
  assert.ok(RegistryError.is(error), inspect(error));
  assert.equal(error.code, code, error.message);
  if (message) assert.match(error.message, message);
  return error;
}

/** A server that does this with whoever connects. */
async function listen(answer: (socket: Socket) => void): Promise<{ readonly port: number; close(): void }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    answer(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address && typeof address === 'object');
  return {
    port: address.port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

describe('connecting', () => {
  const db = useDatabase({ needs: 'server' });
  before(() => insertRecorded(db()));

  it('is refused for a wrong password, for none and for an unknown user, and nothing shows the password', async function () {
    if (!db().server.own) this.skip();
    const secret = 'not the password';
    const wrong = await refusal(db().open({}, secret), 'authentication', /PROMPT_BUNDLES_REGISTRY_PASSWORD/);
    for (const text of [
      wrong.message,
      wrong.stack,
      inspect(wrong, { showHidden: true }),
      JSON.stringify(wrong),
    ])
      assert.ok(!text?.includes(secret));
    await refusal(db().open({}, ''), 'authentication', /wants a password|with this password/);
    await refusal(db().open({ user: 'nobody' }), 'authentication', /nobody/);
  });

  it('that came to nothing leaves none behind, on which the server would wait', async function () {
    const { server } = db();
    if (!server.own) this.skip();
    let open = 0;
    const between = await listen((socket) => {
      open++;
      socket.once('close', () => open--);
      const behind = connect(server.port, server.host).on('error', () => undefined);
      socket.pipe(behind).pipe(socket);
    });
    try {
      await refusal(db().open({ port: between.port }, ''), 'authentication');
      await eventually(() => Promise.resolve(open === 0), 5_000);
    } finally {
      between.close();
    }
  });

  it('is refused where there is no such database, host or server', async () => {
    await refusal(db().open({ database: 'nope' }), 'no-database', /nope/);
    await refusal(db().open({ host: 'no-such-host.invalid' }), 'unknown-host', /no-such-host\.invalid/);
    await refusal(db().open({ port: 1 }), 'unreachable', /Check the host and the port/);
  });

  it('is given up where nothing answers, and where something else does', async () => {
    const silent = await listen(() => undefined);
    const web = await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const dropping = await listen((socket) => socket.destroy());
    try {
      await refusal(db().open({ port: silent.port, connectTimeout: 200 }), 'timeout', /connectTimeout/);
      for (const { port } of [web, dropping])
        await refusal(db().open({ port }), 'lost', /before it was made. Check the host and the port/);
    } finally {
      for (const server of [silent, web, dropping]) server.close();
    }
  });

  it('wants TLS where it is to be had, and says so where it is not', async function () {
    const { server } = db();
    if (!server.own || !findProgram('openssl')) this.skip();
    for (const tls of ['require', 'verify-ca', 'verify-full'])
      await refusal(db().open({ tls }), 'tls', /offers no TLS/);
    await refusal(
      db().open({ tls: 'verify-full', rootCertificate: '/nowhere.pem' }),
      'tls',
      /cannot be read/,
    );
    const certificate = server.own.useTls();
    await db().sql('select pg_reload_conf()');
    await eventually(async () => {
      const on = await db().sql('show ssl');
      return on[0]?.['ssl'] === 'on';
    });
    // Encrypted whoever answers; by an authority that is known; never without asking.
    for (const settings of [
      { tls: 'require' },
      { tls: 'verify-ca', rootCertificate: certificate },
      { tls: 'verify-full', rootCertificate: certificate, host: 'localhost' },
      {},
    ])
      assert.ok(await read(db().open(settings)));
    await refusal(db().open({ tls: 'verify-full' }), 'tls', /not trusted/);
    await refusal(
      db().open({ tls: 'verify-full', rootCertificate: certificate }),
      'tls',
      /another host|not trusted/,
    );
    const ssl = await db().sql(
      `select count(*)::int as n from pg_stat_ssl join pg_stat_activity using (pid) where application_name = 'prompt-bundles' and ssl`,
    );
    assert.ok(Number(ssl[0]?.['n']) >= 1);
  });

  it('is refused where there are too many connections', async () => {
    await withRole(db(), 'login connection limit 1', async (user, password) => {
      await db().sql(`grant select on all tables in schema public to ${user}`);
      const [first, second] = [db().open({ user }, password), db().open({ user }, password)];
      assert.ok(await read(first));
      await refusal(second, 'too-many-connections', /poolSize/);
      await first.close();
      // As soon as there is room, the same can be read.
      await eventually(() => read(second).then(Boolean, () => false));
    });
  });

  it('that may not read or write is told so', async () => {
    await withRole(db(), 'login', async (user, password) => {
      await refusal(db().open({ user }, password), 'no-permission', /Ask who runs it/);
    });
  });

  it('was lost while nobody used it: the next one is used, and nobody hears of it', async () => {
    const database = db().open();
    for (let i = 0; i < 3; i++) {
      assert.ok(await read(database));
      await terminate(db());
      assert.ok(await read(database));
    }
  });

  it('that is lost while it is asked is told, unless it can be asked again', async () => {
    const database = db().open();
    const asked = database.read({ text: 'select pg_sleep(20)' });
    const outcome = asked.then(
      () => undefined,
      (error: unknown) => error,
    );
    // The first time it is asked again on another connection, and the second time not.
    const lost = new Set<unknown>();
    while (lost.size < 2)
      await eventually(async () => {
        const [pid] = (await sleeping(db())).filter((one) => !lost.has(one));
        if (pid === undefined) return false;
        lost.add(pid);
        await terminate(db());
        return true;
      });
    const error = await outcome;
    assert.ok(RegistryError.is(error) && error.code === 'lost', inspect(error));
  });

  it('takes no longer than the time limit, by the server, and by the pool', async () => {
    const database = db().open({ statementTimeout: 500, poolSize: 1 });
    await assert.rejects(database.read({ text: 'select pg_sleep(20)' }), { code: 'timeout' });
    assert.ok(await read(database));
    const slow = db().open({ connectTimeout: 1_500, poolSize: 1 });
    const first = slow.read({ text: 'select pg_sleep(3)' });
    await assert.rejects(read(slow), { code: 'timeout' });
    await first;
  });

  it('is closed when it is not needed, and is not used after', async () => {
    await terminate(db());
    const database = db().open({ idleTimeout: 50 });
    assert.ok(await read(database));
    // Those of the tests before are gone; what is left is ours.
    await eventually(async () => {
      const rows = await db().sql(
        `select from pg_stat_activity where application_name = 'prompt-bundles' and datname = current_database()`,
      );
      return rows.length === 0;
    });
    assert.ok(await read(database));
    await database.close();
    await assert.rejects(read(database), { code: 'lost' });
  });

  it('writes nothing while it reads', async () => {
    await assert.rejects(db().database.read({ text: 'delete from prompt_audit' }), { code: 'read-only' });
  });
});

describe('a database without the tables', () => {
  const db = useDatabase({ schema: '', needs: 'server' });

  it('is told to have none', async () => {
    await refusal(db().database, 'no-tables', /run the migrations/);
  });

  it('of before the migration that added `tags` is told to be too old', async () => {
    await db().sql(
      'create table prompt_template (id uuid, template_id text, semver text, role text, content text, constraints jsonb, created_at timestamptz)',
    );
    await db().sql(
      'create table prompt_bundle (id uuid, bundle_id text, semver text, system_template_id uuid, personality_template_id uuid, activity_template_id uuid, task_template_id uuid, created_at timestamptz)',
    );
    await refusal(db().database, 'outdated-tables', /b5f6a1b2c3d4/);
  });
});

describe('a server that is killed', () => {
  const db = useDatabase({ needs: 'server' });
  before(() => insertRecorded(db()));

  it('is told, and read again as soon as it runs', async function () {
    const { own } = db().server;
    if (!own) this.skip();
    const database = db().open({ connectTimeout: 2_000 });
    assert.ok(await read(database));
    await own.kill();
    const error: unknown = await read(database).catch((fault: unknown) => fault);
    assert.ok(RegistryError.is(error) && error.isPassing, inspect(error));
    await own.start();
    await eventually(() => read(database).then(Boolean, () => false));
  });
});

/** Ends the connections of the extension and the command line, as an administrator does. */
async function terminate({ sql }: TestDatabase): Promise<void> {
  await sql(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'prompt-bundles' and datname = current_database()`,
  );
}

/** The processes of the server that sleep for us. */
async function sleeping({ sql }: TestDatabase): Promise<readonly unknown[]> {
  const rows = await sql(
    `select pid from pg_stat_activity where application_name = 'prompt-bundles' and state = 'active' and query like '%pg_sleep%' and datname = current_database()`,
  );
  return rows.map(({ pid }) => pid);
}

/** A user of the server for a while. */
async function withRole(
  { sql, connection }: TestDatabase,
  options: string,
  work: (user: string, password: string) => Promise<void>,
): Promise<void> {
  const user = `reader_${connection.database.slice(-12)}`;
  await sql(`create role ${user} with ${options} password 'reader'`);
  try {
    await work(user, 'reader');
  } finally {
    await sql(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${user}'`);
    await sql(`drop owned by ${user}; drop role ${user}`);
  }
}
