import assert from 'node:assert/strict';
import { AssembledIndex } from '../../../../src/language/constraints/assembledIndex.js';
import { MAX_INPUTS_PER_BUNDLE } from '../../../../src/language/constraints/inputPairs.js';
import { bundleOf, template, workspaceOf, type MemoryWorkspace } from '../memoryWorkspace.js';

const TOKENS = 'constraints:\n  FORBIDDEN_TOKENS: [never, Extremely]\n';
const INPUT = 'i.prompt-input.yaml';

describe('findings of the assembled prompt', () => {
  it('places a token of the system part in the persona, with the token in the system part', async () => {
    const files = await workspaceOf(
      bundleOf({ system: ['Be calm.', TOKENS], personality: 'You are extremely kind.' }),
    );
    assert.deepEqual(files.told('p.prompt-template.md'), [
      'forbidden-token «extremely» < s.prompt-template.md «Extremely»',
    ]);
    assert.match(files.findings('p.prompt-template.md')[0]?.message ?? '', /\(s@1\.0\.0\)$/);
    assert.deepEqual(files.told('s.prompt-template.md'), []);
    assert.deepEqual(files.told('b.prompt-bundle.yaml'), []);
  });

  it('points at the first slot that forbids a token, however each spells it', async () => {
    const files = await workspaceOf(
      bundleOf({
        system: ['Be calm.', 'constraints:\n  FORBIDDEN_TOKENS: [maybe, VERY]\n'],
        personality: 'You are very kind.',
        task: ['Go.', 'constraints:\n  FORBIDDEN_TOKENS: [" very "]\n'],
      }),
    );
    assert.deepEqual(files.told('p.prompt-template.md'), [
      'forbidden-token «very» < s.prompt-template.md «VERY»',
    ]);
  });

  it('tells of defaults in no file, not even at an empty value between them', async () => {
    const files = await workspaceOf({
      ...bundleOf({
        system: ['Be calm.', 'constraints:\n  FORBIDDEN_TOKENS: ["{}{}"]\n'],
        personality: '{{semantic_traits}}{{task}}{{semantic_traits}}',
      }),
      [INPUT]: 'task: ""\n',
    });
    assert.deepEqual(files.told(INPUT), []);
    assert.deepEqual(files.shown(), {});
  });

  describe('in what the task brings', () => {
    const tasks: Readonly<Record<string, [input: string, found: string[]]>> = {
      'a plain scalar': ['task: I never said extremely', ['never', 'extremely']],
      'a plain scalar on two lines': ['task: I never\n  said extremely', ['never', 'extremely']],
      'a literal block': ['task: |\n  I never\n\n  said extremely\n', ['never', 'extremely']],
      'an indented literal block': ['task: |2\n    I never\n  said extremely\n', ['never', 'extremely']],
      'a folded block': ['task: >-\n  I\n  never\n  said\n\n  extremely\n', ['never', 'extremely']],
      'single quotes': ["task: 'It''s never extremely'", ['never', 'extremely']],
      'double quotes': ['task: "\\ttabs \\"never\\" \\u00e9 extremely"', ['never', 'extremely']],
      'double quotes, escaped inside': [
        'task: "n\\x65ver \\U0001F600 ext\\\n  remely"',
        ['n\\x65ver', 'ext\\\n  remely'],
      ],
    };
    for (const [how, [input, found]] of Object.entries(tasks)) {
      it(`as ${how}`, async () => {
        const files = await workspaceOf({
          ...bundleOf({ system: ['Be calm.', TOKENS], task: 'Do {{task}}.' }),
          [INPUT]: `${input}\n`,
        });
        assert.deepEqual(
          files.told(INPUT),
          found.map(
            (text) =>
              `forbidden-token «${text}» < s.prompt-template.md «${text.startsWith('n') ? 'never' : 'Extremely'}»`,
          ),
        );
        assert.deepEqual(files.told('t.prompt-template.md'), []);
      });
    }

    it('as JSON, with escapes and CRLF', async () => {
      const name = 'i.prompt-input.json';
      const files = await workspaceOf({
        ...bundleOf({ system: ['Be calm.', TOKENS], task: 'Do {{task}}.' }),
        [name]: '\uFEFF{\r\n  "task": "\\ud83d\\ude42 \\"ne\\u0076er\\"\\n and\\textremely"\r\n}\r\n',
      });
      assert.deepEqual(files.told(name), [
        'forbidden-token «ne\\u0076er» < s.prompt-template.md «never»',
        'forbidden-token «extremely» < s.prompt-template.md «Extremely»',
      ]);
      assert.equal(files.findings(name)[0]?.text, 'never');
    });
  });

  it('places a token across the border of template and value where it begins', async () => {
    const files = await workspaceOf({
      ...bundleOf({ system: ['Be calm.', TOKENS], activity: 'Be ex{{task}}!', task: '{{task}}ver mind' }),
      [INPUT]: 'task: tremely ne\n',
    });
    assert.deepEqual(files.told('a.prompt-template.md'), [
      'forbidden-token «ex» < s.prompt-template.md «Extremely»',
    ]);
    assert.deepEqual(files.told(INPUT), ['forbidden-token «ne» < s.prompt-template.md «never»']);
    assert.deepEqual(files.findings('a.prompt-template.md')[0]?.text, 'extremely');
  });

  it('does not stretch a place over what stands between two values', async () => {
    const files = await workspaceOf({
      ...bundleOf({
        system: ['Be calm.', 'constraints:\n  FORBIDDEN_TOKENS: [a0.5]\n'],
        task: '{{task}}{{stress}}',
      }),
      [INPUT]: 'task: a\nactivity_level: 1\nstress: 0.5\n',
    });
    assert.deepEqual(files.told(INPUT), ['forbidden-token «a» < s.prompt-template.md «a0.5»']);
  });

  it('finds emoji in the keys and texts of the traits, at that key or text', async () => {
    const files = await workspaceOf({
      ...bundleOf({
        system: ['Be calm.', 'constraints: { NO_EMOJI: true }\n'],
        personality: '{{semantic_traits}}',
      }),
      [INPUT]: 'semantic_traits:\n  z: "\\U0001F642"\n  a: [1, { "k👩‍💻": "x", y: ok }]\n  "\\u00e9": 1.0\n',
    });
    assert.deepEqual(files.told(INPUT), [
      'emoji «"\\U0001F642"» < s.prompt-template.md «true»',
      'emoji «"k👩‍💻"» < s.prompt-template.md «true»',
    ]);
  });

  it('tells two tokens in one text of the traits apart', async () => {
    const files = await workspaceOf({
      ...bundleOf({ system: ['Be calm.', TOKENS], personality: '{{semantic_traits}} {{semantic_traits}}' }),
      [INPUT]: 'semantic_traits: { mood: never extremely Never }\n',
    });
    assert.deepEqual(files.told(INPUT), [
      'forbidden-token «never extremely Never» < s.prompt-template.md «never»',
      'forbidden-token «never extremely Never» < s.prompt-template.md «Extremely»',
    ]);
  });

  describe('sentences', () => {
    const limit = (words: number): string => `constraints: { MAX_SENTENCE_LENGTH: ${words} }\n`;

    it('are held to the smallest limit of the four, a value being one word', async () => {
      const files = await workspaceOf({
        ...bundleOf({
          system: ['One two three four five six.', limit(6)],
          personality: 'One two three four five. One two three {{task}}.',
          activity: ['One two three four.', limit(4)],
          task: 'One two three {{task}} {{stress}}!',
        }),
        [INPUT]: 'task: one two three four five six seven. One two three four.\n',
      });
      const related = '< a.prompt-template.md «4»';
      assert.deepEqual(files.told('s.prompt-template.md'), [
        `sentence-too-long «One two three four five six.» ${related}`,
      ]);
      assert.deepEqual(files.told('p.prompt-template.md'), [
        `sentence-too-long «One two three four five.» ${related}`,
      ]);
      assert.deepEqual(files.told('a.prompt-template.md'), []);
      assert.deepEqual(files.told('t.prompt-template.md'), [
        `sentence-too-long «One two three {{task}} {{stress}}!» ${related}`,
      ]);
      assert.deepEqual(files.told(INPUT), [
        `sentence-too-long «one two three four five six seven.» ${related}`,
      ]);
    });

    it('are not told again where the template shows them by its own limit', async () => {
      const files = await workspaceOf(
        bundleOf({ system: ['One two three four.', limit(3)], task: ['Go.', limit(2)] }),
      );
      assert.deepEqual(files.told('s.prompt-template.md'), [
        'sentence-too-long «One two three four.» < s.prompt-template.md «3»',
      ]);
    });

    it('of a task that no part asks for are not looked at', async () => {
      const files = await workspaceOf({
        ...bundleOf({ system: ['Go.', limit(2)] }),
        [INPUT]: 'task: One two three.\n',
      });
      assert.deepEqual(files.told(INPUT), []);
    });
  });

  it('counts the paragraphs a task brings in its own part alone, where there is a limit', async () => {
    const two = 'constraints: { MAX_PARAGRAPHS: 2 }\n';
    const files = await workspaceOf({
      ...bundleOf({
        system: ['{{task}}\n\nEnd.', two],
        activity: '{{task}}',
        task: ['Do:\n\n{{task}}', two],
      }),
      [INPUT]: 'task: |\n  One.\n\n  Two.\n',
    });
    assert.deepEqual(files.told('s.prompt-template.md'), [
      'too-many-paragraphs «End.» < s.prompt-template.md «2»',
    ]);
    assert.deepEqual(files.told(INPUT), ['too-many-paragraphs «Two.» < t.prompt-template.md «2»']);
    assert.deepEqual(files.told('t.prompt-template.md'), []);
  });

  it('tells of paragraphs once, whatever each input makes of them', async () => {
    const files = await workspaceOf({
      ...bundleOf({ system: ['{{task}}\n\nA.\n\nB.\n\nC.', 'constraints: { MAX_PARAGRAPHS: 2 }\n'] }),
      'i1.prompt-input.yaml': 'task: One.\n',
      'i2.prompt-input.yaml': 'task: "One.\\n\\nTwo."\n',
    });
    assert.deepEqual(files.told('s.prompt-template.md'), [
      'too-many-paragraphs «B.\n\nC.» < s.prompt-template.md «2»',
    ]);
  });

  it('estimates assertiveness of the part as it is sent, at the template and for its own level', async () => {
    const files = await workspaceOf({
      ...bundleOf({
        system: ['You must, always.', 'constraints: { ASSERTIVENESS_LEVEL: 1 }\n'],
        personality: '{{task}} and more.',
        task: ['{{task}} you must.', 'constraints: { ASSERTIVENESS_LEVEL: 0 }\n'],
      }),
      [INPUT]: 'task: You must always certainly know.\n',
    });
    assert.deepEqual(files.told('t.prompt-template.md'), [
      'assertiveness « you must.» < t.prompt-template.md «0»',
    ]);
    assert.deepEqual(files.told('s.prompt-template.md'), []);
    assert.deepEqual(files.told(INPUT), []);
  });

  describe('of inline templates', () => {
    const bundle = `bundle_id: b
semver: 1.0.0
templates:
  system: { content: "Never say never {{tsk}}.", constraints: &c { FORBIDDEN_TOKENS: [never, kind], NO_EMOJI: true } }
  personality: &p
    content: |-
      Be kind. 🙂
    constraints: { MAX_PARAGRAPHS: 1 }
  activity: *p
  task: t@1.0.0
`;

    it('stand in the bundle, each once, however many slots an alias fills', async () => {
      const files = await workspaceOf({
        'b.prompt-bundle.yaml': bundle,
        't.prompt-template.md': template('t', 'So kind.'),
      });
      assert.deepEqual(files.told('b.prompt-bundle.yaml'), [
        'forbidden-token «Never» < b.prompt-bundle.yaml «never»',
        'forbidden-token «never» < b.prompt-bundle.yaml «never»',
        'unknown-placeholder «{{tsk}}»',
        'forbidden-token «kind» < b.prompt-bundle.yaml «kind»',
        'emoji «🙂» < b.prompt-bundle.yaml «true»',
      ]);
      assert.deepEqual(files.told('t.prompt-template.md'), [
        'forbidden-token «kind» < b.prompt-bundle.yaml «kind»',
      ]);
      assert.match(
        files.findings('t.prompt-template.md')[0]?.message ?? '',
        /\(the bundle\)$|\(the system part\)$/,
      );
    });

    it('are told once on their own, too', async () => {
      const own = bundle
        .replace('MAX_PARAGRAPHS: 1', 'FORBIDDEN_TOKENS: [be]')
        .replace('t@1.0.0', '{ content: "{{x}}" }');
      const files = await workspaceOf({ 'b.prompt-bundle.yaml': own });
      const told = files.told('b.prompt-bundle.yaml');
      assert.deepEqual(told, [...new Set(told)]);
      assert.equal(told.filter((line) => line.includes('«Be»')).length, 1);
    });
  });

  it('are said once for a template that several bundles use', async () => {
    const files = bundleOf({ system: ['Never.', TOKENS], personality: 'So extremely kind.' });
    const other = (id: string): string =>
      (files['b.prompt-bundle.yaml'] ?? '').replace('bundle_id: b', `bundle_id: ${id}`);
    const several = await workspaceOf({
      ...files,
      'c.prompt-bundle.yaml': other('c'),
      'd.prompt-bundle.yaml': other('d'),
    });
    assert.deepEqual(several.told('p.prompt-template.md'), [
      'forbidden-token «extremely» < s.prompt-template.md «Extremely»',
    ]);
    assert.deepEqual(several.told('s.prompt-template.md'), [
      'forbidden-token «Never» < s.prompt-template.md «never»',
    ]);
  });

  it('tell of conflicting levels at the later reference, with both levels', async () => {
    const level = (value: string): string => `constraints: { ASSERTIVENESS_LEVEL: ${value} }\n`;
    const files = await workspaceOf(
      bundleOf({
        personality: ['P.', level('1')],
        activity: ['A.', level('1.0')],
        task: ['T.', level('0.5')],
      }),
    );
    assert.deepEqual(files.told('b.prompt-bundle.yaml'), [
      'conflicting-constraints «t@1.0.0» < p.prompt-template.md «1» < t.prompt-template.md «0.5»',
    ]);
    await files.write({ 't.prompt-template.md': template('t', 'T.', level('1')) });
    assert.deepEqual(files.shown(), {});
  });

  it('tell of a conflict at the level of an inline template', async () => {
    const files = await workspaceOf({
      'b.prompt-bundle.yaml': `bundle_id: b
semver: 1.0.0
templates:
  system: { content: S, constraints: { ASSERTIVENESS_LEVEL: 0.25 } }
  personality: { content: P, constraints: { ASSERTIVENESS_LEVEL: 0.75 } }
  activity: { content: A }
  task: { content: T }
`,
    });
    assert.deepEqual(files.told('b.prompt-bundle.yaml'), [
      'conflicting-constraints «0.75» < b.prompt-bundle.yaml «0.25» < b.prompt-bundle.yaml «0.75»',
    ]);
  });

  describe('placeholders that a task makes', () => {
    const made = async (content: string, task: string): Promise<string[]> => {
      const files = await workspaceOf({
        ...bundleOf({ task: content }),
        [INPUT]: `task: ${JSON.stringify(task)}\n`,
      });
      return files.told(INPUT);
    };

    it('with the text around it are told at the input, with the text around', async () => {
      assert.deepEqual(await made('{{{{task}}}}', 'stress'), [
        'placeholder-in-input «stress» < t.prompt-template.md «{{{{task}}}}»',
      ]);
      assert.deepEqual(await made('A {{stre{{task}}', 'ss}} and more'), [
        'placeholder-in-input «ss}}» < t.prompt-template.md «A {{stre{{task}}»',
      ]);
    });

    it('alone are told without a bundle, once', async () => {
      assert.deepEqual(await made('{{task}}', 'a {{stress}}'), ['placeholder-in-input «{{stress}}»']);
    });

    it('with itself are told, however long the stretch is', async () => {
      assert.deepEqual(await made('{{task}}{{task}}', '}}{{stress'), [
        'placeholder-in-input «}}{{stress» < t.prompt-template.md «{{task}}{{task}}»',
      ]);
    });

    it('are none where nothing is replaced', async () => {
      assert.deepEqual(await made('{{task}}', 'stress}} {{ stress }}'), []);
      assert.deepEqual(await made('No task.', '}} {{stress'), []);
    });
  });

  it('say nothing of a bundle that cannot be rendered, and come back when it can', async () => {
    const files = await workspaceOf(
      bundleOf({ system: ['Be calm.', TOKENS], personality: 'So extremely kind.' }),
    );
    await files.write({ 't.prompt-template.md': undefined });
    assert.deepEqual(files.told('p.prompt-template.md'), []);
    await files.write({ 't.prompt-template.md': template('t', 'T.') });
    assert.equal(files.told('p.prompt-template.md').length, 1);
  });

  it('are those without an input while all inputs have errors', async () => {
    const files = await workspaceOf({
      ...bundleOf({ system: ['Be calm.', TOKENS], personality: 'So extremely kind.' }),
      [INPUT]: 'task: 7\n',
    });
    assert.equal(files.told('p.prompt-template.md').length, 1);
  });

  it('never come from a compiled form of other constraints under the same version', async () => {
    const files = await workspaceOf(
      bundleOf({ system: ['Be calm.', TOKENS], personality: 'So extremely kind.' }),
    );
    const withTokens = (tokens: string): string =>
      template('s', 'Be calm.', `constraints: { FORBIDDEN_TOKENS: [${tokens}] }\n`);
    const persona = async (tokens: string): Promise<string[]> => {
      await files.write({ 's.prompt-template.md': withTokens(tokens) });
      return files.told('p.prompt-template.md').map((line) => line.split(' < ')[0] ?? '');
    };
    assert.deepEqual(await persona('kind'), ['forbidden-token «kind»']);
    assert.deepEqual(await persona('so'), ['forbidden-token «So»']);
    assert.deepEqual(await persona('so, kind'), ['forbidden-token «So»', 'forbidden-token «kind»']);
    assert.deepEqual(await persona('none'), []);
    assert.deepEqual(await persona('kind'), ['forbidden-token «kind»']);
  });
});

