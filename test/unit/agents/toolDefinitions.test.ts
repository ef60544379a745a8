// What is told of the tools: names that an editor and MCP take, and schemas that say everything that is accepted.
import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { TOOL_DEFINITIONS, TOOL_NAMES } from '../../../src/agents/index.js';
import { agentWorkspace } from './agentWorkspace.js';

describe('the definitions of tools', () => {
  it('are those of all tools, each under a name of its own that VS Code and MCP take', () => {
    assert.deepEqual(
      TOOL_DEFINITIONS.map(({ name }) => name),
      [...TOOL_NAMES],
    );
    assert.equal(new Set(TOOL_NAMES).size, TOOL_NAMES.length);
    for (const name of TOOL_NAMES) assert.match(name, /^[a-zA-Z0-9_-]{1,64}$/);
  });

  it('say when to use each tool, and when not', () => {
    for (const { modelDescription, name } of TOOL_DEFINITIONS) {
      assert.match(modelDescription, /\bUse it\b/, name);
      assert.match(modelDescription, /\bNot for\b/, name);
      assert.ok(modelDescription.length < 1000, name);
    }
  });

  it('have schemas that JSON Schema takes, in which each argument is described', () => {
    const ajv = new Ajv({ strict: true });
    for (const { inputSchema } of TOOL_DEFINITIONS) {
      assert.equal(typeof ajv.compile(inputSchema), 'function');
      for (const { description } of Object.values(inputSchema.properties)) assert.ok(description.length > 10);
      for (const name of inputSchema.required) assert.ok(name in inputSchema.properties);
    }
  });

  it('refuse what their schemas refuse, with the argument and what it takes', async () => {
    const { run } = await agentWorkspace({});
    const ajv = new Ajv({ strict: true });
    const values = [undefined, null, true, 0, 0.5, -1, 2, 1e9, '', 'x', [], {}, 'syntax', 'system'];
    let refusals = 0;
    for (const { name, inputSchema } of TOOL_DEFINITIONS) {
      const validate = ajv.compile(inputSchema);
      const whole = Object.fromEntries(
        inputSchema.required.map((argument) => [argument, argument === 'code' ? 'syntax' : 'b']),
      );
      for (const argument of [...Object.keys(inputSchema.properties), 'unknown'])
        for (const value of values) {
          const given = JSON.parse(JSON.stringify({ ...whole, [argument]: value })) as object;
          if (validate(given)) continue;
          const { isError, texts } = await run(name, given);
          assert.equal(isError, true, `${name} ${argument} ${JSON.stringify(value)}`);
          assert.ok(texts[0]?.includes(argument), texts[0]);
          refusals++;
        }
    }
    assert.ok(refusals > 100);
  });
});
