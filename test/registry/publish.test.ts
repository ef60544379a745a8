// Publishing: all or nothing, whoever else publishes and whatever breaks.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { inspect } from 'node:util';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { bySlot, SLOTS } from '../../src/core/model/slots.js';
import type { RegistryPublished } from '../../src/registry/postgres/publish.js';
import { RegistryError } from '../../src/registry/registryError.js';
import { StoredVersions } from '../../src/registry/postgres/storedVersions.js';
import { compareStored } from '../../src/registry/comparison/compareStored.js';
import { ChildProcess } from '../faults/childProcess.js';
import { printFigures } from '../faults/figures.js';
import { inlineBundleSource, inlineTemplateSource } from '../../src/core/sources/inline.js';
import { eventually } from './eventually.js';
import { databaseGenerator, generatorOf } from './generator.js';
import { publishable, publishTo } from './publications.js';
import { empty, insertBundle, insertTemplates } from './rows.js';
import { isPooled, useDatabase, type TestDatabase } from './useDatabase.js';

async function count({ sql }: TestDatabase, table: string, where = 'true'): Promise<number> {
  const [row] = await sql(`select count(*)::int as n from ${table} where ${where}`);
  return Number(row?.['n']);
}

/** Templates that no bundle has: what is left where half of a bundle was published. */
function halves(db: TestDatabase): Promise<number> {
  const used = SLOTS.map((slot) => `b.${slot}_template_id = t.id`).join(' or ');
  return count(db, 'prompt_template t', `not exists (select from prompt_bundle b where ${used})`);
}

const fault = (work: Promise<unknown>): Promise<RegistryError> =>
  work.then(
    (outcome) => assert.fail(`It was done: ${inspect(outcome)}`),
    (error: unknown) => {
      assert.ok(RegistryError.is(error), inspect(error));
      return error;
    },
  );

