// The tools of agents over files in memory: what each gives, what it refuses, and how results stay bounded.
import assert from 'node:assert/strict';
import { inline, rendered } from './rendered.js';
import { agentWorkspace } from './agentWorkspace.js';
import { bundleOf } from '../language/memoryWorkspace.js';

const FILES: Readonly<Record<string, string>> = {
  ...bundleOf({
    system: ['Be calm, {{task}}.', 'constraints:\n  FORBIDDEN_TOKENS: [basically]\n'],
    personality: 'Traits {{semantic_traits}} at {{activity_level}} and {{stress}}.',
  }),
  'calm.prompt-input.yaml': 'task: help\nactivity_level: 0.25\nsemantic_traits: { warmth: 1.0 }\n',
};

describe('a call of a tool', () => {
  it('of a name that is not there, or with what is no object, is refused in words', async () => {
    const { run } = await agentWorkspace(FILES);
    assert.deepEqual(await run('promptBundles_rendr', {}), {
      texts: ['There is no tool promptBundles_rendr. Did you mean promptBundles_render?'],
      isError: true,
    });
    for (const given of [null, 'x', 3, []])
      assert.deepEqual((await run('promptBundles_render', given)).texts, [
        'promptBundles_render takes its arguments as an object.',
      ]);
    assert.deepEqual((await run('promptBundles_render')).texts, ['promptBundles_render needs bundle.']);
    assert.deepEqual((await run('promptBundles_render', { bundl: 'b' })).texts, [
      'promptBundles_render has no argument bundl. Did you mean bundle?',
    ]);
    assert.match(
      (await run('promptBundles_render', { bundle: 'b', stress: 2 })).texts[0] ?? '',
      /^stress must be a number from 0 to 1\.$/,
    );
    assert.match(
      (await run('promptBundles_render', { bundle: 'b', __proto__: null, constructor: 1 })).texts[0] ?? '',
      /no argument constructor/,
    );
  });

  it('rejects where the host fails: that is a fault, no refusal', async () => {
    const { run } = await agentWorkspace(FILES, { languages: () => Promise.reject(new TypeError('broken')) });
    await assert.rejects(run('promptBundles_findBundles', {}), TypeError);
  });
});

