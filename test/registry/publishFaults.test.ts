// Publishing while something breaks: a network, a server, or whoever publishes.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import type { RegistryError } from '../../src/registry/registryError.js';
import { StoredVersions } from '../../src/registry/postgres/storedVersions.js';
import { ChildProcess } from '../faults/childProcess.js';
import { printFigures } from '../faults/figures.js';
import { eventually } from './eventually.js';
import { publishable, publishTo } from './publications.js';
import { isPooled, useDatabase } from './useDatabase.js';
import { count, fault, halves, waiting, whileLocked } from './publishing.js';

describe('publishing over a network that breaks down at the last step', () => {
  const db = useDatabase({ needs: 'server' });

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
  const db = useDatabase({ needs: 'server' });

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
  const db = useDatabase({ needs: 'server' });
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
