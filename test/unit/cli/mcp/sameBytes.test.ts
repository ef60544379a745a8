// One bundle with one input, by every way to a prompt that needs no editor: the same bytes and hashes.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Library from '../../../../src/core/index.js';
import { agentWorkspace } from '../../agents/agentWorkspace.js';
import { run } from '../../commandLineRun.js';
import { projectFolder } from '../../projectFolder.js';
import { temporaryFolder } from '../../temporaryFolder.js';
import { callTool, connect, disconnectAll, program } from './mcpClient.js';

const BUILT = path.join(projectFolder, 'dist/core.mjs');
const PARTS = [
  'Grüße, 日本 🙂 {{task}}',
  'T {{semantic_traits}}',
  '  A {{activity_level}} {{unknown}}',
  'S {{stress}}\t',
] as const;
const INPUT = {
  task: 'Sort „this“ {{stress}} \u{1F469}\u200D\u{1F4BB}\nand "that"',
  activity_level: 0.30000000000000004,
  stress: 1e-7,
  semantic_traits: { z: 1, a: 0.1, ä: [null, true, 'x\u2028'], '\u{10000}': { b: -3 }, '\uffff': '' },
};
const HASHES = ['bundle_hash', 'personality_hash', 'prompt_hash'] as const;

describe('the same bundle and input', function () {
  this.timeout(60_000);
  afterEach(disconnectAll);
  const folder = temporaryFolder();

  before(function () {
    // Both are built by the build, not by the tests.
    if (!existsSync(program) || !existsSync(BUILT)) this.skip();
  });

  it('give the same bytes and hashes by the command line, the library, the tool, and MCP', async () => {
    const slots = ['system', 'personality', 'activity', 'task'].map((slot, i) => [
      slot,
      { content: PARTS[i] },
    ]);
    const bundle = { bundle_id: 'same', semver: '1.0.0', templates: Object.fromEntries(slots) as object };
    const files = {
      'same.prompt-bundle.json': JSON.stringify(bundle),
      'i.prompt-input.json': JSON.stringify(INPUT),
    };
    const root = folder(files);

    const printed = await run(
      root,
      'render',
      'same@1.0.0',
      '--input',
      'i.prompt-input.json',
      '--format',
      'json',
      '--no-audit',
    );
    assert.equal(printed.code, 0);
    const commandLine = JSON.parse(printed.out) as Record<string, string>;
    const bare = await run(root, 'render', 'same@1.0.0', '--input', 'i.prompt-input.json', '--no-audit');
    assert.equal(bare.out, commandLine['rendered_prompt']);

    const { renderInline } = (await import(pathToFileURL(BUILT).href)) as typeof Library;
    const library = await renderInline({
      bundle_id: 'same',
      semver: '1.0.0',
      parts: [...PARTS],
      input: JSON.stringify(INPUT),
    });

    const { run: runTool } = await agentWorkspace(files);
    const tool = await runTool('promptBundles_render', { bundle: 'same', ...INPUT });

    const one = await connect(root);
    const byTool = await callTool(one, 'promptBundles_render', {
      bundle: 'same@1.0.0',
      input: 'i.prompt-input.json',
    });
    const prompt = await one.client.getPrompt({
      name: 'same',
      arguments: {
        task: INPUT.task,
        activity_level: String(INPUT.activity_level),
        stress: '1e-7',
        semantic_traits: JSON.stringify(INPUT.semantic_traits),
      },
    });
    const [message] = prompt.messages;
    const facts = prompt._meta?.['prompt-bundles/render'] as Record<string, string>;

    const ways: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
      library: { ...library },
      tool: { ...tool.structured },
      'tool by MCP': byTool.structured,
      'prompt by MCP': {
        ...facts,
        rendered_prompt: message?.content.type === 'text' && message.content.text,
      },
    };
    for (const [way, given] of Object.entries(ways))
      for (const what of ['rendered_prompt', ...HASHES] as const)
        assert.equal(given[what], commandLine[what], `${way}: ${what}`);
    assert.equal(tool.texts[0], commandLine['rendered_prompt']);
    assert.equal(byTool.texts[0], commandLine['rendered_prompt']);
    for (const what of ['content_hash'])
      for (const way of ['tool', 'tool by MCP', 'prompt by MCP'])
        assert.equal(ways[way]?.[what], commandLine[what]);
  });
});