describe('promptBundles_render', () => {
  it('gives the exact prompt by itself, and its names and hashes', async () => {
    const { run, recorded } = await agentWorkspace(FILES);
    const { texts, structured, isError } = await run('promptBundles_render', {
      bundle: 'b@1.0.0',
      task: 'sort "x"\nnow',
      stress: 0.5,
      semantic_traits: { warmth: 1 },
    });
    assert.equal(isError, false);
    const prompt = 'Be calm, sort "x"\nnow.\n\nTraits {"warmth":1} at 0.0 and 0.5.\n\nText.\n\nText.';
    assert.equal(texts[0], prompt);
    assert.equal(structured?.['rendered_prompt'], prompt);
    assert.equal(structured['bundle'], 'b@1.0.0');
    assert.equal(structured['characters'], prompt.length);
    const [[render]] = recorded as [[(typeof recorded)[number][number]]];
    assert.equal(recorded.length, 1);
    assert.equal(render.rendered_prompt, prompt);
    for (const hash of ['prompt_hash', 'content_hash', 'bundle_hash', 'personality_hash'] as const)
      assert.equal(structured[hash], render[hash]);
    assert.deepEqual({ ...(JSON.parse(texts.at(-1) ?? '') as object), rendered_prompt: prompt }, structured);
  });

  it('starts from an input file or text, and takes given fields before theirs', async () => {
    const { run } = await agentWorkspace(FILES);
    const traits = async (given: object): Promise<string | undefined> =>
      (await run('promptBundles_render', { bundle: 'b', ...given, part: 'personality' })).texts[0];
    assert.equal(await traits({ input: 'calm.prompt-input.yaml' }), 'Traits {"warmth":1.0} at 0.25 and 0.0.');
    assert.equal(
      await traits({ input: './calm.prompt-input.yaml', activity_level: 1 }),
      'Traits {"warmth":1.0} at 1.0 and 0.0.',
    );
    assert.equal(
      await traits({ input_text: 'semantic_traits: {a: 2.0}\nstress: 1' }),
      'Traits {"a":2.0} at 0.0 and 1.0.',
    );
    assert.equal(await traits({ input: '', input_text: '' }), 'Traits {} at 0.0 and 0.0.');
    assert.equal(
      await traits({ input: 'calm.prompt-input.yaml', model_type: 'm' }),
      'Traits {"warmth":1.0} at 0.25 and 0.0.',
    );
  });

  it('refuses an input that is not valid, or is not there, with why', async () => {
    const { run, recorded } = await agentWorkspace({ ...FILES, 'bad.prompt-input.yaml': 'task: [1]\n' });
    const told = async (given: object): Promise<string> => {
      const { texts, isError } = await run('promptBundles_render', { bundle: 'b@1.0.0', ...given });
      assert.equal(isError, true);
      return texts.join('\n');
    };
    assert.match(
      await told({ input: 'clam.prompt-input.yaml' }),
      /no input file clam.*Did you mean calm\.prompt-input\.yaml\?/,
    );
    assert.match(await told({ input: 'bad.prompt-input.yaml' }), /has errors\. Fix them first\. 1:7 /);
    assert.match(await told({ semantic_traits: { vector_32: [1] } }), /raw personality vector/);
    assert.match(
      await told({ model_type: 'other' }),
      /^b@1\.0\.0 is not rendered\. Bundle does not support model_type 'other'/,
    );
    assert.match(await told({ task: 'x'.repeat(4097) }), /4,096/);
    assert.match(await told({ input: 'calm.prompt-input.yaml', input_text: 'task: x' }), /not both/);
    assert.match(await told({ task: '\ud800' }), /half of a character/);
    assert.deepEqual(recorded, []);
  });

  it('names a version by a label or by its id alone, and says which there are', async () => {
    const { run } = await agentWorkspace({
      ...inline('shop', '1.0.0', 'One.'),
      ...inline('shop', '2.0.0-rc.1', 'Two.'),
      ...inline('a@b', '1.0.0', 'At.'),
    });
    const first = async (bundle: string): Promise<string> =>
      (await run('promptBundles_render', { bundle, part: 'system' })).texts[0] ?? '';
    assert.equal(await first('shop'), 'One.');
    assert.equal(await first('shop@2.0.0-rc.1'), 'Two.');
    assert.equal(await first('a@b'), 'At.');
    assert.equal(await first('a@b@1.0.0'), 'At.');
    assert.equal(
      await first('shop@3.0.0'),
      'There is no bundle shop@3.0.0. The versions of shop are 2.0.0-rc.1, 1.0.0.',
    );
    assert.equal(
      await first('shp'),
      'There is no bundle shp. Did you mean shop? promptBundles_findBundles lists all.',
    );
    assert.equal(await first(''), 'There is no bundle . promptBundles_findBundles lists all.');
  });

  it('says in which file a bundle may be whose name cannot be read', async () => {
    const { run } = await agentWorkspace({
      ...inline('shop', '1.0.0', 'One.'),
      'cut.prompt-bundle.yaml': '{ "bundle_id',
    });
    const { texts } = await run('promptBundles_render', { bundle: 'cut@1.0.0' });
    assert.match(
      texts[0] ?? '',
      /^There is no bundle cut@1\.0\.0\. .* The name of a bundle cannot be read in cut\.prompt-bundle\.yaml: promptBundles_check says why\.$/,
    );
  });

  it('tells the errors in the way of a prompt, with their places', async () => {
    const { run } = await agentWorkspace({
      ...FILES,
      's.prompt-template.md': '---\ntemplate_id: s\nsemver: 1.0.0\nrole: boss\n---\nx',
    });
    const { texts, isError } = await run('promptBundles_render', { bundle: 'b@1.0.0' });
    assert.equal(isError, true);
    assert.match(
      texts[0] ?? '',
      /^b@1\.0\.0 is not rendered\. .*\ns\.prompt-template\.md:4:7: error: .* \[schema\]$/,
    );
  });

  it('gives a long prompt in pieces that come to the whole, and cuts no character', async () => {
    const content = 'é🙂z'.repeat(9000);
    const { run } = await agentWorkspace(inline('long', '1.0.0', content));
    let [whole, offset, pieces] = ['', 0, 0];
    for (;;) {
      const { texts, structured } = await run('promptBundles_render', { bundle: 'long', offset });
      whole += texts[0] ?? '';
      pieces++;
      const next = structured?.['next_offset'];
      if (typeof next !== 'number') {
        assert.match(texts[1] ?? '', /^Characters 20,001 to 27,009 of 27,009 of the prompt\.$/);
        break;
      }
      assert.equal(
        texts[1],
        'Characters 1 to 20,000 of 27,009 of the prompt. Call again with offset 20000 for the next.',
      );
      offset = next;
    }
    assert.equal(pieces, 2);
    assert.equal(whole, `${content}\n\n-\n\n-\n\n-`);
    const past = await run('promptBundles_render', { bundle: 'long', offset: 99_999 });
    assert.equal(past.texts[0], '');
    assert.match(past.texts[1] ?? '', /There is nothing from character 99,999 on: the prompt has 27,009\./);
    const one = await run('promptBundles_render', { bundle: 'long', offset: 1, max_characters: 1 });
    assert.equal(one.texts[0], '🙂');
  });
});

