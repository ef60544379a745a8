// Rendering bundles from their sources, and what each hash depends on (spec, sections 2 and 3).
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sha256 } from '../../src/node/sha256.js';
import { nullAuditSink } from '../../src/core/audit/null.js';
import { loadHashing } from '../../src/core/hashing.js';
import type { PromptBundle } from '../../src/core/model/bundle.js';
import { SLOTS } from '../../src/core/model/slots.js';
import { PromptError } from '../../src/core/model/promptError.js';
import type { PromptTemplate } from '../../src/core/model/template.js';
import { createPromptGenerator, type PromptGenerator, type Render } from '../../src/core/promptGenerator.js';
import { inlineBundleSource, inlineTemplateSource } from '../../src/core/sources/inline.js';
import type { BundleSource, TemplateSource } from '../../src/core/sources/ports.js';
import { anyTraits, jsonText } from './arbitraries.js';
import { parseBundle, parseInput, parseTemplate } from './documents/parsing.js';

const B1 = { id: 'b', semver: '1.0.0' };

async function generatorOf(bundles: BundleSource, templates: TemplateSource): Promise<PromptGenerator> {
  return createPromptGenerator({
    bundles,
    templates,
    audit: nullAuditSink,
    hashing: await loadHashing(sha256),
    now: () => new Date(0),
  });
}

function bundleOf(text: string): PromptBundle {
  const { model, findings } = parseBundle(text);
  assert.ok(model, JSON.stringify(findings));
  return model;
}

function templateOf(text: string, extension?: string): PromptTemplate {
  const { model, findings } = parseTemplate(text, extension);
  assert.ok(model, JSON.stringify(findings));
  return model;
}

const bundleText = (system: string, more = ''): string =>
  `bundle_id: b\nsemver: 1.0.0\n${more}templates:\n  system: ${system}\n  personality: {content: "{{semantic_traits}}"}\n  activity: {content: "{{activity_level}}"}\n  task: {content: "{{task}}"}\n`;

async function render(bundle: string, templates: PromptTemplate[] = [], input = ''): Promise<Render> {
  const model = input === '' ? undefined : parseInput(input).model;
  assert.ok(input === '' || model, input);
  const generator = await generatorOf(
    inlineBundleSource([bundleOf(bundle)]),
    inlineTemplateSource(templates),
  );
  return generator.renderFromBundle({ bundle: B1, ...(model && { input: model }) });
}

const hashesOf = ({
  bundle_hash,
  personality_hash,
  prompt_hash,
  content_hash,
  template_hashes,
}: Render): Record<string, string> => ({
  bundle_hash,
  personality_hash,
  prompt_hash,
  content_hash,
  system: template_hashes.system,
});

/** The hashes that differ between two renders. */
function changed(a: Render, b: Render): string[] {
  const [left, right] = [hashesOf(a), hashesOf(b)];
  return Object.keys(left).filter((name) => left[name] !== right[name]);
}