describe('publishing', () => {
  const db = useDatabase();
  afterEach(() => empty(db()));

  it('writes what renders the same, once, with identities of its own', async () => {
    const given = publishable(
      { id: 'agent', tags: ['gpt-4o', 'ü "quoted", \\ and {braces}'] },
      {
        system: { content: 'Ünïcode\r\n\t{{task}} "quoted" \\ \u2028 \u{1f600}', role: 'developer' },
        personality: {
          constraints: new Map<string, number | bigint | string[]>([
            ['A', 1.5],
            ['FORBIDDEN_TOKENS', ['a"b', '\\']],
          ]),
        },
      },
    );
    const outcome = await publishTo(db().database, given);
    assert.equal(outcome.kind, 'published');
    assert.equal(outcome.newTemplates.length, 4);
    const stored = await new StoredVersions(db().database).bundle({ id: 'agent', semver: '1.0.0' });
    assert.ok(stored);
    assert.deepEqual(compareStored(stored, given), { differences: [], areHashesComparable: true });
    for (const { id } of [stored, ...Object.values(stored.parts)])
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(stored.parts.system.constraintsText, 'null');
    const templates = SLOTS.map((slot) => {
      const { reference, template } = given.parts[slot];
      return {
        ...template,
        template_id: reference?.id ?? '',
        semver: reference?.semver ?? '',
        role: template.role ?? 'system',
      };
    });
    const [fromFiles, fromDatabase] = await Promise.all([
      generatorOf(inlineBundleSource([given.bundle]), inlineTemplateSource(templates)),
      databaseGenerator(db().database),
    ]);
    const bundle = { id: 'agent', semver: '1.0.0' };
    const [a, b] = await Promise.all(
      [fromFiles, fromDatabase].map((one) => one.renderFromBundle({ bundle })),
    );
    assert.equal(a?.rendered_prompt, b?.rendered_prompt);
    assert.equal(a?.content_hash, b?.content_hash);
    assert.deepEqual(await publishTo(db().database, given), { kind: 'unchanged' });
    assert.deepEqual([await count(db(), 'prompt_bundle'), await count(db(), 'prompt_template')], [1, 4]);
  });

  it('shares the templates that are there, and says which are new', async () => {
    await publishTo(db().database, publishable({ id: 'a' }));
    const shared = { reference: { id: 'a-system', semver: '1.0.0' }, content: 'system of a' };
    const outcome = await publishTo(
      db().database,
      publishable({ id: 'b' }, { system: shared, task: shared }),
    );
    assert.deepEqual(outcome.kind === 'published' && outcome.newTemplates.map(({ id }) => id), [
      'b-activity',
      'b-personality',
    ]);
    assert.equal(await count(db(), 'prompt_template'), 6);
  });

  it('stores an inline template by the name of its slot, and knows it again by what it holds', async () => {
    const given = publishable({ id: 'in' }, { task: { reference: null } });
    assert.equal((await publishTo(db().database, given)).kind, 'published');
    const [row] = await db().sql(`select role, semver from prompt_template where template_id = 'in.task'`);
    assert.deepEqual(row, { role: 'system', semver: '1.0.0' });
    assert.equal((await publishTo(db().database, given)).kind, 'unchanged');
    await db().sql(`update prompt_template set template_id = 'other' where template_id = 'in.task'`);
    assert.equal((await publishTo(db().database, given)).kind, 'unchanged');
    assert.equal(await halves(db()), 0);
  });

  it('refuses other content, says where it differs, and writes nothing', async () => {
    const given = publishable({ id: 'a', tags: ['x'] });
    await publishTo(db().database, given);
    const rows = await db().sql('select * from prompt_bundle');
    const tags = await publishTo(db().database, publishable({ id: 'a', tags: ['y'] }));
    assert.ok(tags.kind === 'refused');
    assert.match(
      tags.reason,
      /`a@1.0.0` is in the registry with other content: tags. Publish the next version/,
    );
    const content = await publishTo(
      db().database,
      publishable({ id: 'a' }, { task: { content: 'new', role: 'user' } }),
    );
    assert.ok(content.kind === 'refused');
    assert.match(
      content.reason,
      /other content for `a-task@1.0.0` \(content, role\). Give this template its next version/,
    );
    const part = await publishTo(
      db().database,
      publishable({ id: 'a', tags: ['x'] }, { task: { reference: { id: 'new', semver: '1.0.0' } } }),
    );
    assert.ok(part.kind === 'refused');
    assert.match(part.reason, /reference of task/);
    assert.deepEqual(await db().sql('select * from prompt_bundle'), rows);
    assert.equal(await count(db(), 'prompt_template'), 4);
  });

  it('takes what another writer stored for the same where it is worth the same', async () => {
    const constraints = '{"MAX_PARAGRAPHS": 4, "K": 100, "ASSERTIVENESS_LEVEL": 1}';
    const ids = await insertTemplates(
      db(),
      SLOTS.map((slot) => ({
        template_id: `v-${slot}`,
        content: `${slot} of v`,
        constraints: slot === 'task' ? constraints : null,
      })),
    );
    await insertBundle(db(), { bundle_id: 'v' }, ids);
    const task = {
      constraints: new Map<string, number | bigint>([
        ['ASSERTIVENESS_LEVEL', 1],
        ['K', 1e2],
        ['MAX_PARAGRAPHS', 4n],
      ]),
    };
    assert.deepEqual(await publishTo(db().database, publishable({ id: 'v' }, { task })), {
      kind: 'unchanged',
    });
    const other = {
      constraints: new Map<string, number | bigint>([
        ['ASSERTIVENESS_LEVEL', 1],
        ['K', 1e2],
        ['MAX_PARAGRAPHS', 5n],
      ]),
    };
    assert.equal((await publishTo(db().database, publishable({ id: 'v' }, { task: other }))).kind, 'refused');
  });

  it('by 20 at once gives one winner, all others are told right, and none of it is lost', async () => {
    const databases = Array.from({ length: 5 }, () => db().open());
    const rounds = 5;
    for (let round = 0; round < rounds; round++) {
      const id = `race${round}`;
      // Two share each content, and the templates are in no order.
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          publishTo(databases[i % 5]!, publishable({ id }, { task: { content: `content ${i >> 1}` } })),
        ),
      );
      const kinds = (kind: string): number => outcomes.filter((outcome) => outcome.kind === kind).length;
      assert.deepEqual([kinds('published'), kinds('unchanged'), kinds('refused')], [1, 1, 18]);
      const [row] = await db().sql(`select content from prompt_template where template_id = '${id}-task'`);
      const winner = outcomes.findIndex(({ kind }) => kind === 'published') >> 1;
      assert.equal(row?.['content'], `content ${winner}`);
    }
    assert.equal(await halves(db()), 0);
    printFigures('20 publishers of one version', {
      rounds,
      winners: rounds,
      'halves left': await halves(db()),
    });
  });

  it('of bundles that share templates in other slots waits for nobody who waits for it', async () => {
    const names = ['one', 'two', 'three', 'four'];
    const databases = Array.from({ length: 5 }, () => db().open());
    const bundles = Array.from({ length: 20 }, (_, i) => {
      const turned = [...names.slice(i % 4), ...names.slice(0, i % 4)];
      const parts = bySlot((_slot, slot) => ({
        reference: { id: turned[slot] ?? '', semver: '1.0.0' },
        content: turned[slot] ?? '',
      }));
      return publishable({ id: `shared${i}` }, parts);
    });
    const outcomes = await Promise.all(bundles.map((bundle, i) => publishTo(databases[i % 5]!, bundle)));
    assert.ok(outcomes.every(({ kind }) => kind === 'published'));
    assert.equal(await count(db(), 'prompt_template'), 4);
  });

  it('ends where something is locked, and leaves nothing', async () => {
    const [bundle, database] = [publishable({ id: 'a' }), db().open({ statementTimeout: 1_000 })];
    await whileLocked(db(), async () => {
      assert.equal((await fault(publishTo(database, bundle))).code, 'locked');
    });
    assert.equal(await count(db(), 'prompt_template'), 0);
    assert.equal((await publishTo(database, bundle)).kind, 'published');
  });

  it('ends where writing is forbidden, and where a right is missing, and leaves nothing', async function () {
    // A pooler goes on with the connections that it has, and knows its own users alone.
    if (isPooled) this.skip();
    const bundle = publishable({ id: 'a' });
    const { database: name } = db().connection;
    await db().sql(`alter database ${name} set default_transaction_read_only = on`);
    try {
      const error = await fault(publishTo(db().open(), bundle));
      assert.equal(error.code, 'read-only');
      assert.match(error.message, /primary/);
    } finally {
      await db().sql(
        `set transaction read write; alter database ${name} reset default_transaction_read_only`,
      );
    }
    const user = `writer_${name.slice(-12)}`;
    await db().sql(
      `create role ${user} with login password 'writer'; grant select on all tables in schema public to ${user}; grant insert on prompt_template to ${user}`,
    );
    try {
      const error = await fault(publishTo(db().open({ user }, 'writer'), bundle));
      assert.equal(error.code, 'no-permission');
      assert.match(error.message, /prompt_bundle/);
    } finally {
      await db().sql(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${user}'`);
      await db().sql(`drop owned by ${user}; drop role ${user}`);
    }
    assert.equal(await count(db(), 'prompt_template'), 0);
    assert.equal((await publishTo(db().database, bundle)).kind, 'published');
  });

  it('is repeated by itself where its connection is ended in the middle', async () => {
    const done = publishTo(db().open(), publishable({ id: 'a' }));
    await whileLocked(db(), async () => {
      await eventually(async () => (await waiting(db())).length > 0);
      const ended = await terminate(db());
      await eventually(async () => (await waiting(db())).some((pid) => !ended.includes(pid)));
      assert.equal(await count(db(), 'prompt_template'), 0);
    });
    assert.equal((await done).kind, 'published');
    assert.equal(await halves(db()), 0);
  });

  it('that a service removed a template from in the middle makes it again', async () => {
    const ids = await insertTemplates(db(), [{ template_id: 'a-task', content: 'task of a' }]);
    const database = db().open();
    let publishing: Promise<RegistryPublished> | undefined;
    await whileLocked(db(), async () => {
      publishing = publishTo(database, publishable({ id: 'a' }));
      await eventually(async () => (await waiting(db())).length > 0);
      await db().sql(`delete from prompt_template where id = '${ids[0]}'`);
    });
    assert.equal((await publishing)?.kind, 'published');
    assert.equal(await halves(db()), 0);
  });
});