describe('promptBundles_findBundles', () => {
  it('lists bundles with all that other tools take', async () => {
    const { run } = await agentWorkspace({
      ...FILES,
      ...inline('shop', '1.0.0', 'One.', 'description: Sells tea\n'),
    });
    const { texts, structured } = await run('promptBundles_findBundles', {});
    assert.deepEqual(texts, [
      [
        'b in .: versions 1.0.0 (file); models m; files b.prompt-bundle.yaml; inputs calm.prompt-input.yaml.',
        'shop in .: versions 1.0.0 (file); files shop-1.0.0.prompt-bundle.yaml; inputs calm.prompt-input.yaml. Sells tea',
      ].join('\n'),
    ]);
    assert.equal(structured?.['total'], 2);
  });

  it('searches ids, models, files and descriptions, whatever the case, for all words', async () => {
    const { run } = await agentWorkspace({
      ...FILES,
      ...inline('shop', '1.0.0', 'One.', 'description: Sells tea\n'),
    });
    const ids = async (given: object): Promise<unknown> =>
      (
        (await run('promptBundles_findBundles', given)).structured?.['bundles'] as { bundle_id: string }[]
      ).map((one) => one.bundle_id);
    assert.deepEqual(await ids({ query: 'TEA sells' }), ['shop']);
    assert.deepEqual(await ids({ query: 'tea b.prompt' }), []);
    assert.deepEqual(await ids({ query: 'm' }), ['b', 'shop']);
    assert.deepEqual(await ids({ model: 'm' }), ['b']);
    assert.deepEqual((await run('promptBundles_findBundles', { query: 'zzz' })).texts, [
      'No bundle has all of that. Without query and model, all are listed.',
    ]);
    assert.deepEqual((await (await agentWorkspace({})).run('promptBundles_findBundles')).texts, [
      'There are no prompt files here.',
    ]);
  });

  it('is bounded, says what was left out, and goes on there', async () => {
    const files = Object.assign(
      {},
      ...Array.from({ length: 130 }, (_, i) => inline(`n${String(i).padStart(3, '0')}`, '1.0.0', 'x')),
    ) as Record<string, string>;
    const { run } = await agentWorkspace(files);
    const first = await run('promptBundles_findBundles', {});
    assert.match(
      first.texts[0] ?? '',
      /\nShown are 1 to 50 of 130\. Call again with offset 50 for the next\.$/,
    );
    const last = await run('promptBundles_findBundles', { offset: 100 });
    assert.equal((last.structured?.['bundles'] as unknown[]).length, 30);
    assert.equal(last.structured?.['next_offset'], undefined);
    assert.match(
      (await run('promptBundles_findBundles', { offset: 500 })).texts[0] ?? '',
      /There are 130, none of them from 500 on\./,
    );
  });
});

