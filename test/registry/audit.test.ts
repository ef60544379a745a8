// `audit list` against a real database: the service's own rows, the newest first, by the names of their versions.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { bundleHash } from '../../src/core/hashes.js';
import { loadHashing } from '../../src/core/hashing.js';
import { SLOTS } from '../../src/core/model/slots.js';
import { sha256 } from '../../src/node/sha256.js';
import type { Run } from '../unit/commandLineRun.js';
import { small } from '../unit/published/samples.js';
import { temporaryFolder } from '../unit/temporaryFolder.js';
import { runAgainst, runWithPassword, urlOf } from './databaseRuns.js';
import { empty, insertBundle, insertTemplates } from './rows.js';
import { useDatabase } from './useDatabase.js';

interface Listed {
  readonly registry: string;
  readonly records: readonly {
    readonly id: string;
    readonly created_at: string;
    readonly bundle: string | null;
    readonly personality_hash: string;
  }[];
  readonly total: number;
}

describe('audit, against a database', () => {
  const db = useDatabase();
  const folder = temporaryFolder();
  const audit = (name: string, ...args: string[]): Promise<Run> =>
    runAgainst(db(), 'audit', folder(small()), name, ...args);
  async function list(...args: string[]): Promise<Listed> {
    const { code, out, error } = await audit('list', '--format', 'json', ...args);
    assert.deepEqual([code, error], [0, '']);
    return JSON.parse(out) as Listed;
  }
  const seen = ({ records, total }: Listed): unknown[] => [
    total,
    ...records.map(({ bundle, created_at }) => `${bundle ?? '?'} ${created_at.slice(0, 10)}`),
  ];

  before(async () => {
    await empty(db());
    const ids = await insertTemplates(
      db(),
      SLOTS.map((slot) => ({ template_id: slot })),
    );
    await insertBundle(db(), { bundle_id: 'b', semver: '9.0.0' }, ids);
    await insertBundle(db(), { bundle_id: 'other' }, ids);
    const hashing = await loadHashing(sha256);
    const rows = [
      ['b', '1.0.0', '2026-03-01T10:00:00Z'],
      ['b', '9.0.0', '2026-03-02T10:00:00Z'],
      ['b', '1.0.0', '2026-03-03T10:00:00Z'],
      ['other', '1.0.0', '2026-03-04T10:00:00Z'],
      ['gone', '1.0.0', '2026-03-05T10:00:00Z'],
    ] as const;
    for (const [i, [id, semver, time]] of rows.entries())
      await db().sql(
        `insert into prompt_audit (id, bundle_hash, personality_hash, rendered_prompt, created_at)
         values ($1, $2, $3, 'A secret prompt.', $4)`,
        [randomUUID(), bundleHash(hashing, { id, semver }), `${i}`.repeat(32), time],
      );
  });

  it('lists all, the newest first, with the names that the folder and the database know', async () => {
    const all = await list();
    assert.match(all.registry, /^database /);
    assert.deepEqual(seen(all), [
      5,
      '? 2026-03-05',
      'other@1.0.0 2026-03-04',
      'b@1.0.0 2026-03-03',
      'b@9.0.0 2026-03-02',
      'b@1.0.0 2026-03-01',
    ]);
    assert.deepEqual(seen(await list('--limit', '1')), [5, '? 2026-03-05']);
  });

  it('lists those of a bundle, a version, a hash or a time', async () => {
    assert.deepEqual(seen(await list('--bundle', 'b')), [
      3,
      'b@1.0.0 2026-03-03',
      'b@9.0.0 2026-03-02',
      'b@1.0.0 2026-03-01',
    ]);
    assert.deepEqual(seen(await list('--bundle', 'b@1.0.0', '--limit', '1')), [2, 'b@1.0.0 2026-03-03']);
    assert.deepEqual(seen(await list('--bundle', 'gone@1.0.0')), [1, 'gone@1.0.0 2026-03-05']);
    assert.deepEqual(seen(await list('--bundle', 'none')), [0]);
    assert.deepEqual(seen(await list('--hash', '3333')), [1, 'other@1.0.0 2026-03-04']);
    assert.deepEqual(seen(await list('--hash', 'xyz')), [0]);
    assert.deepEqual(seen(await list('--since', '2026-03-04')), [
      2,
      '? 2026-03-05',
      'other@1.0.0 2026-03-04',
    ]);
    assert.deepEqual(seen(await list('--bundle', 'b', '--until', '2026-03-02')), [
      2,
      'b@9.0.0 2026-03-02',
      'b@1.0.0 2026-03-01',
    ]);
  });

  it('prints lines, and no prompt', async () => {
    const { code, out, error } = await audit('list', '--limit', '2');
    assert.deepEqual([code, error], [0, '']);
    const lines = out.split('\n');
    assert.match(lines[1] ?? '', /^2026-03-04T10:00:00\.000000Z {2}other@1\.0\.0 {2}3{32} {2}[0-9a-f-]{36}$/);
    assert.match(lines[2] ?? '', /^5 records in database [^\n]*\. 3 older ones are not listed\.$/);
    assert.doesNotMatch(out, /secret/);
  });

  it('says why nothing of it can be replayed', async () => {
    const { code, out, error } = await audit('replay');
    assert.deepEqual([code, out], [2, '']);
    assert.match(error, /^The registry keeps no input, so this render cannot be replayed\./);
  });
});

