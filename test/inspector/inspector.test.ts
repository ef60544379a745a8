// The server for agents, as MCP Inspector's command line sees it: another program than ours, of those who make the protocol.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder, workspaces } from '../harness/project.mjs';
import { runProgram } from '../harness/runProgram.mjs';
import { setUpInspector } from '../harness/setUpInspector.mjs';
import { setUpNode } from '../harness/setUpNode.mjs';
import { copyWorkspace, temporaryFolder } from '../harness/temporaryFolder.mjs';
import { SAMPLE_RENDER } from '../sampleRender.js';

/** The Inspector wants 22.19 or later. */
const NODE = '24.21.0';
const program = path.join(projectFolder, 'dist/cli.js');
const { bundle: BUNDLE, input: INPUT, hashes: HASHES } = SAMPLE_RENDER;

describe('the server for agents, asked by MCP Inspector', function () {
  // It is installed first.
  this.timeout(300_000);
  const copies = temporaryFolder();
  const root = copyWorkspace(workspaces.sample, copies.path);
  let node = '';
  let inspector = '';

  before(async () => {
    [node, inspector] = await Promise.all([setUpNode(NODE), setUpInspector()]);
  });
  after(copies.remove);
  const configuration = path.join(copies.path, 'servers.json');
  const bundles = { command: process.execPath, args: [program, 'mcp', '--root', root] };
  writeFileSync(configuration, JSON.stringify({ mcpServers: { bundles } }));

  /** What the Inspector prints of an answer. Servers that it would keep in the home of whoever runs this are told by a file of ours. */
  const ask = async (method: string, ...args: string[]): Promise<unknown> => {
    const server = ['--config', configuration, '--server', 'bundles'];
    return JSON.parse(await runProgram(node, [inspector, '--cli', ...server, '--method', method, ...args]));
  };
  const render = (): Promise<string> =>
    runProgram(process.execPath, [program, 'render', BUNDLE, '--input', INPUT, '--root', root, '--no-audit']);

  it('has tools whose schemas every client takes', async () => {
    const { tools } = (await ask('tools/list', '--strict')) as { tools: { name: string }[] };
    assert.deepEqual(
      tools.map(({ name }) => name),
      ['findBundles', 'render', 'check', 'checkAnswer', 'compare', 'explain'].map(
        (name) => `promptBundles_${name}`,
      ),
    );
  });

  it('gives a prompt, and a tool gives the same one with its hashes, as the command line renders it', async () => {
    const arguments_ = [`input=${INPUT}`, 'version=1.3.0'];
    const { messages } = (await ask(
      'prompts/get',
      '--prompt-name',
      'support-agent',
      '--prompt-args',
      ...arguments_,
    )) as { messages: { content: { text: string } }[] };
    const rendered = await render();
    assert.equal(messages.map(({ content }) => content.text).join(''), rendered);

    const { structuredContent } = (await ask(
      'tools/call',
      '--tool-name',
      'promptBundles_render',
      '--tool-arg',
      `bundle=${BUNDLE}`,
      `input=${INPUT}`,
    )) as { structuredContent: Record<string, unknown> };
    assert.equal(structuredContent['rendered_prompt'], rendered);
    for (const [name, hash] of Object.entries(HASHES)) assert.equal(structuredContent[name], hash, name);
  });

  it('gives a file as a resource', async () => {
    const { resources } = (await ask('resources/list')) as { resources: { name: string; uri: string }[] };
    const found = resources.find(({ name }) => name === INPUT);
    assert.ok(found);
    const { contents } = (await ask('resources/read', '--uri', found.uri)) as {
      contents: { text: string }[];
    };
    assert.equal(contents[0]?.text, readFileSync(path.join(root, INPUT), 'utf8'));
  });

  it('refuses a prompt that there is none of, and says what there is', async () => {
    await assert.rejects(
      ask('prompts/get', '--prompt-name', 'support-agent@1.2.0'),
      /There is no prompt support-agent@1\.2\.0\. prompts\/list has all\./,
    );
  });
});