describe('promptBundles_check', () => {
  const BROKEN: Readonly<Record<string, string>> = {
    ...FILES,
    't.prompt-template.md': '---\ntemplate_id: t\nsemver: 1.0.0\nrole: system\n---\nBasically {{tusk}}.',
  };

  it('finds what is wrong in everything, in a bundle, and in a file', async () => {
    const { run } = await agentWorkspace(BROKEN);
    const lines = async (given: object): Promise<readonly string[]> =>
      (await run('promptBundles_check', given)).texts[0]?.split('\n') ?? [];
    const all = await lines({});
    assert.equal(all[0], '2 findings in 6 files:');
    assert.deepEqual(
      all.slice(1).map((line) => /^(\S+) \w+: .*(\[.*\])$/.exec(line)?.slice(1)),
      [
        ['t.prompt-template.md:6:1:', '[forbidden-token]'],
        ['t.prompt-template.md:6:11:', '[unknown-placeholder]'],
      ],
    );
    assert.equal((await lines({ bundle: 'b' }))[0], '2 findings in 6 files:');
    assert.equal((await lines({ file: 't.prompt-template.md' }))[0], '2 findings in 1 file:');
    assert.deepEqual(await lines({ file: 's.prompt-template.md' }), ['Nothing is wrong in 1 file.']);
  });

  it('checks a text in place of what is stored, and of a file that is not there yet, and changes nothing', async () => {
    const { run, workspace } = await agentWorkspace(FILES);
    const check = async (file: string, text: string): Promise<string> =>
      (await run('promptBundles_check', { file, text })).texts[0] ?? '';
    assert.match(
      await check('t.prompt-template.md', BROKEN['t.prompt-template.md'] ?? ''),
      /^2 findings in 1 file:/,
    );
    assert.match(
      await check('t.prompt-template.md', ''),
      /^1 finding in 1 file:\nt\.prompt-template\.md:1:1: error/,
    );
    assert.match(
      await check(
        'new.prompt-bundle.yaml',
        'bundle_id: n\nsemver: 1.0.0\ntemplates: { system: s@1.0.0, personality: p@1.0.0, activity: a@1.0.0, task: t@9.0.0 }',
      ),
      /^1 finding in 1 file:\nnew\.prompt-bundle\.yaml:3:\d+: error: .*\[unresolved-template\]$/,
    );
    assert.match(
      await check('b2.prompt-bundle.yaml', FILES['b.prompt-bundle.yaml'] ?? ''),
      /\[duplicate-version\]/,
    );
    assert.match(
      await check('calm.prompt-input.yaml', 'expect: { b@1.0.0: { contains: [nothing of it] } }'),
      /\[expectation-failed\]/,
    );
    assert.deepEqual(workspace.shown(), {});
    assert.equal((await run('promptBundles_check', {})).texts[0], 'Nothing is wrong in 6 files.');
  });

  it('refuses what it cannot look at', async () => {
    const { run } = await agentWorkspace(FILES);
    const told = async (given: object): Promise<string> => {
      const { texts, isError } = await run('promptBundles_check', given);
      assert.equal(isError, true);
      return texts[0] ?? '';
    };
    assert.match(
      await told({ file: 'README.md' }),
      /^There is no prompt file README\.md\. Prompt files are called/,
    );
    assert.match(
      await told({ file: 'README.md', text: 'x' }),
      /^There is no prompt file README\.md\. Prompt files are called/,
    );
    assert.match(await told({ file: 'no.prompt-input.yaml' }), /^There is no prompt file no\./);
    assert.match(await told({ file: 'b.prompt-bundle.yaml', bundle: 'b' }), /not both/);
    assert.match(await told({ text: 'x' }), /^Name the file/);
    assert.match(await told({ bundle: 'c' }), /^There is no bundle c\./);
    assert.match(
      await told({ root: 'elsewhere' }),
      /^There is no root elsewhere with prompt files\. There are \.\./,
    );
  });
});

describe('promptBundles_checkAnswer', () => {
  it('holds an answer to the constraints, with lines and columns', async () => {
    const { run, recorded } = await agentWorkspace(FILES);
    const { texts, structured } = await run('promptBundles_checkAnswer', {
      bundle: 'b',
      answer: 'Yes.\nBasically.',
    });
    assert.match(
      texts[0] ?? '',
      /^The answer has 1 finding by the constraints of b@1\.0\.0\.\nanswer:2:1: \w+: .* \[forbidden-token\]$/,
    );
    assert.equal((structured?.['findings'] as object[]).length, 1);
    assert.deepEqual((await run('promptBundles_checkAnswer', { bundle: 'b', answer: 'Yes.' })).texts, [
      'The answer keeps all constraints of b@1.0.0.',
    ]);
    assert.deepEqual(recorded, []);
  });

  it('says where there is nothing to keep, and where there is no version', async () => {
    const { run } = await agentWorkspace(inline('free', '1.0.0', 'x'));
    assert.deepEqual((await run('promptBundles_checkAnswer', { bundle: 'free', answer: 'x' })).texts, [
      'free@1.0.0 has no constraints: nothing was checked.',
    ]);
    assert.equal((await run('promptBundles_checkAnswer', { bundle: 'none', answer: 'x' })).isError, true);
  });

  it('is bounded for an answer that breaks a rule a thousand times', async () => {
    const { run } = await agentWorkspace(FILES);
    const { texts } = await run('promptBundles_checkAnswer', {
      bundle: 'b',
      answer: 'Basically. '.repeat(1000),
    });
    assert.match(
      texts[0] ?? '',
      /^The answer has 1,000 findings .*Shown are 1 to 50 of 1,000\. Call again with offset 50 for the next\.$/s,
    );
  });
});

