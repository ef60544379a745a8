// A copy of the server that follows it: what will do as it was is read there, and deliberate acts ask the primary.
import assert from 'node:assert/strict';
import { StoredVersions } from '../../src/registry/postgres/storedVersions.js';
import { listVersions } from '../../src/registry/postgres/listVersions.js';
import type { PostgresServer } from '../harness/postgres.mjs';
import { eventually } from './eventually.js';
import { databaseGenerator } from './generator.js';
import { publishable, publishTo } from './publications.js';
import { asOwner, statementsOf, useDatabase } from './useDatabase.js';

describe('a database with a replica', () => {
  const db = useDatabase({ needs: 'server' });
  let replica: PostgresServer | undefined;

  before(async function () {
    const { own } = db().server;
    if (!own) this.skip();
    replica = await own.startReplica();
  });
  after(() => replica?.stop());

  /** Stops or goes on with following the primary. */
  const follow = async (verb: 'pause' | 'resume'): Promise<void> => {
    assert.ok(replica);
    await asOwner({ ...db().server, port: replica.port }, async (client) => {
      await client.query(`select pg_wal_replay_${verb}()`);
    });
  };

  it('renders from the replica, asks the primary for the latest, and publishes there', async () => {
    assert.ok(replica);
    const database = db().open({ replica: { host: '127.0.0.1', port: replica.port } });
    assert.equal((await publishTo(database, publishable({ id: 'a' }))).kind, 'published');
    const versions = new StoredVersions(database);
    const bundle = { id: 'a', semver: '1.0.0' };
    await eventually(async () => (await versions.bundle(bundle)) !== undefined);
    const generator = await databaseGenerator(database);
    const asked = await statementsOf(db(), async () => {
      await generator.renderFromBundle({ bundle });
      assert.equal((await listVersions(database, 'bundle', 'a')).length, 1);
    });
    assert.deepEqual(asked, []);
    const latest = await databaseGenerator(database, 'latest');
    const deliberate = await statementsOf(db(), () => latest.renderFromBundle({ bundle }));
    assert.equal(deliberate.filter((text) => text.startsWith('select')).length, 1);
  });

  it('that lags behind keeps nothing that was not there yet, and whoever asks for the latest has it', async () => {
    assert.ok(replica);
    const database = db().open({ replica: { host: '127.0.0.1', port: replica.port } });
    const versions = new StoredVersions(database);
    const bundle = { id: 'late', semver: '1.0.0' };
    await follow('pause');
    try {
      await publishTo(database, publishable({ id: 'late' }));
      assert.equal(await versions.bundle(bundle), undefined);
      assert.ok(await versions.bundle(bundle, 'latest'));
    } finally {
      await follow('resume');
    }
    versions.clear();
    await eventually(async () => (await versions.bundle(bundle)) !== undefined);
  });

  it('cannot be written to, which is told', async () => {
    assert.ok(replica);
    const database = db().open({ port: replica.port });
    await assert.rejects(publishTo(database, publishable({ id: 'b' })), { code: 'read-only' });
  });

  it('that is gone is told, and the primary is read all the same by who asks for the latest', async () => {
    assert.ok(replica);
    const database = db().open({ replica: { host: '127.0.0.1', port: replica.port } });
    const versions = new StoredVersions(database);
    const bundle = { id: 'a', semver: '1.0.0' };
    await replica.kill();
    await assert.rejects(versions.bundle(bundle), (error: Error) =>
      error.message.includes(`:${replica?.port}`),
    );
    assert.ok(await versions.bundle(bundle, 'latest'));
    await replica.start();
    versions.clear();
    await eventually(() => versions.bundle(bundle).then(Boolean, () => false));
  });
});
