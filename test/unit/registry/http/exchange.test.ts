import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { createExchange, type ServiceAddress } from '../../../../src/registry/http/exchange.js';
import { ServiceError } from '../../../../src/registry/http/serviceError.js';
import { answerJson, testServers, type GotRequest } from './testServer.js';

const SECRET = 'Bearer 4f1c-secret';

describe('an exchange with the service', () => {
  const serve = testServers();
  const ask = (url: string, more: Partial<ServiceAddress> = {}): Promise<unknown> =>
    createExchange({ url, timeout: 5000, ...more })({ method: 'GET', path: '/api/health' });
  const failure = async (asked: Promise<unknown>): Promise<string> => {
    const error: unknown = await asked.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof ServiceError, inspect(error));
    assert.ok(!inspect(error, { depth: 9 }).includes(SECRET));
    return `${error.kind}: ${error.message}`;
  };

  it('sends the body as it is, with the header that a proxy asks for, each time over a connection of its own', async () => {
    const got: GotRequest[] = [];
    const url = await serve((request, response) => {
      got.push(request);
      answerJson(response, 201, { id: 'x' });
    });
    const exchange = createExchange({
      url: `${url}/prompts/api/v1/`,
      timeout: 5000,
      header: { name: 'X-Proxy', value: SECRET },
    });
    const body = '{"activity_level":1.0,"task":"é😀"}';
    for (let i = 0; i < 2; i++)
      assert.deepEqual(await exchange({ method: 'POST', path: '/api/v1/x%2By', body }), {
        status: 201,
        contentType: 'application/json',
        text: '{"id":"x"}',
      });
    assert.deepEqual(
      got.map(({ path, body: sent, headers }) => [path, sent, headers['x-proxy'], headers.connection]),
      Array(2).fill(['/prompts/api/v1/x%2By', body, SECRET, 'close']),
    );
  });

  it('says that nothing was sent where nobody listens', async () => {
    assert.equal(
      await failure(ask('http://127.0.0.1:1', { header: { name: 'a', value: SECRET } })),
      'unreachable: Nothing answers at this address (ECONNREFUSED). Check the URL, and that the service runs.',
    );
    assert.equal(
      await failure(ask('http://no-such-host.invalid')),
      'unreachable: There is no host of this name (ENOTFOUND). Check the URL.',
    );
  });

  it('says that the outcome is unknown where no answer comes back', async () => {
    const hanging = await serve(() => undefined);
    assert.equal(
      await failure(ask(hanging, { timeout: 200 })),
      'unknown: The service gave no answer within 0.2 s. Check that it runs, or allow it more time.',
    );
    const dropping = await serve((_request, response) => response.socket?.destroy());
    assert.equal(
      await failure(ask(dropping)),
      'unknown: The connection was closed before the answer (ECONNRESET). Check whether the service still runs.',
    );
    const half = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"half":');
      setTimeout(() => response.socket?.destroy(), 20);
    });
    assert.equal(
      await failure(ask(half)),
      'unknown: The connection was closed before the answer (ECONNRESET). Check whether the service still runs.',
    );
  });

  it('says what is wrong with an address', async () => {
    const url = await serve((_request, response) => {
      answerJson(response, 200, null);
    });
    assert.match(
      await failure(ask(url.replace('http:', 'https:'))),
      /^unreachable: The host does not (speak TLS|answer in HTTP)/,
    );
    for (const wrong of ['prompts.example.org', 'ftp://a/', ''])
      assert.equal(
        await failure(Promise.resolve().then(() => ask(wrong))),
        'address: The URL of the service must begin with http:// or https://.',
      );
    assert.equal(
      await failure(Promise.resolve().then(() => ask('http://me:4f1c-secret@a/'))),
      'address: The URL of the service holds a user or a password. Take them out, and set a header as a secret instead.',
    );
  });
});
