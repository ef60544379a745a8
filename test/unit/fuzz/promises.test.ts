import assert from 'node:assert/strict';
import type { Finding } from '../../../src/core/model/findings.js';
import type { Render } from '../../../src/core/promptGenerator.js';
import { check } from '../../fuzz/check.js';
import { Folder } from '../../fuzz/folder.js';
import { checkFindings, checkRepeats } from '../../fuzz/invariants/places.js';
import { checkRenders } from '../../fuzz/invariants/renders.js';
import { naiveJson, naivePart } from '../../fuzz/naiveRender.js';

// A fuzzer that sees nothing finds nothing: each promise is broken here on purpose.

const TEXT = 'a \ud83d\ude42 b';
const finding = (more: Partial<Finding>): Finding => ({
  code: 'emoji',
  severity: 'warning',
  message: 'Take it out.',
  range: { start: 0, end: 1 },
  ...more,
});

function told(...findings: readonly Finding[]): string[] {
  const kinds: string[] = [];
  checkFindings(
    findings,
    TEXT,
    (file) => (file === 'other' ? 'xy' : undefined),
    (kind) => void kinds.push(kind),
  );
  checkRepeats(findings, (kind) => void kinds.push(kind));
  return kinds;
}

describe('the fuzzer, of findings', () => {
  const place = { message: 'The constraint.', file: 'other', range: { start: 0, end: 2 } };
  for (const [what, ...findings] of [
    ['', finding({}), finding({ range: { start: 2, end: 4 }, related: [place] })],
    ['finding emoji lies outside the text', finding({ range: { start: 5, end: 7 } })],
    ['finding emoji lies outside the text', finding({ range: { start: 3, end: 2 } })],
    ['finding emoji splits a surrogate pair', finding({ range: { start: 2, end: 3 } })],
    ['finding emoji has no place', finding({ range: { start: NaN, end: 1 } })],
    ['finding emoji has an empty range', finding({ range: { start: 1, end: 1 } })],
    ['findings out of order: emoji, emoji', finding({ range: { start: 5, end: 6 } }), finding({})],
    ['finding emoji is told twice', finding({}), finding({})],
    ['findings out of order: syntax, emoji', finding({ code: 'syntax' }), finding({})],
    [
      'related place of emoji lies outside the text',
      finding({ related: [{ ...place, range: { start: 1, end: 3 } }] }),
    ],
    ['related place of emoji leads to no file', finding({ related: [{ ...place, file: 'none' }] })],
    ['message of emoji is too long', finding({ message: 'x'.repeat(1025) })],
    ['message of emoji has control characters', finding({ message: 'a\nb' })],
    ['message of emoji has control characters', finding({ message: 'a\u001b[31mb' })],
    ['message of emoji has control characters', finding({ message: 'a\u202eb' })],
    ['message of emoji has half a character', finding({ message: 'a\ud83d' })],
  ] as const) {
    it(what === '' ? 'that are right, says nothing' : `says: ${what}`, () => {
      assert.deepEqual(told(...findings), what === '' ? [] : [what]);
    });
  }
});

