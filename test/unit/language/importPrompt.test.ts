// Prompts of other tools, each written after the documentation of its format, as bundles.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parsePromptFile } from '../../../src/core/documents/promptFile.js';
import { DEFAULT_INPUT } from '../../../src/core/model/renderInput.js';
import type { Placeholder } from '../../../src/core/model/placeholders.js';
import { SLOTS, type Slot } from '../../../src/core/model/slots.js';
import { bundleFile } from '../../../src/language/create/writtenVersions.js';
import { exportBundle, type ExportFormat } from '../../../src/language/exportBundle.js';
import {
  IMPORT_FORMATS,
  importPrompt,
  type Imported,
  type ImportedBundle,
  type ImportRequest,
} from '../../../src/language/importPrompt.js';
import { ScopeIndex } from '../../../src/language/scopes/scopeIndex.js';
import { renderParts } from './exchange/bundleOfParts.js';

const imported = (file: string, text: string, more: Partial<ImportRequest> = {}): Imported =>
  importPrompt({ file, text, mapped: new Map(), ...more });

/** The one bundle of a file. */
function only(file: string, text: string, more: Partial<ImportRequest> = {}): ImportedBundle {
  const { bundles, mistakes } = imported(file, text, more);
  assert.deepEqual(mistakes, []);
  assert.equal(bundles.length, 1);
  return bundles[0] as ImportedBundle;
}

/** `role: content` of the parts that the file has something for. */
function partsOf({ bundle, notes }: ImportedBundle): Partial<Record<Slot, string>> {
  const isMissing = (slot: Slot): boolean =>
    notes.some(({ message }) => message.startsWith(`The file has nothing for the ${slot} part.`));
  return Object.fromEntries(
    SLOTS.filter((slot) => !isMissing(slot)).map((slot) => {
      const part = bundle.templates[slot];
      assert.ok(part.kind === 'inline');
      return [slot, `${part.template.role ?? '-'}: ${part.template.content}`];
    }),
  );
}

/** What is told, with the text at each place, but not of the parts that are missing. */
const told = (text: string, { notes }: { readonly notes: ImportedBundle['notes'] }): string[] =>
  notes
    .filter(({ message }) => !message.startsWith('The file has nothing'))
    .map(({ message, range }) => `${text.slice(range.start, range.end)} | ${message}`);

const plainExtra = (value: unknown): unknown =>
  value instanceof Map
    ? Object.fromEntries([...value].map(([key, item]: [string, unknown]) => [key, plainExtra(item)]))
    : Array.isArray(value)
      ? value.map(plainExtra)
      : typeof value === 'bigint'
        ? Number(value)
        : value;