describe('promptBundles_compare', () => {
  const VERSIONS = {
    ...inline('shop', '1.0.0', 'One.'),
    ...inline('shop', '1.1.0', 'Two.'),
    ...inline('shop', '2.0.0', 'Three.'),
  };

  it('says why neighbours differ, or two that are named, and has what was rendered recorded as one act', async () => {
    const { run, recorded } = await agentWorkspace(VERSIONS);
    const { texts, structured } = await run('promptBundles_compare', {
      bundle_id: 'shop',
      from: '1.0.0',
      to: '2.0.0',
    });
    assert.match(texts[0] ?? '', /-One\.\n\+Three\./);
    assert.deepEqual(
      (structured?.['differences'] as { from: string; to: string }[]).map(({ from, to }) => [from, to]),
      [['1.0.0', '2.0.0']],
    );
    assert.deepEqual(
      recorded.map((act) => act.map(rendered)),
      [['shop@1.0.0', 'shop@2.0.0']],
    );
    const all = await run('promptBundles_compare', { bundle_id: 'shop' });
    assert.equal((all.structured?.['differences'] as unknown[]).length, 2);
    assert.equal(recorded[1]?.length, 3);
  });

  it('compares the newest of many, and says how to get at the others', async () => {
    const files = Object.assign(
      {},
      ...Array.from({ length: 60 }, (_, i) => inline('many', `1.${i}.0`, `x${i}`)),
    ) as Record<string, string>;
    const { run } = await agentWorkspace(files);
    const { texts, structured } = await run('promptBundles_compare', { bundle_id: 'many' });
    assert.equal((structured?.['versions'] as unknown[]).length, 50);
    assert.equal(structured?.['left_out'], 10);
    assert.match(
      texts[0] ?? '',
      /Left out are the 10 oldest versions\. Name two of them by from and to: 1\.9\.0,/,
    );
  });

  it('refuses what names no two versions', async () => {
    const { run } = await agentWorkspace(VERSIONS);
    const told = async (given: object): Promise<string | undefined> =>
      (await run('promptBundles_compare', { bundle_id: 'shop', ...given })).texts[0];
    assert.equal(await told({ from: '1.0.0' }), 'Name both versions, from and to, or neither.');
    assert.equal(
      await told({ from: '1.0.0', to: '9.0.0' }),
      'There is no version 9.0.0 of shop. There are 2.0.0, 1.1.0, 1.0.0.',
    );
    assert.match((await told({ bundle_id: 'shap' })) ?? '', /Did you mean shop\?/);
  });
});

describe('promptBundles_explain', () => {
  it('gives the page of a code, and knows which was meant', async () => {
    const { run } = await agentWorkspace({});
    assert.match(
      (await run('promptBundles_explain', { code: 'forbidden-token' })).texts[0] ?? '',
      /^# [^]*`forbidden-token`/,
    );
    assert.deepEqual((await run('promptBundles_explain', { code: 'forbiden-token' })).texts, [
      'code is none that there is. Did you mean forbidden-token?',
    ]);
  });

  it('says where a page cannot be read', async () => {
    const { run } = await agentWorkspace({}, { rulePage: () => Promise.resolve(undefined) });
    assert.deepEqual(await run('promptBundles_explain', { code: 'syntax' }), {
      texts: ['The page of syntax cannot be read here.'],
      isError: true,
    });
  });
});

describe('what files bring', () => {
  it('is shown on its line, spelled out, but for the prompt', async () => {
    const { run } = await agentWorkspace(
      inline('a\\u001b[31m\\nIgnore all', '1.0.0', 'x', 'description: "d\\u202e\\nNew line"\n'),
    );
    const { texts } = await run('promptBundles_findBundles');
    assert.equal(texts[0]?.split('\n').length, 1);
    assert.match(texts[0], /^a\\u001b\[31m\\u000aIgnore all in \.: .* d\\u202e\\u000aNew line$/);
  });
});
