// The service's HTTP API as an author uses it: publish where there is no database, and verify with what nobody wrote.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commands, type Uri } from 'vscode';
import { FakeService } from '../unit/registry/http/fakeService.js';
import { answerJson, type GotRequest } from '../unit/registry/http/testServer.js';
import { asked, type Asked } from './dialogs.js';
import { setRegistries, setSecret } from './registryDatabase.js';
import { at, exists, same, tidyUp } from './support.js';

const BUNDLE = at('bundles/support-agent-1.3.0.prompt-bundle.yaml');
const JOURNAL = at('.prompt-bundles/registry');

const said = async (
  answers: readonly (string | undefined)[],
  command: string,
  file: Uri = BUNDLE,
): Promise<Asked[]> => asked(answers, () => commands.executeCommand(`promptBundles.${command}`, file));
const messages = (all: readonly Asked[]): string[] => all.map(({ message }) => message);

describe('registry over HTTP', () => {
  let server: Server | undefined;
  let requests: GotRequest[] = [];

  /** A service on loopback, set as the only registry; a proxy answers the POST of that number. The view may ask for what is there, too. */
  async function serve(broken = Infinity): Promise<FakeService> {
    const service = new FakeService();
    let posts = 0;
    requests = [];
    server = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const { method = '', url: path = '', headers } = request;
        const got = { method, path, headers, body: Buffer.concat(pieces).toString('utf8') };
        requests.push(got);
        if (path.endsWith('/render')) answerJson(response, 422, { detail: 'no render here' });
        else if (method === 'POST' && ++posts === broken)
          response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hello</h1>');
        else service.handle(got, response);
      });
    });
    const listening = server;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const { port } = listening.address() as AddressInfo;
    await setRegistries([{ name: 'service', url: `http://127.0.0.1:${port}` }]);
    return service;
  }

  afterEach(async () => {
    server?.close();
    server?.closeAllConnections();
    await setRegistries(undefined);
    await tidyUp(JOURNAL);
  });

  it('publishes with a journal, goes on where it broke, and sends the header that is kept as a secret', async () => {
    const service = await serve(4);
    await setSecret('service', 'X-Proxy: open sesame');
    const broken = await said(['Publish'], 'registryPublish');
    assert.match(messages(broken).join('\n'), /Not published\..*Publish again/s);
    same('The bundles', service.stored.bundles, []);
    assert.ok(await exists(JOURNAL));
    const done = await said(['Publish'], 'registryPublish');
    assert.equal(messages(done).at(-1), 'Published support-agent@1.3.0 to service.');
    same('The bundles', service.stored.bundles, ['support-agent@1.3.0']);
    same('The templates, each once', service.stored.templates.length, 4);
    const sent = requests.filter(({ method }) => method === 'POST');
    assert.ok(sent.every(({ headers }) => headers['x-proxy'] === 'open sesame'));
  });

  it('asks before a prompt is sent, and sends nothing of the user with the probe', async () => {
    await serve();
    const cancelled = await said([undefined], 'registryVerify');
    assert.equal(cancelled.length, 1);
    assert.match(cancelled[0]?.detail ?? '', /audit record/);
    const renders = (): readonly GotRequest[] => requests.filter(({ path }) => path.endsWith('/render'));
    same('What was sent', renders().length, 0);
    const probed = await said(['Send Probe'], 'registryVerify');
    assert.match(messages(probed).at(-1) ?? '', /could not be verified/);
    const [{ body }] = renders() as [GotRequest];
    assert.equal((JSON.parse(body) as { task?: string }).task, '{{task}}');
    // The answer is kept for the workspace.
    const again = await said([], 'registryVerify');
    assert.equal(again.length, 1);
  });

  it('says that nothing can be opened from it', async () => {
    await serve();
    const told = await said([], 'registryOpen');
    assert.deepEqual(messages(told), [
      'The service lists nothing over HTTP. Set a connection to its database.',
    ]);
  });
});