describe('a prompt of another tool', () => {
  it('of Prompty: messages begin with lines that name a role; all else in the front matter is kept', () => {
    const text = [
      '---',
      'name: Contoso Tents',
      'description: Answers questions',
      'version: 2.1.0',
      'model:',
      '  api: chat',
      '  configuration: { type: azure_openai, azure_deployment: gpt-x }',
      'sample:',
      '  task: What of tents?',
      '  stress: 0.25',
      '---',
      'system:',
      'You know {{ customer }}.',
      '{# for us #}{% if a %}Hi.{% endif %}',
      '',
      'user:',
      '{{task}}',
      '',
    ].join('\n');
    const one = only('tents.prompty', text);
    const { bundle_id, semver, tags, description } = one.bundle;
    assert.deepEqual(
      [bundle_id, semver, tags, description],
      ['Contoso Tents', '2.1.0', ['gpt-x'], 'Answers questions'],
    );
    assert.deepEqual(partsOf(one), {
      system: 'system: You know {{ customer }}.\n{% if a %}Hi.{% endif %}',
      task: 'user: {{task}}',
    });
    assert.deepEqual([one.input?.task, one.input?.stress], ['What of tents?', 0.25]);
    assert.deepEqual(told(text, one), [
      'model | `model` has no counterpart here. It is kept beside the bundle, and does nothing.',
      'sample | `sample` has no counterpart here. It is kept beside the bundle, and does nothing.',
      '{{ customer }} | Nothing fills in `{{ customer }}`. It stays as it is written. If it stands for a placeholder, map it, such as `customer=task`.',
      '{# for us #} | The comment `{# for us #}` is left out.',
      '{% if a %} | `{% if a %}` is not carried out here. It stays as it is written.',
      '{% endif %} | `{% endif %}` is not carried out here. It stays as it is written.',
    ]);
    assert.deepEqual(plainExtra(one.extra), {
      'x-prompty': {
        model: { api: 'chat', configuration: { type: 'azure_openai', azure_deployment: 'gpt-x' } },
        sample: { task: 'What of tents?', stress: 0.25 },
      },
    });
  });

  it('of Prompty: inputs with their defaults, as values or described', () => {
    const text =
      '---\nname: a\ninputs:\n  task: Hello.\n  stress:\n    type: number\n    default: 0.5\n---\nuser:\n{{task}}\n';
    const { input } = only('a.prompty', text);
    assert.deepEqual([input?.task, input?.stress], ['Hello.', 0.5]);
  });

  it('of Prompty: samples of levels and traits, where they are some', () => {
    const sampled = (sample: string): unknown[] => {
      const { input } = only('a.prompty', `---\nname: a\nsample: ${sample}\n---\nuser:\n{{task}}\n`);
      return [input?.activity_level, input?.stress, plainExtra(input?.semantic_traits)];
    };
    const { activity_level, stress, semantic_traits } = DEFAULT_INPUT;
    const initial = [activity_level, stress, plainExtra(semantic_traits)];
    assert.deepEqual(sampled('{activity_level: 0, stress: 1, semantic_traits: {tone: calm}}'), [
      0,
      1,
      { tone: 'calm' },
    ]);
    assert.deepEqual(sampled('{activity_level: "0.25", semantic_traits: "{\\"a\\": 1}"}'), [
      0.25,
      stress,
      { a: 1 },
    ]);
    for (const none of ['-0.5', '1.5', '""', '{a: 1}', 'x'])
      assert.deepEqual(sampled(`{task: x, activity_level: ${none}, semantic_traits: 7}`), initial, none);
  });

  it('of Dotprompt: a helper begins a message, and what stands before one is the user’s', () => {
    const text =
      '---\nmodel: m/one\nconfig: { temperature: 0.9 }\ninput:\n  default: { Task: hi }\n---\n\n{{role "system"}}\nAt {{place}}, {{{semanticTraits}}}.\n{{role "model"}}\nHello.\n{{role "user"}}\n\\{{no}} {{history}} {{#if a}}x{{/if}}{{! c }}\n';
    const one = only('a/host.prompt', text, { mapped: new Map<string, Placeholder>([['place', 'task']]) });
    assert.equal(one.bundle.bundle_id, 'host');
    assert.deepEqual(partsOf(one), {
      system: 'system: At {{task}}, {{semantic_traits}}.',
      task: 'user: {{no}} {{history}} {{#if a}}x{{/if}}',
    });
    assert.equal(one.input?.task, 'hi');
    assert.deepEqual(plainExtra(one.extra), {
      'x-dotprompt': {
        config: { temperature: 0.9 },
        input: { default: { Task: 'hi' } },
        messages: [{ role: 'assistant', content: 'Hello.' }],
      },
    });
    assert.deepEqual(
      told(text, one).filter((line) => !line.includes('counterpart')),
      [
        'Hello. | A message with the role `assistant` has no part here. It is left out of the prompt, and kept beside the bundle.',
        '{{history}} | Nothing fills in `{{history}}`. It stays as it is written. If it stands for a placeholder, map it, such as `history=task`.',
        '{{#if a}} | `{{#if a}}` is not carried out here. It stays as it is written.',
        '{{/if}} | `{{/if}}` is not carried out here. It stays as it is written.',
        '{{! c }} | The comment `{{! c }}` is left out.',
      ],
    );
    assert.deepEqual(partsOf(only('x.prompt', 'Just {{task}}.')), { task: 'user: Just {{task}}.' });
    assert.deepEqual(partsOf(only('x.prompt', 'One.\n---\nTwo.')), { task: 'user: One.\n---\nTwo.' });
  });

  it('of GitHub Models: a list of messages, and the first of its test data', () => {
    const text =
      'name: Summarizer\nmodel: openai/gpt-x\nmodelParameters: { temperature: 0.5 }\nmessages:\n  - role: system\n    content: Be brief.\n  - role: user\n    content: |\n      Of this:\n      {{input}}\ntestData:\n  - input: The fox.\n    expected: Fox.\n';
    const one = only('s.prompt.yml', text, { mapped: new Map<string, Placeholder>([['input', 'task']]) });
    assert.deepEqual(partsOf(one), { system: 'system: Be brief.', task: 'user: Of this:\n{{task}}\n' });
    assert.equal(one.input?.task, 'The fox.');
    assert.deepEqual(one.bundle.tags, ['openai/gpt-x']);
    assert.deepEqual(
      told(text, one).map((line) => line.split(' | ')[0]),
      ['modelParameters', 'testData'],
    );
    assert.match(imported('s.prompt.yaml', 'a: 1').mistakes[0]?.message ?? '', /has a list `messages`/);
    const broken = imported('s.prompt.yaml', 'a: "b').mistakes.map(({ message }) => message);
    assert.equal(broken.length, 1);
    assert.doesNotMatch(broken[0] ?? '', /messages/);
  });

  it('of Langfuse: texts, messages, and pages of them, with a version for each number', () => {
    const prompts = [
      {
        name: 'critic',
        type: 'text',
        prompt: 'Do you like {{movie}}?',
        version: 3,
        labels: [],
        config: { model: 'm' },
      },
      {
        name: 'chat',
        type: 'chat',
        version: 1,
        prompt: [
          { role: 'system', content: 'Be kind.' },
          { type: 'placeholder', name: 'history' },
          { role: 'user', content: '{{ TASK }}' },
        ],
      },
    ];
    for (const whole of [prompts, { data: prompts, meta: { page: 1 } }]) {
      const text = JSON.stringify(whole);
      const { bundles, format } = imported('export.json', text);
      assert.equal(format, 'langfuse');
      const [critic, chat] = bundles as [ImportedBundle, ImportedBundle];
      assert.deepEqual(
        bundles.map(({ bundle }) => `${bundle.bundle_id}@${bundle.semver} ${bundle.tags.join()}`),
        ['critic@3.0.0 m', 'chat@1.0.0 '],
      );
      assert.deepEqual(partsOf(critic), { system: '-: Do you like {{movie}}?' });
      assert.deepEqual(partsOf(chat), { system: 'system: Be kind.', task: 'user: {{task}}' });
      assert.match(
        told(text, chat).join('\n'),
        /"name":"history"\} \| `history` stands for messages that are added later/,
      );
    }
  });

  it('of Langfuse: what is no prompt in a list is passed over', () => {
    assert.equal(only('l.json', '[{"name": "a"}, {"name": "b", "prompt": "x"}]').bundle.bundle_id, 'b');
  });

  it('of PromptLayer: with fields of f-strings or of Jinja, as it is published and as it is given back', () => {
    const message = (template_format: string, text: string): object => ({
      type: 'chat',
      messages: [
        { role: 'system', template_format, content: [{ type: 'text', text }, { type: 'image_url' }] },
      ],
    });
    const given = JSON.stringify({
      prompt_name: 'p',
      version: 2,
      prompt_template: message('f-string', '{{"a": 1}} for {who}, {task}'),
      metadata: { model: { name: 'gpt-x' } },
    });
    const one = only('p.json', given);
    assert.deepEqual(partsOf(one), { system: 'system: {"a": 1} for {who}, {{task}}' });
    assert.equal(`${one.bundle.bundle_id}@${one.bundle.semver}`, 'p@2.0.0');
    assert.match(told(given, one).join('\n'), /\{who\} \| Nothing fills in `\{who\}`/);
    assert.match(told(given, one).join('\n'), /This block is no text\. It is left out\./);
    const published = JSON.stringify({
      prompt_template: { prompt_name: 'q' },
      prompt_version: { prompt_template: message('jinja2', '{{ "{" }}x} {{task}}') },
    });
    const other = only('q.json', published);
    assert.deepEqual([other.bundle.bundle_id, partsOf(other).system], ['q', 'system: {x} {{task}}']);
    const completion = JSON.stringify({
      prompt_template: { type: 'completion', content: [{ type: 'text', text: '{task}' }] },
    });
    assert.deepEqual(partsOf(only('c.json', completion)), { system: '-: {{task}}' });
  });

  it('of POML: the text of plain elements; what computes or fetches something is told', () => {
    const text =
      '<poml>\n  <role>A guide &amp; cook.</role>\n  <document src="a.json" />\n  <output-format>In <b>three</b> lines.\n    <list><item>one</item><item>two</item></list>\n  </output-format>\n  <task if="x">\n    Plan {{ city }}.\n      Be short.\n  </task>\n</poml>\n';
    const one = only('t.poml', text);
    assert.deepEqual(partsOf(one), {
      system: 'system: A guide & cook.',
      personality: 'developer: In three lines.\n\n- one\n- two',
      task: 'user: Plan {{ city }}.\nBe short.',
    });
    assert.deepEqual(
      told(text, one).map((line) => line.replace(/^[^]*?(?= \| )/, (at) => at.slice(0, 12))),
      [
        '<document sr | The attribute `src` of `<document>` does nothing here.',
        '<document sr | `<document>` is no plain text. It is left out.',
        '<task if="x" | The attribute `if` of `<task>` does nothing here.',
        '{{ city }} | Nothing fills in `{{ city }}`. It stays as it is written. If it stands for a placeholder, map it, such as `city=task`.',
      ],
    );
    assert.deepEqual(partsOf(only('r.poml', '<system-msg>Hi</system-msg>\n<user-msg>{{task}}</user-msg>')), {
      system: 'system: Hi',
      task: 'user: {{task}}',
    });
    assert.deepEqual(partsOf(only('b.poml', '<task>One.<br/>Two.</task>')), { task: 'user: One.\nTwo.' });
    assert.deepEqual(partsOf(only('n.poml', '<task> A &nbsp; <i>B</i></task>')), {
      task: 'user: A &nbsp; B',
    });
    assert.deepEqual(partsOf(only('n.poml', '\n  Hello <b>you</b>.\n')), { system: '-: Hello you.' });
    const blocks = '<task>One:<list>All:<item>a</item>then<item>b</item></list><p>Two</p>and three.</task>';
    assert.deepEqual(partsOf(only('b.poml', blocks)), {
      task: 'user: One:\n\nAll:\n- a\nthen\n- b\n\nTwo\n\nand three.',
    });
  });

  it('of POML is refused where it is no XML, at the place of the mistake', () => {
    const mistakesOf = (text: string) => imported('bad.poml', text).mistakes;
    assert.deepEqual(mistakesOf('<'), [
      { message: 'This is not XML: Missing end tag for element poml', range: { start: 0, end: 1 } },
    ]);
    assert.deepEqual(mistakesOf('<poml><role>a</rol></poml>'), [
      { message: 'This is not XML: Missing end tag for element role', range: { start: 13, end: 14 } },
    ]);
  });

  it('of Langfuse is told where there is none, and so is a message without a text', () => {
    const none = imported('export.json', '[{"name": "x"}]', { format: 'langfuse' });
    assert.deepEqual(
      none.mistakes.map(({ message }) => message),
      ['No prompt of Langfuse is in this file.'],
    );
    const text = '{"prompt": [{"role": "user", "content": "{{task}}"}, {"role": "user"}]}';
    assert.deepEqual(told(text, only('export.json', text)), [
      '{"role": "user"} | This message has no text. It is left out.',
    ]);
  });

  it('of Markdown or text: all of it, but for front matter that can be read', () => {
    assert.deepEqual(
      partsOf(only('pirate.md', '---\nname: p\nauthor: us\n---\n\n# Pirate\n\nYou are one. \n')),
      {
        system: '-: # Pirate\n\nYou are one.',
      },
    );
    const broken = '---\na: [\n---\nOf {{x}}.';
    assert.deepEqual(partsOf(only('p.txt', broken)), { system: `-: ${broken}` });
    assert.match(told(broken, only('p.txt', broken)).join(), /^\{\{x\}\} \| /);
    assert.equal(only('a/My Pirate.md', 'x').bundle.bundle_id, 'My Pirate');
  });

  it('keeps four messages as the four parts, and joins what is more, with a note', () => {
    const chat = (...roles: string[]): string =>
      JSON.stringify({ prompt: roles.map((role, i) => ({ role, content: `m${i}` })) });
    assert.deepEqual(partsOf(only('x.json', chat('user', 'system', 'user', 'developer'))), {
      system: 'user: m0',
      personality: 'system: m1',
      activity: 'user: m2',
      task: 'developer: m3',
    });
    const text = chat('system', 'user', 'developer', 'system', 'user');
    const one = only('x.json', text);
    assert.deepEqual(partsOf(one), {
      system: 'system: m0',
      personality: 'user: m1',
      activity: 'developer: m2\n\nm3',
      task: 'user: m4',
    });
    assert.deepEqual(told(text, one), [
      'm3 | This is joined to the message before it, in the activity part.',
    ]);
    assert.deepEqual(partsOf(only('x.json', chat('user', 'system'))), {
      personality: 'user: m0',
      activity: 'system: m1',
    });
    assert.deepEqual(partsOf(only('x.json', chat('user'))), { task: 'user: m0' });
  });

  it('is named as asked, else as the file says, else after it; a version that is none becomes one', () => {
    const version = (said: unknown): string =>
      only('n.json', JSON.stringify({ name: ' n\u0000 ', version: said, prompt: 'x' })).bundle.semver;
    assert.deepEqual(
      [version('1.2.3-rc.1'), version(7), version('v1.4'), version('latest'), version(undefined)],
      ['1.2.3-rc.1', '7.0.0', '1.4.0', '1.0.0', '1.0.0'],
    );
    const numbered = JSON.stringify({ version: 7, prompt: 'x' });
    assert.deepEqual(told('', only('n.json', numbered)), [' | The version `7` is 7.0.0 here.']);
    assert.deepEqual(told('', only('n.json', numbered, { as: { semver: '2.0.0' } })), []);
    const one = only('n.txt', 'x', { as: { id: 'other', semver: '2.0.0' } });
    assert.deepEqual([one.bundle.bundle_id, one.bundle.semver], ['other', '2.0.0']);
    assert.equal(
      only('n.json', JSON.stringify({ name: 'n'.repeat(300), prompt: 'x' })).bundle.bundle_id.length,
      255,
    );
  });

  it('is refused with a reason where nothing can be read', () => {
    const reasons = (file: string, text: string): string[] =>
      imported(file, text).mistakes.map(({ message }) => message);
    assert.deepEqual(imported('a.json', ' {"a": 1}').mistakes, [
      { message: 'This JSON is no prompt of Langfuse or PromptLayer.', range: { start: 1, end: 2 } },
    ]);
    for (const text of ['{"prompt": "x",}', '{"prompt": "x", "version": 1e999}'])
      assert.equal(reasons('a.json', text).length, 1, text);
    assert.match(reasons('a.json', '{').join(), /./);
    for (const name of ['a.prompty', 'a.prompt'])
      assert.deepEqual(reasons(name, '---\na: "b\n---\nx').length, 1, name);
    assert.deepEqual(imported('a.txt', ' \n').mistakes, [
      { message: 'There is no text for a prompt in this file.', range: { start: 0, end: 0 } },
    ]);
    assert.deepEqual(imported('a.prompt-bundle.yaml', 'x').mistakes, [
      {
        message: 'This is a prompt file already. Put it into the folder as it is.',
        range: { start: 0, end: 0 },
      },
    ]);
  });

  it('has its models as tags, of those that are short enough, and keeps what else it says, if anything', () => {
    const [longest, longer] = ['m'.repeat(64), 'm'.repeat(65)];
    const of = (model: string): ImportedBundle =>
      only('m.json', JSON.stringify({ name: 'm', prompt: 'x', config: { model } }));
    assert.deepEqual([of(longest).bundle.tags, of(longer).bundle.tags], [[longest], []]);
    const start = { start: 0, end: 0 };
    assert.deepEqual(
      of(longer).notes.filter(({ message }) => message.includes('tag') || message.includes('the task')),
      [
        { message: 'The file has nothing for the task part. It begins with `{{task}}`.', range: start },
        { message: `\`${longer}\` is too long for a tag. It is left out.`, range: start },
      ],
    );
    assert.equal(only('x.txt', 'x').extra.size, 0);
    assert.deepEqual(plainExtra(only('x.md', '---\nauthor: us\n---\nx').extra), {
      'x-text': { author: 'us' },
    });
  });
});

