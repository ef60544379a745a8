// The database behind the ports: the same prompts and hashes as from values, by as few queries as can be.
import assert from 'node:assert/strict';
import { parseInputText } from '../../src/core/documents/inputText.js';
import { parsePromptFile } from '../../src/core/documents/promptFile.js';
import type { PromptBundle } from '../../src/core/model/bundle.js';
import { DEFAULT_INPUT } from '../../src/core/model/renderInput.js';
import { bySlot, SLOTS } from '../../src/core/model/slots.js';
import { templateReference, type PromptTemplate } from '../../src/core/model/template.js';
import { isSemver } from '../../src/core/model/semver.js';
import { inlineBundleSource, inlineTemplateSource } from '../../src/core/sources/inline.js';
import { StoredVersions } from '../../src/registry/postgres/storedVersions.js';
import { templateFindings } from '../../src/registry/stored/storedFindings.js';
import { databaseGenerator, generatorOf } from './generator.js';
import { EXCHANGES } from '../unit/registry/http/exchanges.js';
import type { ServiceRender } from '../serviceRender.js';
import { insertRecorded, recordedRows, renderCases } from './recorded.js';
import { empty, insertBundle, insertTemplates } from './rows.js';
import { statementsOf, useDatabase } from './useDatabase.js';

/** Of the statements of a transaction, those that ask for something. */
const queries = (statements: readonly string[]): readonly string[] =>
  statements.filter((text) => /^(?:select|insert|update|delete)\b/.test(text));

describe('the vectors, from a database and from values', () => {
  const db = useDatabase();
  const storable = renderCases.filter(({ parts }) => parts.every((part) => part !== ''));
  const templateId = (slot: string, { bundle_id }: ServiceRender): string =>
    `${bundle_id.slice(0, 200)}.${slot}`;

  it(`gives the service's own prompt and hashes for all ${storable.length} that it can store`, async () => {
    assert.ok(storable.length >= 75);
    for (const vector of storable) {
      await empty(db());
      const { bundle_id, semver, expected } = vector;
      const contents = bySlot((_slot, i) => vector.parts[i] ?? '');
      const ids = await insertTemplates(
        db(),
        SLOTS.map((slot) => ({ template_id: templateId(slot, vector), semver, content: contents[slot] })),
      );
      await insertBundle(db(), { bundle_id, semver }, ids);
      const templates = SLOTS.map((slot): PromptTemplate => ({
        template_id: templateId(slot, vector),
        semver,
        role: 'system',
        content: contents[slot],
        constraints: null,
        adapter_version: null,
      }));
      const bundle: PromptBundle = {
        bundle_id,
        semver,
        tags: [],
        templates: bySlot((_slot, i) => ({ kind: 'reference', reference: templateReference(templates[i]!) })),
      };
      const [stored, inline] = await Promise.all([
        databaseGenerator(db().database),
        generatorOf(inlineBundleSource([bundle]), inlineTemplateSource(templates)),
      ]);
      const request = { bundle: { id: bundle_id, semver }, input: parseInputText(vector.payload_json) };
      const [a, b] = await Promise.all([stored.renderFromBundle(request), inline.renderFromBundle(request)]);
      const { rendered_prompt, bundle_hash, personality_hash } = a;
      assert.deepEqual({ rendered_prompt, bundle_hash, personality_hash }, expected, vector.name);
      assert.equal(a.prompt_hash, b.prompt_hash);
      assert.equal(a.content_hash, b.content_hash, vector.name);
      assert.deepEqual(a.template_hashes, b.template_hashes);
    }
  });
});

