// Lists of a database, large ones too: page by page, each by an index.
import assert from 'node:assert/strict';
import { compareSemver } from '../../src/core/model/semver.js';
import { SLOTS } from '../../src/core/model/slots.js';
import {
  allAuditStatement,
  auditCountStatement,
  auditPrompt,
  auditStatement,
  countAudit,
  findAudit,
  listAudit,
} from '../../src/registry/postgres/auditRows.js';
import type { Statement } from '../../src/registry/postgres/database.js';
import type { AuditRow } from '../../src/registry/registry.js';
import {
  idsStatement,
  listAllVersions,
  listIds,
  listVersions,
  versionsOfStatement,
  versionsStatement,
} from '../../src/registry/postgres/listVersions.js';
import {
  bundlesStatement,
  bundleStatement,
  templatesByIdStatement,
  templatesStatement,
  templateStatement,
} from '../../src/registry/postgres/selectVersions.js';
import { StoredVersions } from '../../src/registry/postgres/storedVersions.js';
import { insertRecorded, recordedRows } from './recorded.js';
import { statementsOf, useDatabase, type TestDatabase } from './useDatabase.js';

/** 100,000 templates and as many bundles: 100 ids of bundles, one of which has 10,000 versions. */
async function fill({ sql }: Pick<TestDatabase, 'sql'>): Promise<void> {
  await sql(`insert into prompt_template (id, template_id, semver, role, content)
    select gen_random_uuid(), 't' || n % 1000, n || '.0.0', 'system', 'content ' || n from generate_series(1, 100000) n`);
  // Four keys of each of 100,000 rows take longer to check than all the rest.
  for (const slot of SLOTS)
    await sql(`alter table prompt_bundle drop constraint prompt_bundle_${slot}_template_id_fkey`);
  await sql(`with t as (select id, row_number() over () as n from prompt_template)
    insert into prompt_bundle (id, bundle_id, semver, ${SLOTS.map((slot) => `${slot}_template_id`).join(', ')})
    select gen_random_uuid(), case when n <= 10000 then 'large' else 'b' || n % 99 end, n || '.0.0', id, id, id, id from t`);
  await sql(`insert into prompt_audit (id, bundle_hash, personality_hash, rendered_prompt, created_at)
    select gen_random_uuid(), md5((n % 1000)::text), md5(n::text), 'prompt', now() - n * interval '1 second' from generate_series(1, 100000) n`);
  await sql('analyze prompt_template, prompt_bundle, prompt_audit');
}