describe('the fuzzer, of renders', () => {
  const FILES = {
    'b.prompt-bundle.yaml':
      "bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: { content: 'S {{task}}' }\n  personality: { content: '{{semantic_traits}}' }\n  activity: { content: A }\n  task: { content: '{{stress}}' }\n",
    'i.prompt-input.yaml': 'task: "{{stress}}"\nsemantic_traits: {b: 1.0, a: [1, "\\u0001"]}\nstress: 0.25\n',
  };

  /** What is told of the folder's renders when something in them is another. */
  async function toldOf(change: (render: Render) => Partial<Render>): Promise<string[]> {
    class Tampered extends Folder {
      override async render(...given: Parameters<Folder['render']>): Promise<Render | undefined> {
        const render = await super.render(...given);
        const changed =
          render && Object.entries(change(render)).map(([key, value]) => [key, { value: value }] as const);
        // What is not changed is asked of the render itself, which has private fields.
        return (
          render &&
          new Proxy(render, {
            get: (target, key) => {
              const own = changed?.find(([name]) => name === key);
              if (own) return own[1].value;
              const value: unknown = Reflect.get(target, key, target);
              return typeof value === 'function' ? (value.bind(target) as unknown) : value;
            },
          })
        );
      }
    }
    const folder = new Tampered();
    await folder.write(FILES);
    const kinds = new Set<string>();
    assert.equal((await checkRenders(folder, (kind) => kinds.add(kind))).length, 2);
    return [...kinds];
  }

  it('says nothing of those that are right', async () => {
    assert.deepEqual(await toldOf(() => ({})), []);
  });

  it('says when a prompt, a hash or a record is another', async () => {
    const { includes } = Array.prototype;
    for (const [kind, change] of [
      ['render is not the naive one', ({ rendered_prompt }) => ({ rendered_prompt: `${rendered_prompt} ` })],
      ['prompt_hash is not that of the prompt', () => ({ prompt_hash: 'a'.repeat(64) })],
      [
        'canonical JSON is not the naive one',
        ({ values }) => ({ values: { ...values, semantic_traits: '{ }' } }),
      ],
      [
        'provenance has a gap',
        (render) => ({ provenance: () => ({ spans: render.provenance().spans.slice(1), formed: [] }) }),
      ],
      [
        'provenance shows other text',
        (render) => ({
          provenance: () => ({
            ...render.provenance(),
            spans: render
              .provenance()
              .spans.map((span) => ({ ...span, origin: { kind: 'separator' } as const })),
          }),
        }),
      ],
      ['snapshot has another content_hash', () => ({ content_hash: 'b'.repeat(64) })],
      ['recorded input is not read back equal', () => ({ canonical_input: '{"stress":0.0}' })],
    ] as readonly (readonly [string, (render: Render) => Partial<Render>])[])
      assert.ok(includes.call(await toldOf(change), kind), kind);
  });
});

describe('the naive render', () => {
  it('takes the steps of section 2 in their order', () => {
    const input = {
      task: '{{stress}}{{task}}',
      activity_level: 1,
      stress: 1e-5,
      semantic_traits: new Map([['a', 1n]]),
    };
    assert.equal(
      naivePart('{{semantic_traits}} {{task}} {{activity_level}}', input),
      '{"a":1} 1e-05{{task}} 1.0',
    );
  });

  it('writes JSON in one way', () => {
    const value = new Map<string, null | number | bigint | string>([
      ['\uffff', null],
      ['\u{10000}', 1e-6],
      ['b', -0],
      ['a', '\u0001"/\n\u007f'],
      ['c', NaN],
    ]);
    assert.equal(
      naiveJson(value),
      '{"a":"\\u0001\\"/\\n\u007f","b":-0.0,"c":null,"\uffff":null,"\u{10000}":1e-6}',
    );
  });
});

describe('a case', () => {
  it('that keeps every promise has nothing to tell, whatever its syntax', async () => {
    const files = {
      'a.prompt-template.md':
        '---\ntemplate_id: a\nsemver: 1.0.0\nrole: user\nconstraints: { FORBIDDEN_TOKENS: [never] }\n---\n\nNever {{task}} 🙂.\n',
      'b.prompt-bundle.json': JSON.stringify({
        bundle_id: 'b',
        semver: '1.0.0',
        templates: Object.fromEntries(
          ['system', 'personality', 'activity', 'task'].map((slot) => [slot, 'a@1.0.0']),
        ),
      }),
    };
    const edits = [
      { file: 'a.prompt-template.md', text: files['a.prompt-template.md'].replace('🙂', 'never') },
      { file: 'i.prompt-input.yaml', text: 'task: \u00ff', bytes: true },
      { file: 'b.prompt-bundle.json', text: null },
    ];
    assert.deepEqual(await check({ files, edits }), []);
  });
});
