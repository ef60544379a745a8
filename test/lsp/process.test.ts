// The language server as a process: it ends with its client, and nothing that a client says breaks it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../harness/project.mjs';
import { temporaryFolder } from '../unit/temporaryFolder.js';
import { CLI, Client } from './client.js';

const FILES = {
  'a.prompt-template.yaml': 'template_id: a\nsemver: 1.0.0\nrole: system\ncontent: "{{tusk}}"\n',
};

describe('the process of the language server', () => {
  const folderWith = temporaryFolder();
  const clients: Client[] = [];
  afterEach(() => {
    for (const client of clients.splice(0)) client.kill();
  });
  async function start(): Promise<Client> {
    const client = await Client.start(realpathSync(folderWith(FILES)));
    clients.push(client);
    await client.until(() => client.told.size > 0);
    return client;
  }

  it('ends with 0 when the client says so', async () => {
    const client = await start();
    assert.equal(await client.end(), 0);
    assert.equal(client.error, '');
  });

  it('ends with 1 when the client says so without a word before, or closes its end', async () => {
    const rude = await start();
    const ended = once(rude.child, 'close');
    await rude.notify('exit', {});
    assert.deepEqual(await ended, [1, null]);
    const gone = await start();
    const closed = once(gone.child, 'close');
    gone.child.stdin.end();
    assert.deepEqual(await closed, [1, null]);
  });

  it('ends when the process of the client does, which keeps the streams open', async () => {
    const client = new Client(realpathSync(folderWith(FILES)));
    clients.push(client);
    const editor = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const ended = once(client.child, 'close');
    await client.connection.sendRequest('initialize', {
      processId: editor.pid,
      rootUri: null,
      capabilities: {},
    });
    editor.kill('SIGKILL');
    assert.deepEqual(await ended, [1, null]);
  });

  it('goes on whatever comes: no JSON, no message, wrong parameters, wrong ranges', async () => {
    const client = await start();
    const raw = (body: string): void => {
      client.child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    for (const body of [
      '{',
      '[]',
      'null',
      '7',
      '{}',
      '{"jsonrpc":"2.0"}',
      '{"jsonrpc":"2.0","method":7}',
      '{"jsonrpc":"2.0","id":99,"result":1}',
    ])
      raw(body);
    for (const method of [
      'textDocument/didOpen',
      'textDocument/didChange',
      'textDocument/didClose',
      'textDocument/didSave',
      'workspace/didChangeWatchedFiles',
      '$/cancelRequest',
      'no/such',
    ])
      for (const params of [
        {},
        { textDocument: null },
        { textDocument: { uri: 7 }, changes: 7, contentChanges: 7 },
        [1],
      ])
        await client.notify(method, params).catch(() => undefined);
    for (const method of [
      'textDocument/hover',
      'textDocument/completion',
      'textDocument/codeAction',
      'textDocument/rename',
      'textDocument/selectionRange',
      'workspace/symbol',
      'completionItem/resolve',
      'codeAction/resolve',
      'no/such',
    ])
      for (const params of [
        {},
        { textDocument: { uri: client.uri('a.prompt-template.yaml') }, position: 'here' },
        { query: 7 },
      ])
        await client.connection.sendRequest(method, params).catch(() => undefined);
    const file = 'a.prompt-template.yaml';
    await client.open(file, FILES[file]);
    const far = { line: 1e9, character: 1e9 };
    await client.change(file, { range: { start: far, end: { line: -1, character: -1 } }, text: '# more\n' });
    await client.ask('textDocument/hover', file, [1e9, 1e9]);
    await client.ask('textDocument/hover', file, [-1, -1]);
    assert.ok((await client.toldOf(file, 2)).length > 0);
    assert.equal(await client.end(), 0);
    assert.equal(client.error, '');
  });

  it('refuses what is no call of it, on the error output alone', async () => {
    for (const args of [
      ['lsp', 'file'],
      ['lsp', '--nonsense'],
    ]) {
      const child = spawn(process.execPath, [CLI, ...args], {
        cwd: path.join(projectFolder, 'media'),
        stdio: 'pipe',
      });
      let out = '';
      let error = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
      assert.deepEqual(await once(child, 'close'), [2, null]);
      assert.equal(out, '');
      assert.match(error, /See prompt-bundles lsp --help/);
    }
  });
});
