import assert from 'node:assert/strict';
import { runWith, type Run } from '../commandLineRun.js';
import { small } from '../published/samples.js';
import { renderFiles } from '../rendering.js';
import { answerJson, testServers, type GotRequest } from '../registry/http/testServer.js';
import { temporaryFolder } from '../temporaryFolder.js';

describe('prompt-bundles verify', () => {
  const folder = temporaryFolder();
  const serve = testServers();
  const verify = (root: string, url: string, ...args: string[]): Promise<Run> =>
    runWith({}, root, 'verify', 'b@1.0.0', '--registry', url, ...args);

  it('says that a service gives the same, and that it keeps what it renders', async () => {
    const { rendered_prompt, bundle_hash, personality_hash, prompt_hash } = await renderFiles(small());
    const got: GotRequest[] = [];
    const url = await serve((request, response) => {
      got.push(request);
      answerJson(response, 200, { rendered_prompt, bundle_hash, personality_hash });
    });
    assert.deepEqual(await verify(folder(small()), url), {
      code: 0,
      out: `b@1.0.0 is the same here and in the service at ${url} (prompt ${prompt_hash}).\n`,
      error:
        'To verify over HTTP, the service renders the prompt and keeps it in its audit table, with the task and the traits in it. --probe sends neither.\n',
    });
    assert.deepEqual(
      got.map(({ path, body }) => [path, body]),
      [
        [
          '/api/v1/prompts/render',
          '{"activity_level":0.0,"bundle_id":"b","semantic_traits":{},"semver":"1.0.0","stress":0.0,"task":""}',
        ],
      ],
    );
  });

  it('says what differs, as text and as JSON, and exits with 1', async () => {
    const { rendered_prompt, bundle_hash, personality_hash } = await renderFiles(small());
    const theirs = { rendered_prompt: `${rendered_prompt}!`, bundle_hash, personality_hash };
    const url = await serve((_request, response) => {
      answerJson(response, 200, theirs);
    });
    const root = folder(small());
    const { code, out, error } = await verify(root, url, '--probe');
    assert.equal(code, 1);
    assert.match(
      error,
      /^b@1\.0\.0 differs between here and the service at http:[^\n]*: rendered_prompt, personality_hash\.\n$/,
    );
    assert.match(out, /^@@ /);
    const told = JSON.parse((await verify(root, url, '--format', 'json')).out) as Readonly<
      Record<string, unknown>
    >;
    assert.deepEqual(
      { ...told, diff: undefined },
      {
        bundle: 'b@1.0.0',
        registry: `the service at ${url}`,
        status: 'differs',
        ours: { rendered_prompt, bundle_hash, personality_hash },
        fields: ['rendered_prompt'],
        theirs,
        diff: undefined,
      },
    );
  });

  it('says what is in the way, and nothing of a secret', async () => {
    const root = folder(small());
    const absent = await serve((_request, response) => {
      answerJson(response, 404, { detail: 'Bundle not found: b@1.0.0' });
    });
    assert.equal(
      (await verify(root, absent, '--probe')).error,
      `b@1.0.0 is not in the service at ${absent}. [not_in_registry]\n`,
    );
    const secret = '4f1c-secret';
    const env = {
      PROMPT_BUNDLES_REGISTRY_HEADER: `Authorization: ${secret}`,
      PROMPT_BUNDLES_REGISTRY_PASSWORD: secret,
    };
    for (const [url, said] of [
      [
        'http://127.0.0.1:1',
        'Nothing answers at this address (ECONNREFUSED). Check the URL, and that the service runs.',
      ],
      ['postgres://me@127.0.0.1:1/prompts', '127.0.0.1:1'],
    ] as const) {
      const { code, error, out } = await runWith(
        { env },
        root,
        'verify',
        'b@1.0.0',
        '--probe',
        '--registry',
        url,
      );
      assert.equal(code, 1);
      assert.ok(error.includes(said), error);
      assert.ok(!`${error}${out}`.includes(secret));
    }
  });

  it('lists the errors of the files that stop the render here, and asks nothing', async () => {
    const asked: GotRequest[] = [];
    const url = await serve((request) => void asked.push(request));
    const root = folder({
      ...small(),
      'p.prompt-template.yaml': 'template_id: p\nsemver: 1.0.0\nrole: none\n',
    });
    const { code, out, error } = await verify(root, url, '--probe');
    assert.deepEqual([code, out, asked], [1, '', []]);
    const render = await runWith({}, root, 'render', 'b@1.0.0', '--no-audit');
    assert.equal(error, render.error);
    assert.match(error, /^p\.prompt-template\.yaml:3:7: error: /m);
  });

  it('is called wrongly without a registry, with a secret in its URL, or with two inputs', async () => {
    const root = folder(small());
    const call = async (...args: string[]): Promise<string> => {
      const { code, error } = await runWith({}, root, 'verify', ...args);
      assert.equal(code, 2);
      return error.split(' See prompt-bundles verify --help.\n')[0] ?? '';
    };
    assert.equal(await call('b@1.0.0'), 'Name the registry, by --registry.');
    assert.equal(await call('b', '--registry', 'http://a'), 'Name one bundle version, as bundle_id@semver.');
    assert.equal(
      await call('b@1.0.0', '--registry', 'postgres://me:4f1c@a/b'),
      'The URL holds a password. Remove it, and set PROMPT_BUNDLES_REGISTRY_PASSWORD instead.',
    );
    assert.equal(
      await call('b@1.0.0', '--probe', '--input', 'a', '--registry', 'http://a'),
      'Name --input or --probe, not both.',
    );
  });

  it('verifies nothing that this folder cannot render', async () => {
    const url = await serve(() => assert.fail('asked'));
    const { code, error } = await verify(folder({}), url);
    assert.deepEqual([code, error], [1, 'Bundle b@1.0.0 is not defined in any file. [unknown_bundle]\n']);
  });
});
