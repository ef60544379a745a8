// Publishing: all or nothing, whoever else publishes and whatever breaks.
import assert from 'node:assert/strict';
import { bySlot, SLOTS } from '../../src/core/model/slots.js';
import type { RegistryPublished } from '../../src/registry/publication/outcome.js';
import { StoredVersions } from '../../src/registry/postgres/storedVersions.js';
import { compareStored } from '../../src/registry/comparison/compareStored.js';
import { printFigures } from '../faults/figures.js';
import { inlineBundleSource, inlineTemplateSource } from '../../src/core/sources/inline.js';
import { eventually } from './eventually.js';
import { databaseGenerator, generatorOf } from './generator.js';
import { publishable, publishTo } from './publications.js';
import { empty, insertBundle, insertTemplates } from './rows.js';
import { isPooled, useDatabase } from './useDatabase.js';
import { count, fault, halves, terminate, waiting, whileLocked } from './publishing.js';

describe('publishing', () => {
  const db = useDatabase({ needs: 'server' });
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
