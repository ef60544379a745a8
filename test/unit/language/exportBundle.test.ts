// Bundles in the formats of other tools, each checked by what reads it: its engine, or its own shape.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import Handlebars from 'handlebars';
import nunjucks from 'nunjucks';
import { parse } from 'yaml';
import { PLACEHOLDERS } from '../../../src/core/model/placeholders.js';
import type { Render } from '../../../src/core/render.js';
import { SEPARATOR } from '../../../src/core/renderer.js';
import {
  EXPORT_FORMATS,
  exportBundle,
  type Exported,
  type ExportFormat,
} from '../../../src/language/exportBundle.js';
import { handlebarsSyntax, jinjaSyntax } from '../../../src/language/exchange/templateSyntax.js';
import { renderFiles } from '../rendering.js';
import { renderParts } from './exchange/bundleOfParts.js';

const INPUT = {
  semantic_traits: { tone: 'warm', n: [1, 1.5] },
  activity_level: 0.5,
  stress: 1,
  task: 'Say "hi",\nthen {{wait}}.',
};
const PARTS = {
  system: { content: 'Be calm.\nBe {brief}, {% or %} {{not}}.', role: 'system' },
  personality: { content: 'Traits: {{semantic_traits}}', role: 'developer' },
  activity: { content: '{{activity_level}} of {{stress}}', role: 'developer' },
  task: { content: '{{task}}', role: 'user' },
};
const jsonOf = (exported: Exported): Record<string, unknown> =>
  JSON.parse(exported.text) as Record<string, unknown>;
/** Front matter and body. */
function cut({ text }: Exported): { front: Record<string, unknown>; body: string } {
  const [, front = '', body = ''] = /^---\n([^]*?)^---\n([^]*)$/m.exec(text) ?? [];
  return { front: parse(front) as Record<string, unknown>, body };
}
interface ChatMessage {
  readonly role: string;
  readonly content: string;
}
const joined = (messages: readonly ChatMessage[]): string =>
  messages.map(({ content }) => content).join(SEPARATOR);
const withJinja = (text: string, values: object): string =>
  new nunjucks.Environment(null, { autoescape: false }).renderString(text, values);
const withHandlebars = (text: string, values: object): string =>
  Handlebars.compile(text, { noEscape: true })(values);

