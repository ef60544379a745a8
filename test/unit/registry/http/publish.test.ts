import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bySlot } from '../../../../src/core/model/slots.js';
import { sha256 } from '../../../../src/node/sha256.js';
import { createExchange } from '../../../../src/registry/http/exchange.js';
import { fileJournal } from '../../../../src/registry/http/fileJournal.js';
import { createPromptService } from '../../../../src/registry/http/promptService.js';
import { publishOverHttp } from '../../../../src/registry/http/publish.js';
import type { HttpPublished } from '../../../../src/registry/publication/outcome.js';
import {
  planRegistryPublication,
  type RegistryPublication,
} from '../../../../src/registry/publication/planRegistryPublication.js';
import { temporaryFolder } from '../../temporaryFolder.js';
import { FakeService, type Fault } from './fakeService.js';
import { testServers } from './testServer.js';

/** A bundle of three templates, one of them in two slots. */
function bundle(content = 'Hello.', tags: readonly string[] = ['gpt-4o']): RegistryPublication {
  const reference = (slot: string) => ({ id: slot === 'activity' ? 'a-task' : `a-${slot}`, semver: '1.0.0' });
  const plan = planRegistryPublication({
    bundle: {
      bundle_id: 'b',
      semver: '1.0.0',
      tags,
      templates: bySlot((slot) => ({ kind: 'reference', reference: reference(slot) })),
    },
    parts: bySlot((slot) => ({
      reference: reference(slot),
      template: {
        role: 'system',
        content: slot === 'system' ? content : 'Same {{task}}.',
        constraints: null,
        adapter_version: null,
      },
    })),
  });
  assert.ok(plan.kind === 'ready');
  return plan.publication;
}

