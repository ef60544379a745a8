// What a client is told of changes in real files, and how a server ends whatever its client does.
import assert from 'node:assert/strict';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../../commandLineRun.js';
import { inline } from '../../agents/rendered.js';
import { temporaryFolder, writeFiles } from '../../temporaryFolder.js';
import { callTool, connect, disconnectAll, program } from './mcpClient.js';

const FILES = inline('b', '1.0.0', 'One.');
const FILE = 'b-1.0.0.prompt-bundle.yaml';

describe('what a client of MCP is told', function () {
  this.timeout(60_000);
  afterEach(disconnectAll);
  const folder = temporaryFolder();

  before(function () {
    if (!existsSync(program)) this.skip();
  });

  it('is that a file changed, came or went, and that prompts are others by it', async () => {
    const root = folder(FILES);
    const { client, told } = await connect(root);
    const [{ uri } = assert.fail()] = (await client.listResources()).resources;
    await client.subscribeResource({ uri });
    writeFileSync(path.join(root, FILE), inline('b', '1.0.0', '{{task}}')[FILE] ?? '');
    assert.equal(await told((one) => one.startsWith('resource ')), `resource ${uri}`);
    await told((one) => one === 'prompts');
    const [prompt] = (await client.listPrompts()).prompts;
    assert.equal(prompt?.arguments?.[0]?.name, 'task');

    writeFiles(
      root,
      Object.fromEntries(
        Object.entries(inline('c', '1.0.0', 'x')).map(([name, text]) => [`below/${name}`, text]),
      ),
    );
    await told((one) => one === 'resources');
    assert.equal((await client.listPrompts()).prompts.length, 2);
    // In a folder that was not there when it began.
    writeFiles(root, { 'below/i.prompt-input.yaml': 'task: x\n' });
    await told((one) => one === 'resources');

    assert.equal((await run(root, 'publish', 'b@1.0.0', '--no-audit')).code, 0);
    await told((one) => one === 'resources');
    const published = (await client.listResources()).resources.filter(({ name }) =>
      name.startsWith('.prompt-bundles'),
    );
    assert.equal(published.length, 1);

    rmSync(path.join(root, FILE));
    assert.equal(await told((one) => one.startsWith('resource ')), `resource ${uri}`);
    await assert.rejects(client.readResource({ uri }), /-32002/);
    assert.equal((await client.getPrompt({ name: 'b' })).description, 'b@1.0.0');
  });

  it('is nothing of a resource that it ended its subscription to', async () => {
    const root = folder({ ...FILES, ...inline('c', '1.0.0', 'x') });
    const { client, told } = await connect(root);
    const [first, second] = (await client.listResources()).resources;
    assert.ok(first && second);
    await client.subscribeResource({ uri: first.uri });
    await client.subscribeResource({ uri: second.uri });
    await client.unsubscribeResource({ uri: first.uri });
    writeFileSync(path.join(root, first.name), inline('b', '1.0.0', 'Two.')[FILE] ?? '');
    await told((one) => one === 'prompts');
    writeFileSync(
      path.join(root, second.name),
      inline('c', '1.0.0', 'Two.')['c-1.0.0.prompt-bundle.yaml'] ?? '',
    );
    assert.equal(await told((one) => one.startsWith('resource ')), `resource ${second.uri}`);
  });

  it('is what is stored at the time of its request, however shortly before it was written', async () => {
    const root = folder(FILES);
    const one = await connect(root);
    for (let i = 0; i < 20; i++) {
      const text = inline('b', '1.0.0', `Text ${i}.`)[FILE] ?? '';
      if (i % 2 === 0) writeFileSync(path.join(root, FILE), text);
      else {
        writeFileSync(path.join(root, 'new'), text);
        renameSync(path.join(root, 'new'), path.join(root, FILE));
      }
      const { texts } = await callTool(one, 'promptBundles_render', { bundle: 'b', part: 'system' });
      assert.equal(texts[0], `Text ${i}.`);
    }
  });
});