describe('renders of the command line, recorded in a database', () => {
  const db = useDatabase();
  const folder = temporaryFolder();
  beforeEach(() => empty(db()));

  /** Runs a command whose renders are recorded there. */
  const recording = (root: string, ...args: string[]): Promise<Run> =>
    runWithPassword(db(), root, ...args, '--audit-registry', urlOf(db()));
  const rows = (): Promise<Record<string, unknown>[]> =>
    db().sql('select bundle_hash, rendered_prompt from prompt_audit order by created_at');

  it("are the service's own rows, and records of the log as well", async () => {
    const root = folder(small());
    const { code, out, error } = await recording(root, 'render', 'b@1.0.0');
    assert.deepEqual([code, error], [0, '']);
    assert.deepEqual(
      (await rows()).map(({ rendered_prompt }) => rendered_prompt),
      [out],
    );
    const log = await runWithPassword(db(), root, 'audit', 'list');
    assert.match(log.out, /1 record\.\n$/);
    const listed = await runAgainst(db(), 'audit', root, 'list');
    assert.match(listed.out, / {2}b@1\.0\.0 {2}/);
  });

  it('are those of publishing and comparing too', async () => {
    const root = folder(small());
    assert.equal((await recording(root, 'publish', 'b@1.0.0')).code, 0);
    assert.equal((await recording(root, 'compare', 'b')).code, 0);
    assert.equal((await rows()).length, 2);
  });

  it('are all there where more are compared than are recorded at once', async () => {
    const ids = await insertTemplates(
      db(),
      SLOTS.map((slot) => ({ template_id: slot })),
    );
    const columns = SLOTS.map((slot) => `${slot}_template_id`).join(', ');
    await db().sql(
      `insert into prompt_bundle (id, bundle_id, semver, ${columns})
       select gen_random_uuid(), 'many', n || '.0.0', $1, $2, $3, $4 from generate_series(1, 1200) n`,
      ids,
    );
    const { code, error } = await recording(folder(small()), 'compare', 'many', '--registry', urlOf(db()));
    assert.deepEqual([code, error], [0, '']);
    assert.equal((await rows()).length, 1_200);
  });

  it('are not there where only hashes are to be recorded, which is told', async () => {
    const { code, out, error } = await recording(folder(small()), 'render', 'b@1.0.0', '--audit', 'hashes');
    assert.equal(code, 0);
    assert.notEqual(out, '');
    assert.match(error, /^Only hashes are to be recorded, and the registry keeps whole prompts/);
    assert.deepEqual(await rows(), []);
  });

  it('stop no render where the database cannot be reached, which is told', async function () {
    // There every name is that of the one database.
    if (db().server.isStandIn) this.skip();
    const { connection } = db();
    const gone = { ...db(), connection: { ...connection, database: `${connection.database}_gone` } };
    const { code, out, error } = await runWithPassword(
      db(),
      folder(small()),
      'render',
      'b@1.0.0',
      '--audit-registry',
      urlOf(gone),
    );
    assert.equal(code, 0);
    assert.notEqual(out, '');
    assert.match(error, /^Renders are not recorded in the registry\. [^\n]*_gone/);
  });
});