describe('a bundle that is exported and imported again', () => {
  const again = async (format: ExportFormat, file: string, parts: Partial<Record<Slot, string>>) => {
    const roles = ['system', 'developer', 'developer', 'user'];
    const render = await renderParts(
      Object.fromEntries(SLOTS.map((slot, i) => [slot, { content: parts[slot] ?? slot, role: roles[i] }])),
    );
    const { text } = exportBundle(format, { render });
    return partsOf(only(file, text));
  };
  const pieces = fc.constantFrom('{', '}', '\\', '%', '#', '"', ' ', '\n', 'a', '{{task}}', '{{stress}}');
  const content = fc.array(pieces, { minLength: 1, maxLength: 10 }).map((some) => `(${some.join('')})`);

  it('has the same parts, with their roles where the format has them', async () => {
    const files: readonly (readonly [ExportFormat, string, string])[] = [
      ['langfuse', 'b.json', 'developer'],
      ['github-models', 'b.prompt.yml', 'system'],
      ['prompty', 'b.prompty', 'system'],
    ];
    await fc.assert(
      fc.asyncProperty(content, content, async (system, personality) => {
        for (const [format, file, role] of files) {
          const parts = await again(format, file, { system, personality, task: '{{task}}' });
          assert.deepEqual(
            parts,
            {
              system: `system: ${system}`,
              personality: `${role}: ${personality}`,
              activity: `${role}: activity`,
              task: 'user: {{task}}',
            },
            format,
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  it('has them by way of Dotprompt too, where Handlebars can write them', async () => {
    assert.deepEqual(
      await again('dotprompt', 'b.prompt', { system: '{{x}} {{task}}} \\{{stress}} {{{y}}}' }),
      {
        system: 'system: {{x}} {{task}}} \\{{stress}} {{{y}}}',
        personality: 'system: personality',
        activity: 'system: activity',
        task: 'user: task',
      },
    );
  });
});

describe('any text as a prompt of another tool', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          '{{',
          '}}',
          '{%',
          '{',
          '}',
          '---\n',
          'system:\n',
          'name: a\n',
          '<p>',
          '</p>',
          '"prompt":',
          '[',
          ']',
          '\\',
          '\n',
          ' ',
          'x',
          '{{role "user"}}',
        ),
        { maxLength: 20 },
      )
      .map((some) => some.join('')),
  );
  const names = ['a.prompty', 'a.prompt', 'a.prompt.yml', 'a.json', 'a.poml', 'a.md'];

  it('never throws, has its places in the text, and gives bundles that a file can hold', () => {
    let held = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.option(fc.constantFrom(...IMPORT_FORMATS)),
        text,
        (file, format, given) => {
          const { bundles, mistakes, source } = imported(file, given, { format: format ?? undefined });
          assert.ok(bundles.length > 0 || mistakes.length > 0);
          for (const { range } of [...mistakes, ...bundles.flatMap(({ notes }) => notes)])
            assert.ok(range.start >= 0 && range.end >= range.start && range.end <= source.text.length);
          for (const { bundle, extra } of bundles) {
            const written = bundleFile(
              { scope: new ScopeIndex(), parse: parsePromptFile },
              bundle,
              'exact',
              extra,
            );
            assert.ok(written, JSON.stringify(bundle.templates));
            held++;
          }
        },
      ),
      { numRuns: 3000 },
    );
    assert.ok(held > 500);
  });
});