describe('inputs of a bundle', () => {
  const bundle = (semver: string, tags: string): string =>
    `bundle_id: b\nsemver: ${semver}\ntags: [${tags}]\ntemplates:\n` +
    '  system: { content: S, constraints: { FORBIDDEN_TOKENS: [never] } }\n' +
    '  personality: { content: P }\n  activity: { content: A }\n  task: { content: "{{task}}" }\n';
  const hash = 'a'.repeat(64);
  const expecting = (name: string): string => `expect: { ${name}: ${hash} }\n`;
  const told = (files: MemoryWorkspace): string[] =>
    files.names().filter((file) => files.told(file).some((line) => line.startsWith('forbidden-token')));

  it('are those that expect something of it; without expectations they go with the newest version', async () => {
    const files = await workspaceOf({
      'old.prompt-bundle.yaml': bundle('1.9.0', 'm').replace('never', 'old'),
      'new.prompt-bundle.yaml': bundle('1.10.0', 'm').replace('never', 'new'),
      'a.prompt-input.yaml': 'task: old\n',
      'b.prompt-input.yaml': 'task: new\n',
      'c.prompt-input.yaml': `task: old\n${expecting('b@1.9.0')}`,
      'd.prompt-input.yaml': `task: new\n${expecting('b@1.9.0')}`,
      'e.prompt-input.yaml': `task: old new\n${expecting('other@1.0.0')}`,
    });
    assert.deepEqual(told(files), ['b.prompt-input.yaml', 'c.prompt-input.yaml']);
    await files.write({ 'new.prompt-bundle.yaml': undefined });
    assert.deepEqual(told(files), ['a.prompt-input.yaml', 'c.prompt-input.yaml']);
    const shown = Object.entries(files.shown()).filter(([, said]) =>
      said.join('\n').includes('forbidden-token'),
    );
    assert.deepEqual(
      shown.map(([file]) => file),
      ['a.prompt-input.yaml', 'c.prompt-input.yaml'],
    );
  });

  it('are none that ask for a model the bundle does not serve, expected or not', async () => {
    const files = await workspaceOf({
      'b.prompt-bundle.yaml': bundle('1.0.0', 'm, n'),
      'a.prompt-input.yaml': 'task: never\nmodel_type: n\n',
      'b.prompt-input.yaml': 'task: never\nmodel_type: other\n',
      'c.prompt-input.yaml': `task: never\nmodel_type: other\n${expecting('b@1.0.0')}`,
    });
    assert.deepEqual(told(files), ['a.prompt-input.yaml']);
    assert.match(
      files.findings('c.prompt-input.yaml')[0]?.message ?? '',
      /Bundle b@1\.0\.0 does not serve the model `other`/,
    );
  });

  it('are a thousand at most, the first by name, and more are told', async () => {
    const name = (i: number): string => `i${String(i).padStart(4, '0')}.prompt-input.yaml`;
    const named = (from: number): string[] =>
      Array.from({ length: MAX_INPUTS_PER_BUNDLE }, (_, i) => name(from + i));
    const files = await workspaceOf({
      'b.prompt-bundle.yaml': bundle('1.0.0', 'm'),
      ...Object.fromEntries(named(1).map((file) => [file, 'task: never\n'])),
    });
    assert.deepEqual(told(files), named(1));
    assert.equal(files.isTruncated(), false);
    await files.write({ [name(0)]: 'task: never\nmodel_type: m\n' });
    assert.deepEqual(told(files), named(0));
    assert.equal(files.isTruncated(), true);
    await files.write({ [name(7)]: undefined });
    assert.equal(files.isTruncated(), false);
    assert.equal(Object.keys(files.shown()).length, MAX_INPUTS_PER_BUNDLE);
    await files.write({ [name(7)]: 'task: never\n' });
    assert.equal(files.isTruncated(), true);
    await files.write({ 'b.prompt-bundle.yaml': undefined });
    assert.equal(files.isTruncated(), false);
  }).timeout(20_000);

  it('are read once, however many bundles they are meant for, and again where one has changed', async () => {
    const inputs = Array.from({ length: 40 }, (_, i): [string, string] => [
      `i${i}.prompt-input.yaml`,
      `task: so ${i}\n`,
    ]);
    const bundles = Array.from({ length: 30 }, (_, i) => `b${i}.prompt-bundle.yaml`);
    const files = await workspaceOf({
      ...Object.fromEntries(inputs),
      ...Object.fromEntries(
        bundles.map((file, i) => [file, bundle('1.0.0', 'm').replace('bundle_id: b', `bundle_id: b${i}`)]),
      ),
    });
    const read: string[] = [];
    const { scope, cache, language } = files;
    const index = new AssembledIndex({
      scope,
      files: { read: (file) => (read.push(file), files.read(file)) },
      cache,
      hashing: () => language.hashing(),
      generator: () => language.generatorOf(''),
    });
    const readInputs = async (): Promise<string[]> => {
      read.length = 0;
      for (const file of bundles) await index.refresh(file);
      return read.filter((file) => file.endsWith('.prompt-input.yaml'));
    };
    assert.deepEqual(await readInputs(), inputs.map(([file]) => file).sort());
    assert.deepEqual(await readInputs(), []);
    await files.write({ 'i7.prompt-input.yaml': 'task: never\n' });
    const again = await readInputs();
    // Once for what it gives, and by each bundle to place what is found.
    assert.deepEqual(new Set(again), new Set(['i7.prompt-input.yaml']));
    assert.equal(again.length, 1 + bundles.length);
    assert.equal(index.findings('i7.prompt-input.yaml')[0]?.code, 'forbidden-token');
  });

  it('with errors are passed over, and leave their place to others', async () => {
    const files = await workspaceOf({
      'b.prompt-bundle.yaml': bundle('1.0.0', 'm'),
      'a.prompt-input.yaml': 'task: never\nstress: 7\n',
      'b.prompt-input.yaml': 'task: never\n',
    });
    assert.deepEqual(told(files), ['b.prompt-input.yaml']);
    await files.write({ 'a.prompt-input.yaml': 'task: never\nstress: 0.7\n' });
    assert.deepEqual(told(files), ['a.prompt-input.yaml', 'b.prompt-input.yaml']);
  });
});
