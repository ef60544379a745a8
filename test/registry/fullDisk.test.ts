// A database whose disk is full: its tables are on a file system of a few MB, which really is.
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, chownSync } from 'node:fs';
import { createAuditRecord } from '../../src/core/promptGenerator.js';
import type { RegistryError } from '../../src/registry/registryError.js';
import { DbAuditSink } from '../../src/registry/postgres/auditSink.js';
import { mountedDisk, type SmallDisk } from '../faults/smallDisk.js';
import { ownerOfServer } from '../harness/postgres.mjs';
import { small } from '../unit/published/samples.js';
import { renderFiles } from '../unit/rendering.js';
import { temporaryFolder } from '../unit/temporaryFolder.js';
import { publishable, publishTo } from './publications.js';
import { count, fault, halves } from './publishing.js';
import { useDatabase } from './useDatabase.js';

const TABLES = ['prompt_template', 'prompt_bundle', 'prompt_audit'];
/** A text that is not smaller compressed, and finds no room in what a table has already. */
const large = (): string => randomBytes(300_000).toString('base64');

describe('a database whose disk is full', () => {
  const db = useDatabase({ needs: 'server' });
  let disk: SmallDisk | undefined;
  let tablespace = '';
  // Before the folder goes that the disk is in.
  afterEach(async () => {
    if (!disk) return;
    disk.free([]);
    for (const table of TABLES) await db().sql(`alter table ${table} set tablespace pg_default`);
    await db().sql(`drop tablespace ${tablespace}`);
    disk.remove();
    disk = undefined;
  });
  const folder = temporaryFolder();

  beforeEach(async function () {
    if (!db().server.own) {
      process.stdout.write('Skipped: the disk of another server is not ours to fill.\n');
      this.skip();
    }
    const parent = folder();
    disk = mountedDisk(parent, 4_000_000);
    if (!disk) {
      process.stdout.write('Skipped: no file system may be mounted here, so no disk is full.\n');
      this.skip();
    }
    chmodSync(parent, 0o755);
    const owner = ownerOfServer();
    if (owner) chownSync(disk.folder, owner.uid, owner.gid);
    tablespace = `small_${randomUUID().replaceAll('-', '')}`;
    await db().sql(`create tablespace ${tablespace} location '${disk.folder}'`);
    for (const table of TABLES) await db().sql(`alter table ${table} set tablespace ${tablespace}`);
    disk.fill([]);
  });

  it('says so of a publication, of which nothing is there, and takes it once there is space', async () => {
    const bundle = publishable({ id: 'full' }, { task: { content: large() } });
    const error = await fault(publishTo(db().database, bundle));
    assert.equal(error.code, 'disk-full');
    assert.match(error.message, /^The database \S+ on \S+ has no space left\. Free some and try again\.$/);
    assert.equal(await count(db(), 'prompt_template'), 0);
    assert.equal(await count(db(), 'prompt_bundle'), 0);

    disk?.free([]);
    assert.equal((await publishTo(db().database, bundle)).kind, 'published');
    assert.equal((await publishTo(db().database, bundle)).kind, 'unchanged');
    assert.equal(await halves(db()), 0);
  });

  it('says so of renders that are not recorded, once, and records them again once there is space', async () => {
    const told: RegistryError[] = [];
    const sink = new DbAuditSink({
      database: db().database,
      newId: randomUUID,
      mode: 'full',
      onFailure: (error) => told.push(error),
    });
    const record = async (): Promise<void> => {
      const render = await renderFiles(small({ content: large() }));
      sink.append(createAuditRecord(render, 'copy', new Date()));
      await sink.flush();
    };
    await record();
    await record();
    assert.deepEqual(
      told.map(({ code }) => code),
      ['not-recorded'],
    );
    assert.match(told[0]?.message ?? '', /has no space left\. Free some and try again\.$/);
    assert.equal(await count(db(), 'prompt_audit'), 0);
    disk?.free([]);
    await record();
    assert.equal(told.length, 1);
    assert.equal(await count(db(), 'prompt_audit'), 1);
  });
});
