import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runWith, type Run } from '../commandLineRun.js';
import { small } from '../published/samples.js';
import { FakeService, type Fault } from '../registry/http/fakeService.js';
import { answerJson, testServers } from '../registry/http/testServer.js';
import { temporaryFolder } from '../temporaryFolder.js';

const SNAPSHOT = '.prompt-bundles/published/b@1.0.0.json';
const NOTES = ['system', 'activity', 'task']
  .map(
    (slot) =>
      `The template of the ${slot} part is stored as \`b.${slot}@1.0.0\`, with the role \`system\`.\n`,
  )
  .join('');

describe('prompt-bundles publish, to a service', () => {
  const folder = temporaryFolder();
  const serve = testServers();
  const publish = (root: string, url: string, ...args: string[]): Promise<Run> =>
    runWith({}, root, 'publish', 'b@1.0.0', '--no-audit', '--registry', url, ...args);
  const service = async (faults: Readonly<Record<number, Fault>> = {}) => {
    const fake = new FakeService(faults);
    return { fake, url: await serve(fake.handle) };
  };

  it('publishes there and here, and says before how inline templates are stored', async () => {
    const { fake, url } = await service();
    const root = folder(small());
    const { code, out, error } = await publish(root, url);
    assert.deepEqual([code, error], [0, NOTES]);
    assert.match(
      out,
      new RegExp(
        `^Published b@1\\.0\\.0 in the service at ${url}, with 4 new templates\\.\nPublished b@1\\.0\\.0 in `,
      ),
    );
    assert.deepEqual(fake.stored, {
      templates: ['b.activity@1.0.0', 'b.system@1.0.0', 'b.task@1.0.0', 'p@1.0.0'],
      bundles: ['b@1.0.0'],
    });
    const again = await publish(root, url);
    assert.equal(again.code, 0);
    assert.match(again.out, /^Already published, with the same content: b@1\.0\.0 in the service at /);
  });

  it('freezes nothing here that the service refuses', async () => {
    const { url } = await service();
    await publish(folder(small()), url);
    const root = folder(small());
    const { code, error } = await publish(root, url);
    assert.equal(code, 1);
    assert.match(error, /The service has b\.activity@1\.0\.0 already, and its API does not say whether/);
    assert.ok(!existsSync(path.join(root, SNAPSHOT)));
  });

  it('says what is there, and why nothing is here, where the snapshot cannot be written then', async () => {
    const root = folder(small());
    const fake = new FakeService();
    /** Somebody else publishes the same version here, after it was stored there. */
    const meanwhile = await serve((request, response) => {
      if (request.method === 'POST' && request.path.endsWith('/bundles')) {
        const place = path.join(root, SNAPSHOT);
        mkdirSync(path.dirname(place), { recursive: true });
        writeFileSync(place, 'Something else.');
      }
      fake.handle(request, response);
    });
    const { code, out, error } = await publish(root, meanwhile);
    assert.equal(code, 1);
    assert.equal(out, `Published b@1.0.0 in the service at ${meanwhile}, with 4 new templates.\n`);
    assert.equal(
      error,
      `${NOTES}${SNAPSHOT} already exists with other content. Publish the next version instead. [published_otherwise]\n`,
    );
    assert.deepEqual(fake.stored.bundles, ['b@1.0.0']);

    rmSync(path.join(root, '.prompt-bundles/published'), { recursive: true });
    const { status, registry } = JSON.parse((await publish(root, meanwhile, '--format', 'json')).out) as {
      readonly status: string;
      readonly registry: { readonly status: string };
    };
    assert.deepEqual([status, registry.status], ['refused', 'unchanged']);
  });

  it('goes on where it broke', async () => {
    const { url } = await service({ 1: 'page of a proxy' });
    const root = folder(small());
    const broken = await publish(root, url, '--format', 'json');
    assert.equal(broken.code, 1);
    const { status, registry } = JSON.parse(broken.out) as {
      readonly status: string;
      readonly registry: Readonly<Record<string, unknown>>;
    };
    assert.deepEqual(
      [status, registry['status'], registry['new_templates']],
      ['refused', 'interrupted', ['b.activity@1.0.0']],
    );
    const { code, out } = await publish(root, url);
    assert.equal(code, 0);
    assert.match(out, /with 3 new templates\.\n/);
  });

  it('says why where nothing answers, to programs too', async () => {
    const root = folder(small());
    for (const [url, told] of [
      ['http://127.0.0.1:1', /^Nothing answers at this address \(ECONNREFUSED\)\. .* Publish again to go on/],
      ['postgres://a@127.0.0.1:1/b', /^There is no answer from the database b .* No snapshot was written\.$/],
    ] as const) {
      const { code, out } = await publish(root, url, '--format', 'json');
      const { code: refused, reason } = JSON.parse(out) as Readonly<Record<string, string>>;
      assert.deepEqual([code, refused], [1, 'registry_unanswered']);
      assert.match(reason ?? '', told);
    }
    assert.equal(existsSync(path.join(root, SNAPSHOT)), false);
  });

  it('says at its place in a file what the service finds wrong', async () => {
    const refusing = await serve((_request, response) => {
      answerJson(response, 422, {
        detail: [{ type: 'x', loc: ['body', 'content'], msg: 'String should be kinder', input: '' }],
      });
    });
    const { code, error } = await publish(folder(small()), refusing);
    assert.equal(code, 1);
    assert.match(error, /^b\.prompt-bundle\.yaml:6:24: error: String should be kinder$/m);
    assert.match(
      error,
      /^The service refuses b\.activity@1\.0\.0\. content: String should be kinder\. \[registry_refused\]$/m,
    );
  });

  it('asks nothing of a service for what cannot be stored', async () => {
    const { fake, url } = await service();
    const { code, error } = await runWith(
      {},
      folder(small({ id: 'team/b' })),
      'publish',
      'team/b@1.0.0',
      '--no-audit',
      '--registry',
      url,
    );
    assert.equal(code, 1);
    assert.match(error, /cannot be read back: the service finds no `bundle_id` with `\/` in it/);
    assert.deepEqual(fake.requests, []);
  });
});
