// Renders recorded where the service records its own: never in the way of a render, and told where they are not.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AuditMode } from '../../src/core/audit/record.js';
import type { RegistryError } from '../../src/registry/registryError.js';
import type { Database } from '../../src/registry/postgres/database.js';
import { DbAuditSink, type DbAuditSinkOptions } from '../../src/registry/postgres/auditSink.js';
import { inlineBundleSource, inlineTemplateSource } from '../../src/core/sources/inline.js';
import { parseInputText } from '../../src/core/documents/inputText.js';
import { eventually } from './eventually.js';
import { generatorOf } from './generator.js';
import { publishable } from './publications.js';
import { statementsOf, useDatabase } from './useDatabase.js';

describe('renders recorded in a database', () => {
  const db = useDatabase({ needs: 'server' });
  beforeEach(() => db().sql('delete from prompt_audit'));

  /** Records renders; gives what was told. */
  async function record(
    inputs: readonly string[],
    given: {
      readonly database?: Database;
      readonly mode?: AuditMode;
      readonly adapters?: readonly (string | null)[];
    } & Partial<DbAuditSinkOptions> = {},
  ): Promise<readonly RegistryError[]> {
    const { adapters = [null, null, null, null], ...options } = given;
    const told: RegistryError[] = [];
    const sink = new DbAuditSink({
      database: db().database,
      newId: randomUUID,
      mode: 'full',
      onFailure: (error) => told.push(error),
      ...options,
    });
    const part = (i: number): object => ({ reference: null, adapter_version: adapters[i] ?? null });
    const { bundle } = publishable(
      { id: 'a' },
      { system: { ...part(0), content: '{{task}}' }, personality: part(1), activity: part(2), task: part(3) },
    );
    const generator = await generatorOf(inlineBundleSource([bundle]), inlineTemplateSource([]), sink);
    for (const text of inputs) {
      const render = await generator.renderFromBundle({
        bundle: { id: 'a', semver: '1.0.0' },
        input: parseInputText(text),
      });
      generator.audit(render, 'copy');
    }
    await sink.flush();
    return told;
  }

  const rows = (): Promise<Record<string, unknown>[]> =>
    db().sql('select *, created_at::text as time from prompt_audit order by rendered_prompt');

  it("are the service's own rows, with the adapter version that all four templates agree on", async () => {
    const input = '{"task":"ü \\"quoted\\", {braces}\\n\\\\","engine_version":"7.1"}';
    assert.deepEqual(await record([input], { adapters: ['2', '2', '2', '2'] }), []);
    const [row] = await rows();
    assert.equal(
      row?.['rendered_prompt'],
      'ü "quoted", {braces}\n\\\n\npersonality of a\n\nactivity of a\n\ntask of a',
    );
    assert.equal(row['engine_version'], '7.1');
    assert.equal(row['adapter_version'], '2');
    assert.match(String(row['bundle_hash']), /^[0-9a-f]{32}$/);
    assert.equal((row['created_at'] as Date).getTime(), 0);
    await db().sql('delete from prompt_audit');
    await record(['{}'], { adapters: ['2', '2', '2', null] });
    assert.equal((await rows())[0]?.['adapter_version'], null);
  });

  it('are written many at once, without a word from whoever renders', async function () {
    if (!db().server.own) this.skip();
    const inputs = Array.from({ length: 250 }, (_, i) => `{"task":"${i}"}`);
    const statements = await statementsOf(db(), () => record(inputs));
    assert.ok(statements.filter((text) => text.startsWith('insert')).length <= 10);
    assert.equal((await rows()).length, 250);
  });

  it('come by themselves a moment later', async () => {
    const sink = new DbAuditSink({
      database: db().database,
      newId: randomUUID,
      mode: 'full',
      onFailure: (error) => {
        assert.equal(error, undefined);
      },
    });
    const { bundle } = publishable(
      { id: 'a' },
      {
        system: { reference: null },
        personality: { reference: null },
        activity: { reference: null },
        task: { reference: null },
      },
    );
    const generator = await generatorOf(inlineBundleSource([bundle]), inlineTemplateSource([]), sink);
    generator.audit(await generator.renderFromBundle({ bundle: { id: 'a', semver: '1.0.0' } }), 'copy');
    await eventually(async () => (await rows()).length === 1);
  });

  it('are none in the mode of hashes, which is told once', async () => {
    const [error, ...others] = await record(['{}', '{"task":"b"}'], { mode: 'hashes' });
    assert.match(error?.message ?? '', /keeps whole prompts, so nothing is recorded there/);
    assert.deepEqual(others, []);
    assert.deepEqual(await record(['{}'], { mode: 'off' }), []);
    assert.deepEqual(await rows(), []);
  });

  it('that the table cannot hold are told, and hold no other back', async () => {
    const told = await record([
      '{"task":"a\\u0000"}',
      '{"task":"fine"}',
      `{"engine_version":"${'9'.repeat(65)}"}`,
    ]);
    assert.equal(told.length, 1);
    assert.match(told[0]?.message ?? '', /cannot store/);
    assert.equal((await rows()).length, 1);
  });

  it('that cannot be written are told once, until one can be again', async () => {
    const away = db().open({ port: 1 });
    const told = await record(['{}', '{}'], { database: away });
    assert.equal(told.length, 1);
    assert.match(told[0]?.message ?? '', /not recorded in the registry\. There is no answer from/);
    const thrown = await record(['{}'], {
      database: away,
      onFailure: () => {
        throw new Error('The one who is told fails.');
      },
    });
    assert.deepEqual(thrown, []);
  });

  it('wait in bounded number where the database is slow, and what comes on top is told', async () => {
    const told = await record(
      Array.from({ length: 20 }, (_, i) => `{"task":"${i}"}`),
      { maxWaiting: 5 },
    );
    assert.equal(told.length, 1);
    assert.match(told[0]?.message ?? '', /more slowly/);
    assert.ok((await rows()).length >= 5);
  });

  it('are written once, though their connection was ended', async () => {
    const database = db().open();
    await record(['{"task":"a"}'], { database });
    await db().sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'prompt-bundles' and datname = current_database()`,
    );
    assert.deepEqual(await record(['{"task":"b"}'], { database }), []);
    assert.equal((await rows()).length, 2);
  });
});