describe("the service's rows", () => {
  const db = useDatabase();
  before(() => insertRecorded(db()));

  it('render to what the service answered, whatever an input of ours may hold', async () => {
    const generator = await databaseGenerator(db().database);
    let count = 0;
    for (const { name, path, status, request_body, response_body } of EXCHANGES) {
      if (!path.endsWith('/prompts/render') || status !== 200 || request_body === null) continue;
      const { bundle_id, semver, bundle_version, ...payload } = JSON.parse(
        request_body.replace(/NaN|-Infinity|1e400/g, '0'),
      ) as Record<string, string | null>;
      const named = [semver, bundle_version].find(
        (text) => text !== undefined && text !== null && text !== '',
      );
      const reference = { id: bundle_id ?? '', semver: named ?? '0.1.0' };
      // The text of what is left of the body, numbers as they were written.
      const text = Object.keys(payload).length === 0 ? '{}' : withoutNames(request_body);
      const input = inputOf(text);
      if (!input) continue;
      const render = await generator.renderFromBundle({ bundle: reference, input });
      const answer = JSON.parse(response_body) as Record<string, unknown>;
      for (const key of ['rendered_prompt', 'bundle_hash', 'personality_hash'] as const)
        assert.equal(render[key], answer[key], `${name}: ${key}`);
      count++;
    }
    assert.ok(count >= 12, String(count));
  });

  it('are all read, with the constraints and times they have, and say what is odd', async () => {
    const versions = new StoredVersions(db().database);
    for (const row of recordedRows.prompt_template) {
      const stored = await versions.template({ id: row.template_id, semver: row.semver });
      assert.ok(stored, row.template_id);
      assert.equal(stored.id, row.id);
      assert.equal(stored.template.content, row.content);
      assert.equal(stored.template.role, row.role);
      assert.equal(stored.constraintsText, row.constraints_text);
      // A time without a fraction is recorded without one.
      const recorded = row.created_at.replace('+00:00', '');
      assert.equal(
        stored.created_at,
        `${recorded.includes('.') ? recorded.padEnd(26, '0') : `${recorded}.000000`}Z`,
      );
    }
    const told = async (id: string): Promise<readonly string[]> => {
      const stored = await versions.template({ id, semver: '1.0.0' });
      assert.ok(stored);
      return templateFindings(stored).map(({ message }) => message);
    };
    assert.deepEqual(await told('t-sys'), []);
    assert.match((await told('k4')).join(), /MAX_SENTENCE_LENGTH.*whole number/);
    assert.equal((await told('k5')).length, 3);
    assert.match((await told('k6')).join(), /NO_EMOJI/);
    assert.equal((await told('k8')).length > 0, true);
    assert.match((await told('k9')).join(), /out of range/);
  });

  it('render as files with the same content do, where files may hold it', async () => {
    const files = recordedRows.prompt_template.flatMap((row) => {
      const { template_id, semver, role, content, constraints_text } = row;
      const fields = JSON.stringify({ template_id, semver, role, content }).slice(1, -1);
      const constraints = constraints_text === 'null' ? '' : `,"constraints":${constraints_text}`;
      const file = parsePromptFile(
        { kind: 'template', syntax: 'json' },
        { text: `{${fields}${constraints}}` },
      );
      return file.model && file.kind === 'template' ? [file.model] : [];
    });
    assert.ok(files.length >= 15);
    const names = new Map(
      recordedRows.prompt_template.map((row) => [row.id, { id: row.template_id, semver: row.semver }]),
    );
    const bundles = recordedRows.prompt_bundle
      .filter(({ semver }) => isSemver(semver))
      .map((row): PromptBundle => ({
        bundle_id: row.bundle_id,
        semver: row.semver,
        tags: JSON.parse(row.tags_text) as string[],
        templates: bySlot((slot) => ({
          kind: 'reference',
          reference: names.get(row[`${slot}_template_id`])!,
        })),
      }));
    const [stored, inline] = await Promise.all([
      databaseGenerator(db().database),
      generatorOf(inlineBundleSource(bundles), inlineTemplateSource(files)),
    ]);
    for (const { bundle_id: id, semver } of bundles) {
      const [a, b] = await Promise.all(
        [stored, inline].map((generator) => generator.renderFromBundle({ bundle: { id, semver } })),
      );
      assert.equal(a?.rendered_prompt, b?.rendered_prompt);
      assert.equal(a?.content_hash, b?.content_hash, id);
    }
  });

  it('cost one query a render, none of what is kept, two for many, and are read by transactions that write nothing', async function () {
    if (!db().server.own) this.skip();
    const versions = new StoredVersions(db().database);
    const generator = await databaseGenerator(db().database, 'kept', versions);
    const bundle = { id: 'agent', semver: '1.0.0' };
    const first = await statementsOf(db(), () => generator.renderFromBundle({ bundle }));
    assert.equal(queries(first).length, 1);
    assert.match(first[0] ?? '', /^begin .* read only; set local statement_timeout/);
    assert.equal(first.at(-1), 'commit');
    const again = await statementsOf(db(), () => generator.renderFromBundle({ bundle }));
    assert.deepEqual(again, []);
    const latest = await databaseGenerator(db().database, 'latest', versions);
    assert.equal(queries(await statementsOf(db(), () => latest.renderFromBundle({ bundle }))).length, 1);
    const all = recordedRows.prompt_bundle.map(({ bundle_id: id, semver }) => ({ id, semver }));
    const fresh = new StoredVersions(db().database);
    let found = 0;
    const many = await statementsOf(db(), async () => (found = (await fresh.bundles(all)).size));
    assert.equal(queries(many).length, 2);
    assert.equal(found, all.length);
    assert.deepEqual(await statementsOf(db(), () => fresh.bundles(all)), []);
    const templates = recordedRows.prompt_template.map(({ template_id: id, semver }) => ({ id, semver }));
    const read = await statementsOf(db(), async () => (found = (await fresh.templates(templates)).size));
    assert.equal(queries(read).length, 1);
    assert.equal(found, templates.length);
  });

  it('are the same by one query and by many', async () => {
    const [one, many] = [new StoredVersions(db().database), new StoredVersions(db().database)];
    const all = recordedRows.prompt_bundle.map(({ bundle_id: id, semver }) => ({ id, semver }));
    const found = await many.bundles([...all, { id: 'nobody', semver: '1.0.0' }]);
    assert.equal(found.size, all.length);
    for (const reference of all)
      assert.deepEqual(found.get(`${reference.id}@${reference.semver}`), await one.bundle(reference));
  });
});