describe('a bundle version in another format', () => {
  let render: Render;
  before(async () => {
    render = await renderParts(PARTS, { input: INPUT, tags: ['gpt-x'], description: 'Of hosts.' });
  });
  const exported = (format: ExportFormat): Exported => exportBundle(format, { render });

  it('is, as the body of a request, the prompt that is rendered, a message for each part', () => {
    const { model, messages } = jsonOf(exported('openai')) as { model: string; messages: ChatMessage[] };
    assert.equal(model, 'gpt-x');
    assert.deepEqual(
      messages.map(({ role }) => role),
      ['system', 'developer', 'developer', 'user'],
    );
    assert.equal(joined(messages), render.rendered_prompt);
    assert.deepEqual(exported('openai').notes, []);
  });

  it('is, for Anthropic, its instructions as the system prompt and what the user says as a message', () => {
    const body = jsonOf(exported('anthropic')) as {
      system: { text: string }[];
      messages: { role: string; content: { text: string }[] }[];
    };
    assert.deepEqual(
      body.messages.map(({ role }) => role),
      ['user'],
    );
    const texts = [...body.system, ...(body.messages[0]?.content ?? [])].map(({ text }) => text);
    assert.equal(texts.join(SEPARATOR), render.rendered_prompt);
    assert.deepEqual(exported('anthropic').notes, [
      'The API asks for `max_tokens`, which no bundle has: add it.',
    ]);
  });

  it('says where Anthropic would have parts in another order, or no message at all', async () => {
    const late = await renderParts({ ...PARTS, system: { content: 'Hi.', role: 'user' } });
    assert.deepEqual(exportBundle('anthropic', { render: late, model: 'm' }).notes.slice(1), [
      'There the personality part stands before what the user says.',
      'There the activity part stands before what the user says.',
    ]);
    const silent = await renderParts({ ...PARTS, task: { content: 'Go.', role: 'system' } });
    const { text, notes } = exportBundle('anthropic', { render: silent, model: 'm' });
    assert.deepEqual((JSON.parse(text) as { messages: unknown }).messages, []);
    assert.match(notes[1] ?? '', /^No part has the role `user`/);
    const says = (role: string): object =>
      Object.fromEntries(Object.entries(PARTS).map(([slot, part]) => [slot, { ...part, role }]));
    const systemOf = async (parts: object): Promise<unknown> =>
      jsonOf(exportBundle('anthropic', { render: await renderParts(parts) }))['system'];
    assert.equal(await systemOf(says('user')), undefined);
    assert.deepEqual(await systemOf({ ...says('user'), task: { content: 'Go.', role: 'system' } }), [
      { type: 'text', text: 'Go.' },
    ]);
  });

  it('is, for the service, each template once by name, then the bundle, then the render', async () => {
    const template = (id: string, more = ''): string =>
      `template_id: ${id}\nsemver: 1.0.0\nrole: user\ncontent: x\n${more}`;
    const shared = await renderFiles({
      'b.prompt-bundle.yaml':
        'bundle_id: b\nsemver: 1.0.0\ntags: [m]\ntemplates:\n  system: z@1.0.0\n  personality: { content: y }\n  activity: z@1.0.0\n  task: a@1.0.0\n',
      'z.prompt-template.yaml': template('z', 'adapter_version: "2"\nconstraints: { NO_EMOJI: true }\n'),
      'a.prompt-template.yaml': template('a'),
    });
    const { text, notes } = exportBundle('service', { render: shared, model: 'm' });
    const requests = JSON.parse(text) as { path: string; body: Record<string, unknown> }[];
    assert.deepEqual(
      requests.map(({ path, body }) => `${path} ${String(body['template_id'] ?? body['bundle_id'])}`),
      [
        '/api/v1/prompts/templates a',
        '/api/v1/prompts/templates b.personality',
        '/api/v1/prompts/templates z',
        '/api/v1/prompts/bundles b',
        '/api/v1/prompts/render b',
      ],
    );
    assert.deepEqual(requests[2]?.body, {
      template_id: 'z',
      semver: '1.0.0',
      role: 'user',
      content: 'x',
      constraints: { NO_EMOJI: true },
    });
    assert.deepEqual(requests[3]?.body, {
      bundle_id: 'b',
      semver: '1.0.0',
      tags: ['m'],
      system_template_id: '<id of z@1.0.0>',
      personality_template_id: '<id of b.personality@1.0.0>',
      activity_template_id: '<id of z@1.0.0>',
      task_template_id: '<id of a@1.0.0>',
    });
    assert.equal(requests[4]?.body['model_type'], 'm');
    assert.match(text, /"activity_level": 0\.0,/);
    assert.equal(
      notes.filter((note) => note === 'The adapter version of `z@1.0.0` is not stored.').length,
      2,
    );
  });

  it('gives, as Prompty, the same parts when Jinja fills in the sample', () => {
    const { front, body } = cut(exported('prompty'));
    assert.equal(front['name'], 'b');
    assert.equal(front['description'], 'Of hosts.');
    assert.deepEqual(front['model'], { api: 'chat', configuration: { name: 'gpt-x' } });
    const parts = body.split(/^(?:system|user):\n/m).slice(1);
    const filled = parts.map((part) => withJinja(part.trim(), front['sample'] as object));
    assert.equal(filled.join(SEPARATOR), render.rendered_prompt);
    assert.match(exported('prompty').notes.join('\n'), /no role `developer`: the personality part/);
  });

  it('gives, as Dotprompt, the same parts when Handlebars fills in the defaults', () => {
    const { front, body } = cut(exported('dotprompt'));
    const { default: values } = front['input'] as { default: object };
    Handlebars.registerHelper('role', (role: string) => `\0${role}\0`);
    const messages = withHandlebars(body.trimEnd(), values).split('\0').slice(1);
    assert.deepEqual(
      messages.filter((_, i) => i % 2 === 0),
      ['system', 'system', 'system', 'user'],
    );
    assert.equal(messages.filter((_, i) => i % 2 === 1).join(SEPARATOR), render.rendered_prompt);
  });

  it('is, for GitHub Models and Langfuse, its templates as they are, by role', () => {
    const github = parse(exported('github-models').text) as Record<string, unknown>;
    const langfuse = jsonOf(exported('langfuse'));
    const contents = Object.values(PARTS).map(({ content }) => content);
    for (const list of [github['messages'], langfuse['prompt']] as ChatMessage[][])
      assert.deepEqual(
        list.map(({ content }) => content),
        contents,
      );
    assert.deepEqual(
      [github['model'], langfuse['name'], langfuse['commitMessage']],
      ['gpt-x', 'b', 'b@1.0.0'],
    );
    assert.equal(exported('github-models').notes.join().includes('model'), false);
    const [values] = github['testData'] as Record<string, string>[];
    assert.deepEqual(Object.keys(values ?? {}), [...PLACEHOLDERS]);
    assert.equal(values?.['stress'], '1.0');
  });

  it('gives, as a test of promptfoo, the prompt that is rendered', () => {
    const configuration = parse(exported('promptfoo').text) as {
      prompts: { raw: string }[];
      tests: { vars: object }[];
    };
    const messages = JSON.parse(configuration.prompts[0]?.raw ?? '') as ChatMessage[];
    const filled = messages.map(({ role, content }) => ({
      role,
      content: withJinja(content, configuration.tests[0]?.vars ?? {}),
    }));
    assert.equal(joined(filled), render.rendered_prompt);
  });

  it('names the model that is asked for, else that of the input, else the only one it serves', async () => {
    const modelOf = (one: Render, model?: string): unknown =>
      (JSON.parse(exportBundle('openai', { render: one, model }).text) as { model?: string }).model;
    const several = await renderParts({}, { tags: ['a', 'c'] });
    const chosen = await renderParts({}, { tags: ['a', 'c'], input: { model_type: 'c' } });
    assert.deepEqual(
      [modelOf(several), modelOf(several, 'a'), modelOf(chosen), modelOf(chosen, 'a'), modelOf(render)],
      [undefined, 'a', 'c', 'a', 'gpt-x'],
    );
    for (const format of ['openai', 'github-models'] as const)
      assert.match(exportBundle(format, { render: several }).notes.join(), /add `model`/);
  });

  it('says that constraints are not carried, of every format but the service’s', async () => {
    const constrained = await renderParts({ system: { content: 'x', constraints: { NO_EMOJI: true } } });
    for (const format of EXPORT_FORMATS) {
      const { notes } = exportBundle(format, { render: constrained });
      assert.equal(
        notes.includes('The constraints of the system part are not carried.'),
        format !== 'service',
        format,
      );
    }
  });

  it('says which ends are trimmed, and which line would begin a message', async () => {
    const odd = await renderParts({ system: 'a\nuser:\nb', task: '{{task}} ' });
    assert.deepEqual(
      exportBundle('prompty', { render: odd }).notes.filter((note) => !note.includes('no role')),
      [
        'The white space at the ends of the task part is not carried.',
        'A line of the system part that names a role begins a message there.',
      ],
    );
    assert.deepEqual(
      exportBundle('dotprompt', { render: odd }).notes.filter((note) => !note.includes('no role')),
      ['The white space at the end of the task part is not carried.'],
    );
  });

  it('says what Handlebars would read in another way', async () => {
    const parts = { ...PARTS, system: { content: 'Write \\{{ for braces.', role: 'system' } };
    const { notes } = exportBundle('dotprompt', { render: await renderParts(parts, { input: INPUT }) });
    assert.ok(notes.includes('In the system part, `\\{{` would be read in another way there.'));
  });
});