describe('a render', () => {
  it('is of exact versions from their sources', async () => {
    const template = templateOf('template_id: s\nsemver: 1.0.0+x\nrole: system\ncontent: hello\n');
    const made = await render(bundleText('s@1.0.0+x'), [
      template,
      templateOf('template_id: s\nsemver: 1.0.0+y\nrole: system\ncontent: other\n'),
    ]);
    assert.equal(made.rendered_prompt, 'hello\n\n{}\n\n0.0\n\n');
    assert.equal(made.prompt_hash, createHash('sha256').update(made.rendered_prompt).digest('hex'));
    assert.deepEqual(made.parts.system.reference, { id: 's', semver: '1.0.0+x' });
    assert.equal(made.parts.personality.reference, null);
    assert.equal(made.canonical_input, '{"activity_level":0.0,"semantic_traits":{},"stress":0.0,"task":""}');
  });

  it('is of the templates that a bundle holds at the time, from where it is said to be', async () => {
    const generator = await generatorOf(inlineBundleSource([]), inlineTemplateSource([]));
    const bundle = bundleOf(bundleText('{content: one}'));
    const first = await generator.renderInline({ bundle, origin: 'here' });
    const again = await generator.renderInline({ bundle, origin: 'there' });
    const templates = bundleOf(bundleText('{content: two}')).templates;
    const other = await generator.renderInline({ bundle: { ...bundle, templates }, origin: 'there' });
    Object.assign(bundle, { templates });
    const changed = await generator.renderInline({ bundle, origin: 'there' });
    const system = [first, again, other, changed].map(({ parts }) => [
      parts.system.text,
      parts.system.origin,
    ]);
    assert.deepEqual(system, [
      ['one', 'here'],
      ['one', 'there'],
      ['two', 'there'],
      ['two', 'there'],
    ]);
    assert.equal(changed.rendered_prompt, other.rendered_prompt);
  });

  it('is of each slot as it is, whichever alone is another than before', async () => {
    const generator = await generatorOf(inlineBundleSource([]), inlineTemplateSource([]));
    const bundle = bundleOf(bundleText('{content: one}'));
    const other = bundleOf(bundleText('{content: two}')).templates;
    for (const slot of SLOTS) {
      await generator.renderInline({ bundle, origin: 'here' });
      const templates = { ...bundle.templates, [slot]: other[slot] };
      const { parts } = await generator.renderInline({ bundle: { ...bundle, templates }, origin: 'here' });
      const template = templates[slot];
      assert.ok(template.kind === 'inline');
      assert.equal(parts[slot].template, template.template);
    }
  });

  it('is refused for a file that cannot be read, by what it defines', async () => {
    const unreadable = { file: 'a.yaml', line: undefined, isCertain: true };
    const broken = { origin: 'a.yaml', model: undefined, unreadable };
    const noBundle = await generatorOf(
      { findBundles: () => Promise.resolve([broken]) },
      inlineTemplateSource([]),
    );
    await assert.rejects(noBundle.renderFromBundle({ bundle: B1 }), { code: 'invalid_bundle' });
    const noTemplate = await generatorOf(inlineBundleSource([bundleOf(bundleText('s@1.0.0'))]), {
      findTemplates: () => Promise.resolve([broken]),
    });
    await assert.rejects(noTemplate.renderFromBundle({ bundle: B1 }), { code: 'invalid_template' });
  });

  it('is the same by a generator that has rendered others before', async () => {
    const contents = ['{{task}}', '{{stress}} {{semantic_traits}}', 'Plain.', '{{task}} {{activity_level}}'];
    const template = fc.constantFrom(...contents).map((content) => ({
      kind: 'inline' as const,
      template: { content, role: null, constraints: null, adapter_version: null },
    }));
    const pool = fc.sample(template, { numRuns: 6, seed: 1 });
    const part = fc.constantFrom(...pool);
    const inputs = ['task: a', 'task: "{{stress}}"\nstress: 0.5', 'semantic_traits: {b: 1, a: 2}'].map(
      (text) => {
        const { model } = parseInput(text);
        assert.ok(model);
        return model;
      },
    );
    const request = fc.record({
      bundle: fc.record({
        bundle_id: fc.constantFrom('b', 'c'),
        semver: fc.constant('1.0.0'),
        tags: fc.constant([]),
        templates: fc.record({ system: part, personality: part, activity: part, task: part }),
      }),
      origin: fc.constantFrom('here', 'there'),
      input: fc.constantFrom(...inputs),
    });
    const fresh = (): Promise<PromptGenerator> =>
      generatorOf(inlineBundleSource([]), inlineTemplateSource([]));
    const said = (render: Render): unknown => ({
      rendered_prompt: render.rendered_prompt,
      canonical_input: render.canonical_input,
      hashes: [render.bundle_hash, render.personality_hash, render.prompt_hash, render.content_hash],
      parts: SLOTS.map((slot) => {
        const { text, origin, template } = render.parts[slot];
        return [text, origin, template];
      }),
      spans: render.provenance().spans,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 8 }), async (requests) => {
        const generator = await fresh();
        for (const each of requests) {
          const again = await generator.renderInline(each);
          assert.deepEqual(said(again), said(await (await fresh()).renderInline(each)));
          assert.deepEqual(said(await generator.renderInline(each)), said(again));
        }
      }),
      { numRuns: 60 },
    );
  }).timeout(20_000);

  it('is made of what can be had without one', async () => {
    const template = templateOf('template_id: s\nsemver: 1.0.0\nrole: system\ncontent: hello\n');
    const bundle = bundleOf(bundleText('s@1.0.0'));
    const generator = await generatorOf(inlineBundleSource([bundle]), inlineTemplateSource([template]));
    const resolved = await generator.resolveBundle(B1);
    const { parts } = await generator.renderFromBundle({ bundle: B1 });
    for (const slot of SLOTS)
      assert.deepEqual(resolved.parts[slot], {
        reference: parts[slot].reference,
        origin: parts[slot].origin,
        template: parts[slot].template,
      });
    await assert.rejects(generator.resolveBundle({ id: 'b', semver: '2.0.0' }), PromptError);
  });

  for (const [what, bundles, templates, reference, code, slot] of [
    ['an unknown bundle', 0, 1, B1, 'unknown_bundle', undefined],
    ['a bundle in two places', 2, 1, B1, 'ambiguous_bundle', undefined],
    ['an unknown template', 1, 0, B1, 'unresolved_template', 'system'],
    ['a template in two places', 1, 2, B1, 'ambiguous_template', 'system'],
  ] as const) {
    it(`is refused for ${what}`, async () => {
      const bundle = bundleOf(bundleText('s@1.0.0'));
      const template = templateOf('template_id: s\nsemver: 1.0.0\nrole: system\ncontent: hello\n');
      const generator = await generatorOf(
        inlineBundleSource(Array.from({ length: bundles }, () => bundle)),
        inlineTemplateSource(Array.from({ length: templates }, () => template)),
      );
      await assert.rejects(generator.renderFromBundle({ bundle: reference }), (error) => {
        assert.ok(error instanceof PromptError);
        assert.deepEqual([error.code, error.slot], [code, slot]);
        assert.equal(error.origins.length, code.includes('ambiguous') ? 2 : 0);
        return true;
      });
    });
  }

  it('is refused for what has errors', async () => {
    const bundle = bundleOf(bundleText('s@1.0.0'));
    const broken = {
      findBundles: () => Promise.resolve([{ origin: 'file', model: undefined }]),
      findTemplates: () => Promise.resolve([{ origin: 'file', model: undefined }]),
    };
    const first = await generatorOf(broken, broken);
    await assert.rejects(first.renderFromBundle({ bundle: B1 }), {
      code: 'invalid_bundle',
      origins: ['file'],
    });
    const second = await generatorOf(inlineBundleSource([bundle]), broken);
    await assert.rejects(second.renderFromBundle({ bundle: B1 }), {
      code: 'invalid_template',
      slot: 'system',
    });
  });

  it('is refused for the first part that cannot be had, however long each is looked for', async () => {
    const bundle = bundleOf(bundleText('s@1.0.0').replace('{content: "{{task}}"}', 't@1.0.0'));
    const slow: TemplateSource = {
      findTemplates: async ({ id }) => {
        if (id === 's') await new Promise((resolve) => setTimeout(resolve, 2));
        return [];
      },
    };
    const generator = await generatorOf(inlineBundleSource([bundle]), slow);
    await assert.rejects(generator.renderFromBundle({ bundle: B1 }), {
      code: 'unresolved_template',
      slot: 'system',
    });
  });

  it('is for a model the bundle serves, and the asked one comes first', async () => {
    const bundle = bundleOf(bundleText('{content: x}', 'tags: [a, " b "]\n'));
    const generator = await generatorOf(inlineBundleSource([bundle]), inlineTemplateSource([]));
    const input = parseInput('model_type: c').model;
    assert.ok(input);
    for (const model of ['a', 'b', '']) await generator.renderInline({ bundle, origin: 'x', input, model });
    await assert.rejects(generator.renderInline({ bundle, origin: 'x', input }), {
      code: 'bundle_unsupported_model',
      message: "Bundle does not support model_type 'c'",
    });
    await assert.rejects(generator.renderInline({ bundle, origin: 'x', model: 'A' }), {
      code: 'bundle_unsupported_model',
    });
  });

  it('does not depend on what was rendered before', async () => {
    const bundle = bundleOf(bundleText('{content: "{{task}}"}'));
    const generator = await generatorOf(inlineBundleSource([bundle]), inlineTemplateSource([]));
    const inputs = ['task: a', 'task: b', 'task: a'].map((text) => parseInput(text).model);
    const prompts: string[] = [];
    for (const input of inputs)
      if (input) prompts.push((await generator.renderInline({ bundle, origin: 'x', input })).rendered_prompt);
    assert.deepEqual(
      prompts.map((prompt) => prompt[0]),
      ['a', 'b', 'a'],
    );
  });
});