describe('what was found', () => {
  const db = useDatabase();
  const bundle = { id: 'b', semver: '1.0.0' };

  it('is not kept where it was not there, nor asked for where no row can have its name', async function () {
    const generator = await databaseGenerator(db().database);
    await assert.rejects(generator.renderFromBundle({ bundle }), { code: 'unknown_bundle' });
    const ids = await insertTemplates(
      db(),
      SLOTS.map((slot) => ({ template_id: slot, content: slot })),
    );
    await insertBundle(db(), { bundle_id: 'b' }, ids);
    assert.match((await generator.renderFromBundle({ bundle })).rendered_prompt, /^system\n\npersonality/);
    if (!db().server.own) this.skip();
    const asked = await statementsOf(db(), async () => {
      for (const id of ['a\0b', 'a\ud800'])
        await assert.rejects(generator.renderFromBundle({ bundle: { id, semver: '1.0.0' } }));
    });
    assert.deepEqual(asked, []);
  });

  it('is kept while a version is changed behind it, and read again by who asks for the latest', async () => {
    const versions = new StoredVersions(db().database);
    const [kept, latest] = await Promise.all([
      databaseGenerator(db().database, 'kept', versions),
      databaseGenerator(db().database, 'latest', versions),
    ]);
    const before = await kept.renderFromBundle({ bundle, input: DEFAULT_INPUT });
    await db().sql("update prompt_template set content = 'changed' where template_id = 'system'");
    assert.equal((await kept.renderFromBundle({ bundle })).rendered_prompt, before.rendered_prompt);
    assert.match((await latest.renderFromBundle({ bundle })).rendered_prompt, /^changed/);
    assert.match((await kept.renderFromBundle({ bundle })).rendered_prompt, /^changed/);
  });

  it('is dropped when there is more than the limit', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => ({
      template_id: `many${i}`,
      content: 'x'.repeat(1000),
    }));
    await insertTemplates(db(), rows);
    const versions = new StoredVersions(db().database, { entries: 100, size: 8_000 });
    for (const { template_id: id } of rows) await versions.template({ id, semver: '1.0.0' });
    await db().sql("update prompt_template set content = 'other' where template_id like 'many%'");
    const first = await versions.template({ id: 'many0', semver: '1.0.0' });
    const last = await versions.template({ id: 'many19', semver: '1.0.0' });
    assert.equal(first?.template.content, 'other');
    assert.notEqual(last?.template.content, 'other');
  });

  it('has no constraints for SQL NULL, JSON null and an empty mapping', async () => {
    const none = [null, 'null', '{}'];
    await insertTemplates(
      db(),
      none.map((constraints, i) => ({ template_id: `none${i}`, constraints })),
    );
    const versions = new StoredVersions(db().database);
    for (const i of none.keys())
      assert.equal(
        (await versions.template({ id: `none${i}`, semver: '1.0.0' }))?.template.constraints,
        null,
      );
  });
});

function withoutNames(body: string): string {
  return body
    .replace(/"(?:bundle_id|semver|bundle_version)"\s*:\s*(?:"[^"]*"|null)\s*,?/g, '')
    .replace(/,\s*}$/, '}');
}

function inputOf(text: string): ReturnType<typeof parseInputText> | undefined {
  try {
    return parseInputText(text.replace(/"model_type"\s*:\s*null\s*,?/, ''));
  } catch {
    return undefined;
  }
}