describe('a server of MCP', function () {
  this.timeout(60_000);
  const running: ChildProcessWithoutNullStreams[] = [];
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });
  const folder = temporaryFolder();

  before(function () {
    if (!existsSync(program)) this.skip();
  });

  /** A server without a client, and what it wrote. */
  function start(...args: string[]): {
    child: ChildProcessWithoutNullStreams;
    out: () => string;
    error: () => string;
  } {
    const child = spawn(process.execPath, [program, 'mcp', ...args]);
    running.push(child);
    const written = { out: '', error: '' };
    child.stdout.on('data', (chunk: Buffer) => (written.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (written.error += chunk.toString()));
    // It may be gone before all was written to it.
    child.stdin.on('error', () => undefined);
    return { child, out: () => written.out, error: () => written.error };
  }

  const request = (id: number, method: string, params: object = {}): string =>
    `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`;
  const INITIALIZE = request(1, 'initialize', {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 't', version: '1' },
  });

  it('goes on after what is no message, and ends with 0 when its input ends', async () => {
    const { child, out, error } = start('--root', folder(FILES));
    child.stdin.write(INITIALIZE);
    const bad = [
      '{',
      'null',
      '[]',
      '"x"',
      '{"jsonrpc":"1.0","id":2}',
      '\u0000\u001b[31m',
      '{"jsonrpc":"2.0","id":{},"method":3}',
    ];
    for (const line of bad) child.stdin.write(`${line}\n`);
    child.stdin.write(Buffer.from([0xff, 0xfe, 0x0a]));
    child.stdin.write(request(3, 'no/such/method'));
    child.stdin.write(request(4, 'tools/call', { name: 5 }));
    child.stdin.write(
      request(5, 'tools/call', { name: 'promptBundles_render', arguments: { bundle: ['b'] } }),
    );
    child.stdin.write(request(6, 'prompts/get', { name: 'b', arguments: { task: 7 } }));
    child.stdin.write(request(7, 'prompts/get', { name: 'b' }));
    // A message that comes in pieces.
    const last = request(8, 'ping');
    child.stdin.write(last.slice(0, 10));
    child.stdin.write(last.slice(10));
    while (!out().includes('"id":8') || !out().includes('"id":7')) await once(child.stdout, 'data');
    child.stdin.end();
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 0);
    const answers = out()
      .trim()
      .split('\n')
      .map(
        (line) =>
          JSON.parse(line) as { id?: number; error?: { code: number }; result?: { isError?: boolean } },
      );
    const of = (id: number): (typeof answers)[number] | undefined => answers.find((one) => one.id === id);
    assert.equal(of(3)?.error?.code, -32_601);
    assert.ok(of(4)?.error);
    assert.equal(of(5)?.result?.isError, true);
    assert.ok(of(6)?.error);
    assert.ok(of(7)?.result);
    assert.match(error(), /A message cannot be read/);
    assert.equal(error().includes('\u001b'), false);
  });

  it('ends where a message is longer than anything that is read', async () => {
    const { child, out } = start('--root', folder(FILES));
    child.stdin.write(INITIALIZE);
    child.stdin.write('x'.repeat(11_000_000));
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 0);
    for (const line of out().trim().split('\n')) assert.ok(JSON.parse(line));
  });

  it('ends when its client is killed', async () => {
    const root = folder(FILES);
    const client = `
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ${JSON.stringify([program, 'mcp', '--root', root])}, { stdio: ['pipe', 'pipe', 'ignore'] });
      child.stdin.write(${JSON.stringify(INITIALIZE)});
      child.stdout.once('data', () => process.stdout.write(String(child.pid)));
      setInterval(() => {}, 1000);`;
    const killed = spawn(process.execPath, ['-e', client]);
    const [pid] = (await once(killed.stdout, 'data')) as [Buffer];
    const server = Number(pid.toString());
    killed.kill('SIGKILL');
    while (isRunning(server)) await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('is called with options alone, over a folder that is there', async () => {
    for (const [args, said] of [
      [['extra'], /mcp takes options alone/],
      [['--root', '/no/such/folder'], /There is no folder/],
      [['--audit', 'some'], /There is no audit mode some/],
    ] as const) {
      const { child, out, error } = start(...args);
      const [code] = (await once(child, 'exit')) as [number];
      assert.equal(code, 2);
      assert.equal(out(), '');
      assert.match(error(), said);
    }
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
