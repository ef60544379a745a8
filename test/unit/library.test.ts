// The library: `renderInline` of texts that are at hand. Built or not, it is the same code.
import assert from 'node:assert/strict';
import {
  canonicalJson,
  levelText,
  PromptError,
  renderInline,
  type InlineBundle,
  type JsonValue,
} from '../../src/core/index.js';

const BUNDLE: InlineBundle = {
  bundle_id: 'b',
  semver: '1.0.0',
  parts: ['{{task}}', '{{semantic_traits}}', '{{stress}}', 'x'],
};

/** What a refused render says. */
async function refusal(
  change: Partial<InlineBundle>,
): Promise<{ code: string; message: string; places: string[] }> {
  try {
    await renderInline({ ...BUNDLE, ...change });
  } catch (error) {
    assert.ok(error instanceof PromptError);
    return { code: error.code, message: error.message, places: error.findings.map(({ code }) => code) };
  }
  return assert.fail('not refused');
}

describe('the library', () => {
  it('renders, with the three hashes of the service’s own kind', async () => {
    const render = await renderInline({
      ...BUNDLE,
      input: '{"task": "T", "stress": 1, "semantic_traits": {"b": 1, "a": 1.0}}',
    });
    assert.deepEqual(Object.keys(render).sort(), [
      'bundle_hash',
      'personality_hash',
      'prompt_hash',
      'rendered_prompt',
    ]);
    assert.equal(render.rendered_prompt, 'T\n\n{"a":1.0,"b":1}\n\n1.0\n\nx');
    assert.match(render.bundle_hash, /^[0-9a-f]{32}$/);
    assert.match(render.personality_hash, /^[0-9a-f]{32}$/);
    assert.match(render.prompt_hash, /^[0-9a-f]{64}$/);
  });

  it('gives the same for an input in JSON, in YAML, in YAML that looks like JSON, and with other line ends', async () => {
    const inputs = [
      '{"task": "T", "stress": 0.5}',
      'task: T\nstress: 0.5\n',
      '{task: T, stress: 0.5}',
      '\ufeffstress: 0.5\r\ntask: T\r\n',
      '# a comment\nstress: 0.5\ntask: "T"\n',
      ' \n\t\n{"stress": 5e-1, "task": "\\u0054"}',
    ];
    const renders = await Promise.all(inputs.map((input) => renderInline({ ...BUNDLE, input })));
    for (const render of renders) assert.deepEqual(render, renders[0]);
  });

  it('keeps nothing of a render that the next one differs in', async () => {
    const bundles: Partial<InlineBundle>[] = [
      {},
      { parts: ['{{task}}', '', '{{stress}}', 'y'] },
      { bundle_id: 'c' },
      { semver: '1.0.1' },
      { tags: ['large'] },
    ];
    const calls = ['task: T', 'task: U', 'task: T\nstress: 1', ''].flatMap((input) =>
      bundles.map((bundle) => ({ ...BUNDLE, ...bundle, input })),
    );
    const first = [];
    for (const call of calls) first.push(await renderInline(call));
    const names = first.map((render) => JSON.stringify(render));
    // Tags are in no hash.
    assert.equal(new Set(names).size, 16);
    const again = [];
    for (const call of [...calls].reverse()) again.unshift(await renderInline(call));
    assert.deepEqual(again, first);
    assert.deepEqual(await Promise.all(calls.map(renderInline)), first);
    await assert.rejects(
      renderInline({ ...BUNDLE, tags: ['large'], input: 'model_type: small' }),
      PromptError,
    );
  });

  it('takes defaults for no input and for a blank one', async () => {
    const renders = await Promise.all(
      [{}, { input: '' }, { input: ' \r\n\t' }, { input: '{}' }].map((input) =>
        renderInline({ ...BUNDLE, ...input }),
      ),
    );
    for (const render of renders) assert.deepEqual(render, renders[0]);
    assert.equal(renders[0]?.rendered_prompt, '\n\n{}\n\n0.0\n\nx');
  });

  it('keeps empty parts and takes parts exactly as they are', async () => {
    const { rendered_prompt } = await renderInline({ ...BUNDLE, parts: ['', '\ufeffa\r\n', '', ' '] });
    assert.equal(rendered_prompt, '\n\n\ufeffa\r\n\n\n\n\n ');
  });

  it('takes an id of 255 characters', async () => {
    await assert.doesNotReject(renderInline({ ...BUNDLE, bundle_id: '\u{1f600}'.repeat(255) }));
  });

  for (const [what, change, code, message] of [
    ['an empty id', { bundle_id: '' }, 'invalid_bundle', '`bundle_id` must have 1 to 255 characters.'],
    [
      'an id of 256 characters',
      { bundle_id: '\u{1f600}'.repeat(256) },
      'invalid_bundle',
      '`bundle_id` must have 1 to 255 characters.',
    ],
    [
      'a range for a version',
      { semver: '^1.0.0' },
      'invalid_bundle',
      '`semver` must be an exact version, such as 1.4.0.',
    ],
    [
      'three parts',
      { parts: ['a', 'b', 'c'] as unknown as InlineBundle['parts'] },
      'invalid_bundle',
      '`parts` must be four texts: system, personality, activity and task.',
    ],
    [
      'a part that is no text',
      { parts: ['a', 'b', 'c', 4] as unknown as InlineBundle['parts'] },
      'invalid_bundle',
      '`parts` must be four texts: system, personality, activity and task.',
    ],
    [
      'half of a surrogate pair',
      { parts: ['\ud800', 'b', 'c', 'd'] },
      'invalid_bundle',
      '`parts` must be four texts: system, personality, activity and task.',
    ],
    [
      'a model without tags',
      { input: 'model_type: x' },
      'bundle_unsupported_model',
      "Bundle does not support model_type 'x'",
    ],
    [
      'a model of another spelling',
      { input: 'model_type: X', tags: ['x'] },
      'bundle_unsupported_model',
      "Bundle does not support model_type 'X'",
    ],
    [
      'an input that is no mapping',
      { input: '[]' },
      'invalid_input',
      'The input is not valid. 1:1 An input file must be a mapping. Begin with a key, such as `task: Your question`.',
    ],
    [
      'an input with two mistakes',
      { input: 'task: 1\nstress: 2' },
      'invalid_input',
      'The input is not valid. 1:7 `task` must be text. Put it in quotes. 2:9 `stress` must be from 0 to 1.',
    ],
    [
      'an input with more mistakes than anybody reads',
      { input: 'a: 1\nb: 1\nc: 1\nd: 1\ne: 1\nf: 1\ng: 1\n' },
      'invalid_input',
      `The input is not valid. ${['a', 'b', 'c', 'd', 'e'].map((key, i) => `${i + 1}:1 Unknown key \`${key}\`. Remove it, or check its spelling.`).join(' ')} And 2 more.`,
    ],
    [
      'an input with one mistake more than are named',
      { input: 'a: 1\nb: 1\nc: 1\nd: 1\ne: 1\nf: 1\n' },
      'invalid_input',
      `The input is not valid. ${['a', 'b', 'c', 'd', 'e'].map((key, i) => `${i + 1}:1 Unknown key \`${key}\`. Remove it, or check its spelling.`).join(' ')} And 1 more.`,
    ],
    [
      'broken JSON',
      { input: '{"task": "x"' },
      'invalid_input',
      'The input is not valid. 1:12 The file ends too early. `}` is missing.',
    ],
    [
      'a raw vector',
      { input: '{"vector_32": []}' },
      'invalid_input',
      'The input is not valid. 1:2 `vector_32` is a raw personality vector, which is never sent. Describe the traits instead.',
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const told = await refusal(change);
      assert.deepEqual([told.code, told.message], [code, message]);
      assert.equal(told.places.length > 0, code === 'invalid_input');
    });
  }

  it('serves a model that is among the tags, blanks around it aside', async () => {
    await renderInline({ ...BUNDLE, tags: ['x'], input: 'model_type: " x "' });
    await renderInline({ ...BUNDLE, input: 'model_type: " "' });
  });

  it('hands out the two spellings of values', () => {
    assert.equal(
      canonicalJson(
        new Map<string, JsonValue>([
          ['b', 1n],
          ['a', 1],
        ]),
      ),
      '{"a":1.0,"b":1}',
    );
    assert.equal(levelText(1e-5), '1e-05');
  });
});