describe('the hashes', () => {
  const system = (more = '', content = 'hello'): PromptTemplate =>
    templateOf(`template_id: s\nsemver: 1.0.0\nrole: system\ncontent: ${content}\n${more}`);
  const base = (): Promise<Render> => render(bundleText('s@1.0.0'), [system()], 'task: T\n');

  for (const [what, make, expected] of [
    ['nothing', () => base(), []],
    ['a description', () => render(bundleText('s@1.0.0', 'description: d\n'), [system()], 'task: T\n'), []],
    [
      'a suppression',
      () => render(bundleText('s@1.0.0'), [system('suppress: [{code: schema, reason: r}]\n')], 'task: T\n'),
      [],
    ],
    [
      'empty constraints',
      () => render(bundleText('s@1.0.0'), [system('constraints: {}\n')], 'task: T\n'),
      [],
    ],
    [
      'an engine version, expectations and a model that is empty',
      () =>
        render(
          bundleText('s@1.0.0'),
          [system()],
          `task: T\nengine_version: "1"\nmodel_type: " "\nexpect: {b@1.0.0: "${'a'.repeat(64)}"}\n`,
        ),
      [],
    ],
    [
      'a level that is an integer',
      () => render(bundleText('s@1.0.0'), [system()], 'task: T\nactivity_level: 0\nstress: 0.0\n'),
      [],
    ],
    [
      'the task',
      () => render(bundleText('s@1.0.0'), [system()], 'task: U\n'),
      ['personality_hash', 'prompt_hash'],
    ],
    [
      'a level that no part asks for',
      () => render(bundleText('s@1.0.0'), [system()], 'task: T\nstress: 1\n'),
      ['personality_hash'],
    ],
    [
      'content',
      () => render(bundleText('s@1.0.0'), [system('', 'bye')], 'task: T\n'),
      ['prompt_hash', 'content_hash', 'system'],
    ],
    [
      'constraints',
      () => render(bundleText('s@1.0.0'), [system('constraints: {NO_EMOJI: true}\n')], 'task: T\n'),
      ['content_hash', 'system'],
    ],
    [
      'the adapter version',
      () => render(bundleText('s@1.0.0'), [system('adapter_version: "1"\n')], 'task: T\n'),
      ['content_hash', 'system'],
    ],
    ['tags', () => render(bundleText('s@1.0.0', 'tags: [a]\n'), [system()], 'task: T\n'), ['content_hash']],
    [
      'the same text inline',
      () => render(bundleText('{content: hello, role: system}'), [], 'task: T\n'),
      ['content_hash'],
    ],
  ] as const) {
    it(`that change with ${what}: ${expected.length > 0 ? expected.join(', ') : 'none'}`, async () => {
      assert.deepEqual(changed(await base(), await make()), expected);
    });
  }

  it('do not change with the order of keys, in the input nor in constraints', async () => {
    const first = await render(
      bundleText('s@1.0.0'),
      [system('constraints: {NO_EMOJI: true, x: {b: 1, a: 2}, ASSERTIVENESS_LEVEL: 1}\n')],
      'task: T\nsemantic_traits: {b: {d: 1, c: 2}, a: 3}\n',
    );
    const second = await render(
      bundleText('s@1.0.0'),
      [system('constraints: {ASSERTIVENESS_LEVEL: 1.0, x: {a: 2, b: 1}, NO_EMOJI: true}\n')],
      'semantic_traits: {a: 3, b: {c: 2, d: 1}}\ntask: T\n',
    );
    assert.deepEqual(changed(first, second), []);
  });

  it('do not change with the repeats of a token, of whatever case', async () => {
    const first = await render(bundleText('s@1.0.0'), [
      system('constraints: {FORBIDDEN_TOKENS: [Never, always]}\n'),
    ]);
    const second = await render(bundleText('s@1.0.0'), [
      system('constraints: {FORBIDDEN_TOKENS: [Never, always, NEVER, Always, never]}\n'),
    ]);
    const third = await render(bundleText('s@1.0.0'), [
      system('constraints: {FORBIDDEN_TOKENS: [always, Never]}\n'),
    ]);
    assert.deepEqual(changed(first, second), []);
    assert.deepEqual(changed(first, third), ['content_hash', 'system']);
  });

  it('do not change with how a template is written', async () => {
    const written = [
      templateOf('template_id: s\nsemver: 1.0.0\nrole: system\ncontent: |-\n  one\n\n  two {{task}}\n'),
      templateOf('---\nrole: system\nsemver: 1.0.0\ntemplate_id: s\n---\n\none\n\ntwo {{task}}\n\n', 'md'),
      templateOf(
        '\ufeff---\r\ntemplate_id: s\r\nsemver: 1.0.0\r\nrole: system\r\n---\r\none\r\n\r\ntwo {{task}}\r\n',
        'md',
      ),
      templateOf(
        '{"content": "one\\n\\ntwo \\u007b{task}}", "role": "system", "semver": "1.0.0", "template_id": "s"}',
        'json',
      ),
    ];
    const [first, ...others] = await Promise.all(
      written.map((template) => render(bundleText('s@1.0.0'), [template], 'task: T\n')),
    );
    assert.ok(first);
    for (const other of others) assert.deepEqual(changed(first, other), []);
  });

  it('of an input do not depend on its order of keys, its syntax or its line ends', async () => {
    await fc.assert(
      fc.asyncProperty(anyTraits, async (traits) => {
        const bundle = bundleText('{content: "{{semantic_traits}}"}');
        const backwards = new Map([...traits].reverse());
        const json = await render(bundle, [], `{"semantic_traits": ${jsonText(traits)}, "task": "T"}`);
        const yaml = await render(bundle, [], `task: T\r\nsemantic_traits: ${jsonText(backwards)}\r\n`);
        assert.deepEqual(changed(json, yaml), []);
        assert.equal(json.rendered_prompt, yaml.rendered_prompt);
      }),
      { numRuns: 30 },
    );
  }).timeout(20_000);
});