describe('a database of 100,000 versions', () => {
  const db = useDatabase();
  before(() => fill(db()));

  /** The plan of a statement with its own parameters, as the server would run it. */
  async function planOf({ text, values = [] }: Statement): Promise<string> {
    const rows = await db().sql(`explain ${text}`, values);
    return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
  }

  const references = (id: string, count: number): { readonly id: string; readonly semver: string }[] =>
    Array.from({ length: count }, (_, i) => ({ id, semver: `${i + 1}.0.0` }));

  const statements: readonly (readonly [string, RegExp, () => Promise<Statement> | Statement])[] = [
    ['a bundle', /uq_prompt_bundle_id_semver/, () => bundleStatement({ id: 'large', semver: '7.0.0' })],
    ['a template', /uq_prompt_template_id_semver/, () => templateStatement({ id: 't7', semver: '7.0.0' })],
    ['many bundles', /uq_prompt_bundle_id_semver/, () => bundlesStatement(references('large', 50))],
    ['many templates', /uq_prompt_template_id_semver/, () => templatesStatement(references('t7', 50))],
    [
      'the templates of many bundles',
      /prompt_template_pkey/,
      async () => {
        const rows = await db().sql('select id::text from prompt_template limit 50');
        return templatesByIdStatement(rows.map((row) => String(row['id'])));
      },
    ],
    [
      'the ids of bundles',
      /(?:uq_prompt_bundle_id_semver|ix_prompt_bundle_bundle_id)/,
      () => idsStatement('bundle', '', 50),
    ],
    [
      'the ids of templates',
      /(?:uq_prompt_template_id_semver|ix_prompt_template_template_id)/,
      () => idsStatement('template', 't3', 50),
    ],
    [
      'versions of a bundle',
      /uq_prompt_bundle_id_semver/,
      () => versionsOfStatement('bundle', { id: 'large', semver: '5' }, 100),
    ],
    [
      'versions of a template',
      /(?:uq_prompt_template_id_semver|ix_prompt_template_template_id)/,
      () => versionsOfStatement('template', { id: 't7', semver: '' }, 100),
    ],
    [
      'all versions of bundles',
      /uq_prompt_bundle_id_semver/,
      () => versionsStatement('bundle', { id: 'b5', semver: '5' }, 100),
    ],
    [
      'all versions of templates',
      /uq_prompt_template_id_semver/,
      () => versionsStatement('template', { id: '', semver: '' }, 100),
    ],
    [
      'the renders of a version',
      /ix_prompt_audit_bundle_hash/,
      () => auditStatement({ bundleHashes: ['a87ff679a2f3e71d9181a67b7542122c'] }, 100),
    ],
    [
      'the renders of some versions, of a time, behind one',
      /ix_prompt_audit_bundle_hash/,
      () =>
        auditStatement(
          {
            bundleHashes: ['a87ff679a2f3e71d9181a67b7542122c', 'c4ca4238a0b923820dcc509a6f75849b'],
            since: '2026-01',
            until: '2026-12',
            after: { id: '00000000-0000-4000-8000-000000000000', created_at: '2026-06-01T00:00:00Z' },
          },
          100,
        ),
    ],
    [
      'how many renders of a version there are',
      /ix_prompt_audit_bundle_hash/,
      () => auditCountStatement({ bundleHashes: ['a87ff679a2f3e71d9181a67b7542122c'] }),
    ],
    [
      'renders by the first digits of a hash',
      /ix_prompt_audit_bundle_hash[^]*ix_prompt_audit_personality_hash/,
      () => auditStatement({ hash: 'a87ff67' }, 100),
    ],
    ['all renders', /prompt_audit_pkey/, () => allAuditStatement(undefined, 100)],
    [
      'all renders, behind one',
      /prompt_audit_pkey/,
      () => allAuditStatement('80000000-0000-4000-8000-000000000000', 100),
    ],
  ];
  for (const [name, index, statement] of statements)
    it(`finds ${name} by an index, and reads no table from end to end`, async () => {
      const plan = await planOf(await statement());
      assert.match(plan, index);
      assert.doesNotMatch(plan, /Seq Scan/);
    });

  it('lists each id once, page by page', async () => {
    const ids: string[] = [];
    for (let after: string | undefined = ''; after !== undefined;) {
      const { items, next }: Awaited<ReturnType<typeof listIds>> = await listIds(db().database, 'bundle', {
        after,
        limit: 30,
      });
      ids.push(...items);
      after = next;
    }
    assert.equal(ids.length, 100);
    assert.equal(new Set(ids).size, 100);
    assert.equal((await listIds(db().database, 'template')).items.length, 1000);
  });

  it('lists 10,000 versions of one id in SemVer order, by few queries, and reads them all by two', async function () {
    let listed: Awaited<ReturnType<typeof listVersions>> = [];
    const list = async (): Promise<void> => {
      listed = await listVersions(db().database, 'bundle', 'large');
    };
    const versions = new StoredVersions(db().database, { entries: 1, size: 1_000_000 });
    let read = 0;
    const readAll = async (): Promise<void> => {
      read = (await versions.bundles(listed)).size;
    };
    if (db().server.own) {
      const selects = (texts: readonly string[]): number =>
        texts.filter((text) => text.startsWith('select')).length;
      assert.equal(selects(await statementsOf(db(), list)), 2);
      assert.equal(selects(await statementsOf(db(), readAll)), 2);
    } else {
      await list();
      await readAll();
    }
    assert.equal(listed.length, 10_000);
    assert.equal(read, 10_000);
    assert.deepEqual(
      listed.map(({ semver }) => semver),
      listed.map(({ semver }) => semver).sort(compareSemver),
    );
    assert.equal(listed[0]?.semver, '1.0.0');
    assert.match(listed[0].created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  });

  it('lists all versions of all ids, each once', async () => {
    const seen = new Set<string>();
    let pages = 0;
    for (let after: Parameters<typeof listAllVersions>[2] | undefined = {}; after; pages++) {
      const { items, next }: Awaited<ReturnType<typeof listAllVersions>> = await listAllVersions(
        db().database,
        'bundle',
        {
          ...after,
          limit: 30_000,
        },
      );
      for (const { id, semver } of items) seen.add(`${id}@${semver}`);
      after = next && { after: next };
    }
    assert.equal(seen.size, 100_000);
    assert.equal(pages, 4);
  });

  it('lists recorded renders page by page, the newest first, each once', async () => {
    const bundleHashes = ['a87ff679a2f3e71d9181a67b7542122c'];
    const rows: AuditRow[] = [];
    for (let after: AuditRow | undefined, isFirst = true; isFirst || after; isFirst = false) {
      const page: Awaited<ReturnType<typeof findAudit>> = await findAudit(db().database, {
        bundleHashes,
        limit: 33,
        ...(after && { after }),
      });
      rows.push(...page.items);
      after = page.next;
    }
    assert.equal(rows.length, 100);
    assert.equal(new Set(rows.map(({ id }) => id)).size, 100);
    const times = rows.map(({ created_at }) => created_at);
    assert.deepEqual(times, [...times].sort().reverse());
    assert.equal(await countAudit(db().database, { bundleHashes }), 100);
    const [middle] = rows.slice(50);
    const since = middle?.created_at?.slice(0, 19) ?? '';
    for (const query of [
      { bundleHashes, since },
      { hash: 'a87ff679', since },
    ])
      assert.equal(await countAudit(db().database, query), 51);
    const until = (await findAudit(db().database, { bundleHashes, until: since })).items;
    assert.deepEqual(
      until.map(({ id }) => id),
      rows.slice(50).map(({ id }) => id),
    );
    const { personality_hash } = rows[1] ?? { personality_hash: '' };
    const byInput = await findAudit(db().database, { hash: personality_hash.slice(0, 20) });
    assert.deepEqual(byInput.items, [rows[1]]);
    for (const query of [{ bundleHashes: [] }, { hash: 'x' }, { hash: '' }]) {
      assert.deepEqual(await findAudit(db().database, query), { items: [] });
      assert.equal(await countAudit(db().database, query), 0);
    }
  });

  it('lists all recorded renders, each once', async () => {
    const seen = new Set<string>();
    let pages = 0;
    for (let after: AuditRow | undefined, isFirst = true; isFirst || after; isFirst = false, pages++) {
      const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(db().database, after, 30_000);
      for (const { id } of page.items) seen.add(id);
      after = page.next;
    }
    assert.deepEqual([seen.size, pages], [100_000, 4]);
  });
});

describe("the service's own renders", () => {
  const db = useDatabase();
  before(() => insertRecorded(db()));

  it('are listed with all that it recorded, and their prompts', async () => {
    const bundleHashes = [...new Set(recordedRows.prompt_audit.map((row) => row.bundle_hash))];
    const { items, next } = await findAudit(db().database, { bundleHashes });
    assert.equal(items.length, recordedRows.prompt_audit.length);
    assert.equal(next, undefined);
    const [newest] = items;
    const recorded = recordedRows.prompt_audit.find(({ id }) => id === newest?.id);
    assert.ok(newest && recorded);
    assert.equal(newest.bundle_hash, recorded.bundle_hash);
    assert.equal(newest.engine_version, null);
    const prompt = await auditPrompt(db().database, newest);
    assert.equal(prompt, recorded.rendered_prompt);
    assert.equal(await auditPrompt(db().database, { id: '00000000-0000-4000-8000-000000000000' }), undefined);
  });
});
