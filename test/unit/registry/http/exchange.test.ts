import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { createExchange } from '../../../../src/registry/http/exchange.js';
import { httpConnectionFromUrl, type ProxyHeader } from '../../../../src/registry/http/httpConnection.js';
import { RegistryError } from '../../../../src/registry/registryError.js';
import { answerJson, testServers, type GotRequest } from './testServer.js';

const SECRET = 'Bearer 4f1c-secret';

describe('an exchange with the service', () => {
  const serve = testServers();
  const ask = (url: string, timeout = 5000, header?: ProxyHeader): Promise<unknown> =>
    createExchange({ kind: 'http', name: 'a', url, timeout }, header)({ method: 'GET', path: '/api/health' });
  const failure = async (asked: Promise<unknown>): Promise<string> => {
    const error: unknown = await asked.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof RegistryError, inspect(error));
    assert.ok(!inspect(error, { depth: 9 }).includes(SECRET));
    return `${error.code}: ${error.message}`;
  };

  it('sends the body as it is, with the header that a proxy asks for, each time over a connection of its own', async () => {
    const got: GotRequest[] = [];
    const url = await serve((request, response) => {
      got.push(request);
      answerJson(response, 201, { id: 'x' });
    });
    const { connection } = httpConnectionFromUrl(`${url}/prompts/api/v1/`);
    assert.ok(connection);
    const exchange = createExchange(connection, { name: 'X-Proxy', value: SECRET });
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
      await failure(ask('http://127.0.0.1:1', 5000, { name: 'a', value: SECRET })),
      'unreachable: Nothing answers at this address (ECONNREFUSED). Check the URL, and that the service runs.',
    );
    assert.equal(
      await failure(ask('http://no-such-host.invalid')),
      'unknown-host: There is no host of this name (ENOTFOUND). Check the URL.',
    );
  });

  it('says that the outcome is unknown where no answer comes back', async () => {
    const hanging = await serve(() => undefined);
    assert.equal(
      await failure(ask(hanging, 200)),
      'unknown-outcome: The service gave no answer within 0.2 s. Check that it runs, or allow it more time.',
    );
    const dropping = await serve((_request, response) => response.socket?.destroy());
    assert.equal(
      await failure(ask(dropping)),
      'unknown-outcome: The connection was closed before the answer (ECONNRESET). Check whether the service still runs.',
    );
    const half = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"half":');
      setTimeout(() => response.socket?.destroy(), 20);
    });
    assert.equal(
      await failure(ask(half)),
      'unknown-outcome: The connection was closed before the answer (ECONNRESET). Check whether the service still runs.',
    );
  });

  it('tells TLS from none', async () => {
    const url = await serve((_request, response) => {
      answerJson(response, 200, null);
    });
    assert.match(
      await failure(ask(url.replace('http:', 'https:'))),
      /^(?:tls|not-the-service): The host does not/,
    );
  });
});