describe('publishing over a network that breaks down at the last step', () => {
  const db = useDatabase();

  /** Stands between, and cuts a connection as soon as it is told to commit: what it told may arrive or not. */
  async function cutting(
    arrives: boolean,
    times: number,
    work: (port: number) => Promise<void>,
  ): Promise<void> {
    const { host, port } = db().connection;
    let left = times;
    const server = createServer((socket) => {
      const behind = connect(port, host);
      for (const one of [socket, behind]) one.on('error', () => undefined);
      behind.pipe(socket);
      socket.on('data', (data) => {
        if (left <= 0 || !data.includes('commit\0')) {
          behind.write(data);
          return;
        }
        left--;
        behind.unpipe(socket);
        socket.destroy();
        if (arrives) behind.end(data);
        else behind.destroy();
      });
      socket.on('close', () => behind.end());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(address && typeof address === 'object');
    try {
      await work(address.port);
    } finally {
      server.close();
    }
  }

  it('is done, whether the last word arrived or not, and says so', async () => {
    for (const arrives of [true, false])
      await cutting(arrives, 1, async (port) => {
        const bundle = publishable({ id: `cut-${arrives}` });
        const outcome = await publishTo(db().open({ port }), bundle);
        assert.equal(outcome.kind, 'published');
        assert.equal((await publishTo(db().database, bundle)).kind, 'unchanged');
      });
    assert.equal(await halves(db()), 0);
  });

  it('is told to be unknown where nobody can look, and a repeat tells', async () => {
    await cutting(false, 100, async (port) => {
      const bundle = publishable({ id: 'unknown' });
      const error = await fault(publishTo(db().open({ port }), bundle));
      assert.equal(error.code, 'unknown-outcome');
      assert.match(error.message, /Try again: what is there already is not written twice/);
      assert.equal((await publishTo(db().database, bundle)).kind, 'published');
    });
    assert.equal(await halves(db()), 0);
  });
});

describe('publishing to a server that breaks down', () => {
  const db = useDatabase();

  it('leaves nothing of a bundle where the server is killed in the middle, and a repeat completes it', async function () {
    const { own } = db().server;
    if (!own) this.skip();
    for (let round = 0; round < 3; round++) {
      const bundle = publishable({ id: `crash${round}` });
      const database = db().open({ connectTimeout: 3_000 });
      let outcome: Promise<RegistryError> | undefined;
      await whileLocked(db(), async () => {
        outcome = fault(publishTo(database, bundle));
        await eventually(async () => (await waiting(db())).length > 0);
        await own.kill();
      }).catch(() => undefined);
      assert.ok((await outcome)?.isPassing);
      await own.start();
      await eventually(() =>
        count(db(), 'prompt_bundle').then(
          () => true,
          () => false,
        ),
      );
      assert.equal(await count(db(), 'prompt_template', `template_id like 'crash${round}-%'`), 0);
      assert.equal((await publishTo(db().database, bundle)).kind, 'published');
    }
    assert.equal(await halves(db()), 0);
  });
});

describe('a publisher that is killed', () => {
  const db = useDatabase();
  const RUNS = isPooled ? 10 : 50;
  const LANES = 4;

  it(`${RUNS} times at some point leaves each bundle in full or not at all, and a repeat completes it`, async function () {
    const { server, connection } = db();
    const program = path.join(path.dirname(fileURLToPath(import.meta.url)), 'programs/publisher.mjs');
    const settings = JSON.stringify({
      host: connection.host,
      port: connection.port,
      database: connection.database,
      user: connection.user,
      poolSize: 1,
    });
    const sum = { runs: 0, acknowledged: 0, lost: 0, 'in part': 0, 'completed by a repeat': 0 };
    const run = async (number: number): Promise<void> => {
      const first = number * 1000;
      const child = new ChildProcess([process.execPath], [program, settings, String(first), server.password]);
      try {
        // Mostly while it works, sometimes while it starts; never at the same moment as the run before.
        if (number % 5 > 0) await child.line('published ');
        await pause((number * 7) % 31);
      } finally {
        await child.kill();
      }
      const done = child.lines
        .filter((line) => line.startsWith('published '))
        .map((line) => Number(line.slice(10)));
      sum.runs++;
      sum.acknowledged += done.length;
      const versions = new StoredVersions(db().database);
      const found = await versions.bundles(
        done.map((semver) => ({ id: 'killed', semver: `${semver}.0.0` })),
        'latest',
      );
      sum.lost += done.length - found.size;
      // The one that it was at may be there or not.
      const next = (done.at(-1) ?? first - 1) + 1;
      const outcome = await publishTo(db().database, publishable({ id: 'killed', semver: `${next}.0.0` }));
      if (outcome.kind === 'published') sum['completed by a repeat']++;
      assert.notEqual(outcome.kind, 'refused');
    };
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < RUNS) await run(next++);
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    // The server ends the transactions of those that are gone.
    await eventually(async () => (await halves(db())) === 0);
    sum['in part'] = await halves(db());
    assert.equal(sum.lost, 0);
    assert.ok(sum.acknowledged > RUNS / 2);
    assert.equal(sum.runs, RUNS);
    printFigures('a publisher to a registry killed', sum);
  });
});

/** Does something while another session holds bundles locked, so that a publication stops in the middle. */
async function whileLocked<Result>({ locked }: TestDatabase, work: () => Promise<Result>): Promise<Result> {
  return locked('lock table prompt_bundle in share mode', work);
}

/** The processes of the server in which a publication waits. */
async function waiting({ sql }: TestDatabase): Promise<readonly unknown[]> {
  const rows = await sql(
    `select pid from pg_stat_activity where application_name = 'prompt-bundles' and wait_event_type = 'Lock' and datname = current_database()`,
  );
  return rows.map(({ pid }) => pid);
}

async function terminate({ sql }: TestDatabase): Promise<readonly unknown[]> {
  const rows = await sql(
    `select pid, pg_terminate_backend(pid) from pg_stat_activity where application_name = 'prompt-bundles' and datname = current_database()`,
  );
  return rows.map(({ pid }) => pid);
}