describe('a text in the syntax of a template engine', () => {
  const pieces = fc.constantFrom(
    ...[
      '{',
      '}',
      '{{',
      '}}',
      '\\',
      '%',
      '#',
      '!',
      '"',
      "'",
      ' ',
      '\n',
      'a',
      '{{task}}',
      '{{stress}}',
      '{{tasks}}',
      '{{{task}}}',
    ],
  );
  const content = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));
  const values = { task: '<t&"', stress: '0.5', activity_level: '1.0', semantic_traits: '{"a":1}' };
  const plain = (text: string): string =>
    Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`{{${name}}}`, value), text);

  it('gives what plain replacement gives, in Jinja', () => {
    fc.assert(
      fc.property(content, (text) => {
        assert.equal(withJinja(jinjaSyntax(text).text, values), plain(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('gives what plain replacement gives, in Handlebars, or says what cannot be written', () => {
    let written = 0;
    fc.assert(
      fc.property(content, (text) => {
        const { text: template, unwritable } = handlebarsSyntax(text);
        if (unwritable.length > 0) return;
        written++;
        assert.equal(withHandlebars(template, values), plain(text));
      }),
      { numRuns: 1000 },
    );
    assert.ok(written > 500);
    assert.deepEqual(handlebarsSyntax('a {{{task}} b').unwritable, ['{{{task}}']);
    assert.deepEqual(handlebarsSyntax('\\{{x}}').unwritable, ['\\{{']);
    assert.deepEqual(
      ['}{{task}} b', '{{task}}} b'].map((one) => handlebarsSyntax(one).text),
      ['}{{task}} b', '{{task}}{{!}}} b'],
    );
  });
});