describe('publishing over HTTP', () => {
  const serve = testServers();
  const folder = temporaryFolder();
  let waited = 0;

  /** A service with faults, and how one publishes to it, as one who begins anew each time. */
  async function setUp(faults: Readonly<Record<number, Fault>> = {}) {
    const service = new FakeService(faults);
    const url = await serve(service.handle);
    const root = folder();
    let id = 0;
    const publish = (what: RegistryPublication): Promise<HttpPublished> =>
      publishOverHttp(what, {
        service: createPromptService(createExchange({ kind: 'http', name: 'a', url, timeout: 300 })),
        journal: fileJournal(root, url, () => `t${++id}`),
        hashing: { sha256 },
        wait: (milliseconds) => {
          waited += milliseconds;
          return Promise.resolve();
        },
      });
    const journal = path.join(root, '.prompt-bundles/registry', encodeURIComponent(new URL(url).host));
    return { service, publish, root, journal };
  }
  const outcome = async (published: Promise<HttpPublished>): Promise<string> => {
    const result = await published;
    const made =
      result.newTemplates.length > 0 ? ` (made ${result.newTemplates.map(({ id }) => id).join(', ')})` : '';
    return `${result.kind}${'reason' in result ? `: ${result.reason}` : ''}${made}`;
  };

  it('makes each template once, in the order of their names, and then the bundle; a second time it changes nothing', async () => {
    const { service, publish, journal } = await setUp();
    assert.equal(await outcome(publish(bundle())), 'published (made a-personality, a-system, a-task)');
    assert.deepEqual(service.stored, {
      templates: ['a-personality@1.0.0', 'a-system@1.0.0', 'a-task@1.0.0'],
      bundles: ['b@1.0.0'],
    });
    assert.deepEqual(readdirSync(journal).sort(), [
      'a-personality@1.0.0.json',
      'a-system@1.0.0.json',
      'a-task@1.0.0.json',
    ]);
    assert.match(
      readFileSync(path.join(journal, 'a-task@1.0.0.json'), 'utf8'),
      /^\{\n {2}"semver": "1\.0\.0",\n {2}"template_hash": "[0-9a-f]{64}",\n {2}"template_id": "a-task",\n {2}"uuid": "[0-9a-f-]{36}"\n\}\n$/,
    );
    assert.equal(await outcome(publish(bundle())), 'unchanged');
  });

  it('refuses another content, naming what differs', async () => {
    const { publish } = await setUp();
    await publish(bundle());
    assert.equal(
      await outcome(publish(bundle('Other.'))),
      'refused: a-system@1.0.0 was published to this service with other content. Give it its next version.',
    );
    assert.equal(
      await outcome(publish(bundle('Hello.', []))),
      'refused: The service has b@1.0.0 already, with other tags. Publish the next version instead.',
    );
  });

  it('stops at a template that the service has from somewhere else', async () => {
    const { service, publish } = await setUp();
    await publish(bundle());
    const elsewhere = await publishFrom(service, bundle());
    assert.equal(
      elsewhere,
      'refused: The service has a-personality@1.0.0 already, and its API does not say whether the content is the same. A database connection can tell: publish over one.',
    );
  });

  async function publishFrom(service: FakeService, what: RegistryPublication): Promise<string> {
    const url = await serve(service.handle);
    return outcome(
      publishOverHttp(what, {
        service: createPromptService(createExchange({ kind: 'http', name: 'a', url, timeout: 300 })),
        journal: fileJournal(folder(), url, () => 'x'),
        hashing: { sha256 },
        wait: () => Promise.resolve(),
      }),
    );
  }

  // The requests of a publishing: 0 to 2 make the templates, 3 the bundle.
  const FAULTS: readonly (readonly [
    what: string,
    faults: Readonly<Record<number, Fault>>,
    outcome: RegExp,
  ])[] = [
    ['a template that fails once', { 1: 'failed' }, /^published/],
    ['a template that is dropped once', { 0: 'dropped' }, /^published/],
    ['a template that hangs once', { 2: 'hangs' }, /^published/],
    ['a template that is there and not seen yet', { 2: 'late' }, /^published/],
    ['a bundle that fails once', { 3: 'failed' }, /^published/],
    ['a bundle that fails, stored', { 3: 'failed, stored' }, /^published/],
    ['a bundle that is dropped, stored', { 3: 'dropped, stored' }, /^published/],
    ['a bundle that hangs', { 3: 'hangs' }, /^published/],
    ['a bundle that fails, stored and not seen yet', { 3: 'late' }, /^published/],
  ];
  for (const [what, faults, expected] of FAULTS)
    it(`goes on behind ${what}, and makes nothing twice`, async () => {
      const { service, publish } = await setUp(faults);
      assert.match(await outcome(publish(bundle())), expected);
      assert.deepEqual([service.stored.templates.length, service.stored.bundles], [3, ['b@1.0.0']]);
      assert.equal(await outcome(publish(bundle())), 'unchanged');
    });

  it('says where it stands when it cannot go on, and goes on from there the next time', async () => {
    const down: Readonly<Record<number, Fault>> = { 1: 'failed', 2: 'failed', 3: 'dropped' };
    const { service, publish } = await setUp(down);
    assert.equal(
      await outcome(publish(bundle())),
      'interrupted: The connection was closed before the answer (ECONNRESET). Check whether the service still runs. Publish again to go on from there. (made a-personality)',
    );
    assert.deepEqual(service.stored, { templates: ['a-personality@1.0.0'], bundles: [] });
    assert.equal(await outcome(publish(bundle())), 'published (made a-system, a-task)');
  });

  it('stops where a template may have been made and nobody can tell its UUID', async () => {
    const { publish } = await setUp({ 0: 'failed, stored' });
    assert.match(await outcome(publish(bundle())), /^refused: The service has a-personality@1\.0\.0 already/);
  });

  it('makes a template anew that was deleted at the service', async () => {
    const { service, publish } = await setUp({ 3: 'failed', 5: 'failed', 7: 'failed' });
    await publish(bundle());
    service.remove('a-system');
    assert.equal(
      await outcome(publish(bundle())),
      'interrupted: The service has a-system@1.0.0 no more, which was published to it before. Publish again to go on from there.',
    );
    assert.equal(await outcome(publish(bundle())), 'published (made a-system)');
  });

  it('keeps no template that its journal cannot keep', async () => {
    const { service, publish, root } = await setUp();
    writeFileSync(path.join(root, '.prompt-bundles'), 'in the way');
    assert.match(
      await outcome(publish(bundle())),
      /^interrupted: The journal could not be written: [^]* Publish again to go on from there\.$/,
    );
    assert.deepEqual(service.stored.templates, []);
  });

  it('takes a damaged entry for none, and an answer of another for what it is', async () => {
    const { publish, journal } = await setUp({ 3: 'page of a proxy' });
    assert.match(
      await outcome(publish(bundle())),
      /^interrupted: At this address a web page answers \(200\)/,
    );
    writeFileSync(path.join(journal, 'a-system@1.0.0.json'), '{"template_id": "a-sys');
    assert.match(await outcome(publish(bundle())), /^refused: The service has a-system@1\.0\.0 already/);
  });

  after(() => {
    assert.ok(waited > 0);
  });
});
