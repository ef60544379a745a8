import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  parsePromptFile,
  type BundleFile,
  type InputFile,
} from '../../../../src/core/documents/promptFile.js';
import { nullAuditSink } from '../../../../src/core/audit/null.js';
import { loadHashing } from '../../../../src/core/hashing.js';
import { SLOTS } from '../../../../src/core/model/slots.js';
import { createPromptGenerator } from '../../../../src/core/promptGenerator.js';
import { inlineBundleSource, inlineTemplateSource } from '../../../../src/core/sources/inline.js';
import { PublishedIndex } from '../../../../src/core/published/publishedIndex.js';
import { readTemplates } from '../../../../src/language/prompts/assembly.js';
import { PromptMap } from '../../../../src/language/prompts/promptMap.js';

const BUNDLE = 'b.prompt-bundle.yaml';
const INPUT = 'i.prompt-input.yaml';

/** A bundle with inline templates and an input, rendered, with the map between them. */
async function rendered(
  bundleText: string,
  inputText: string,
): Promise<{ map: PromptMap; bundle: BundleFile; input: InputFile; parts: readonly string[] }> {
  const bundle = parsePromptFile({ kind: 'bundle', syntax: 'yaml' }, { text: bundleText }) as BundleFile;
  const input = parsePromptFile({ kind: 'input', syntax: 'yaml' }, { text: inputText }) as InputFile;
  assert.ok(bundle.model && input.model, JSON.stringify([bundle.findings, input.findings]));
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const generator = createPromptGenerator({
    bundles: inlineBundleSource([]),
    templates: inlineTemplateSource([]),
    audit: nullAuditSink,
    hashing: await loadHashing(sha256),
    now: () => new Date(0),
  });
  const render = await generator.renderInline({ bundle: bundle.model, origin: BUNDLE, input: input.model });
  const files = { read: (file: string) => Promise.resolve(file === BUNDLE ? bundle : undefined) };
  const templates = await readTemplates(render, files, new PublishedIndex());
  assert.ok(templates);
  const assembly = { render, templates, input: { file: INPUT, parsed: input } };
  return { map: new PromptMap(assembly), bundle, input, parts: SLOTS.map((slot) => render.parts[slot].text) };
}

const SAMPLE_BUNDLE = `bundle_id: b
semver: 1.0.0
templates:
  system:
    content: |-
      First line.
      Task {{task}} ends.
  personality: { content: "say \\"{{semantic_traits}}\\"" }
  activity: { content: 'a {{activity_level}}{{stress}}' }
  task: { content: '{{task}}' }
`;
const SAMPLE_INPUT = `semantic_traits:
  tone: calm
  list: [1, two]
stress: 0.5
task: >-
  Help
  me
`;

describe('the map between a prompt and its files', () => {
  it('finds the line of the template behind its text', async () => {
    const { map, bundle } = await rendered(SAMPLE_BUNDLE, SAMPLE_INPUT);
    const origin = map.originAt('system', 3);
    assert.deepEqual(origin?.range, { slot: 'system', start: 0, end: 11 });
    assert.equal(origin.place?.file, BUNDLE);
    assert.equal(bundle.source.text.slice(origin.place.range.start, origin.place.range.end), 'st line.');
  });

  it('finds an empty line that a template begins with, and no other with it', async () => {
    const text = SAMPLE_BUNDLE.replace("'a {{activity_level}}{{stress}}'", JSON.stringify('\nOne.\nTwo.'));
    const { map, bundle } = await rendered(text, SAMPLE_INPUT);
    const origin = map.originAt('activity', 0);
    assert.deepEqual(origin?.range, { slot: 'activity', start: 0, end: 1 });
    assert.equal(bundle.source.text.slice(origin.place?.range.start, origin.place?.range.end), '\\n');
  });

  for (const [content, offset, expected] of [
    ['ok 🙂', 5, '🙂'],
    ['ok 🙂', 4, '🙂'],
    ['a\uffff\nb', 2, String.raw`\n`],
    ['🙂', 2, '🙂'],
    ['a𝒳b', 2, '𝒳b'],
    ['a\n🙂', 4, '🙂'],
    ['🙂🙂', 4, '🙂'],
  ] as const) {
    it(`leads to whole characters from ${offset} of ${JSON.stringify(content)}`, async () => {
      const text = SAMPLE_BUNDLE.replace("'a {{activity_level}}{{stress}}'", JSON.stringify(content));
      const { map, bundle } = await rendered(text, SAMPLE_INPUT);
      const place = map.originAt('activity', offset)?.place?.range;
      assert.equal(bundle.source.text.slice(place?.start, place?.end), expected);
    });
  }

  it('finds the key of a trait behind its canonical JSON, and the task behind a folded value', async () => {
    const { map, input, parts } = await rendered(SAMPLE_BUNDLE, SAMPLE_INPUT);
    const tone = map.originAt('personality', parts[1]?.indexOf('"calm"') ?? 0);
    assert.deepEqual(tone?.from, { kind: 'input', path: ['semantic_traits', 'tone'] });
    assert.equal(input.source.text.slice(tone.place?.range.start, tone.place?.range.end), 'calm');
    const two = map.originAt('personality', parts[1]?.indexOf('two') ?? 0);
    assert.deepEqual(two?.from, { kind: 'input', path: ['semantic_traits', 'list', 1] });
    const me = map.originAt('system', parts[0]?.indexOf('me ends') ?? 0);
    assert.equal(input.source.text.slice(me?.place?.range.start, me?.place?.range.end), 'me');
  });

  it('leads to where the content of a part begins', async () => {
    const { map, bundle } = await rendered(SAMPLE_BUNDLE, SAMPLE_INPUT);
    const begins = SLOTS.map((slot) => {
      const { file, range } = map.beginningOf(slot);
      assert.deepEqual([file, range.end], [BUNDLE, range.start]);
      return bundle.source.text.slice(range.start, range.start + 5);
    });
    assert.deepEqual(begins, ['First', 'say \\', 'a {{a', '{{tas']);
  });

  it('shows of a task with a placeholder in it the piece that the cursor is in', async () => {
    const { map, input, parts } = await rendered(SAMPLE_BUNDLE, 'task: now {{stress}} later\n');
    const start = input.source.text.indexOf('later');
    const pieces = map.rangesOf(INPUT, { start, end: start + 2 });
    assert.deepEqual(
      pieces.map(({ slot, start: from, end }) => [slot, parts[SLOTS.indexOf(slot)]?.slice(from, end)]),
      [
        ['system', 'la'],
        ['task', 'la'],
      ],
    );
  });

  it('finds the last stretch from behind the last character', async () => {
    const { map, parts } = await rendered(SAMPLE_BUNDLE, SAMPLE_INPUT);
    const { length } = parts[1] ?? '';
    assert.deepEqual(map.originAt('personality', length)?.range, {
      slot: 'personality',
      start: length - 1,
      end: length,
    });
  });

  it('shows what a cursor is at, and nothing behind the end of a text or of an empty value', async () => {
    const bundleText = SAMPLE_BUNDLE.replace(
      "{ content: 'a {{activity_level}}{{stress}}' }",
      '\n    content: at {{stress}}',
    );
    const shownBy = async (inputText: string, file: string, marked: string): Promise<readonly string[]> => {
      const { map, bundle, input, parts } = await rendered(bundleText, inputText);
      const [before = '', within = '', behind] = marked.split('‸');
      const selected = behind === undefined ? '' : within;
      const all = behind === undefined ? before + within : before + within + behind;
      const at = (file === BUNDLE ? bundle : input).source.text.indexOf(all);
      assert.ok(at >= 0, all);
      const start = at + before.length;
      return map
        .rangesOf(file, { start, end: start + selected.length })
        .map(
          ({ slot, start: from, end }) => `${slot}: ${parts[SLOTS.indexOf(slot)]?.slice(from, end) ?? ''}`,
        );
    };
    for (const [file, marked, shown] of [
      [BUNDLE, 'content: ‸at', ['activity: a']],
      [BUNDLE, '‸ends‸', ['system: ends']],
      [BUNDLE, "'‸{‸{task}}'", ['task: Help me']],
      [INPUT, 'stress: ‸0.5', ['activity: 0.5']],
      [INPUT, 'stress: 0.5‸', ['activity: 0.5']],
      [INPUT, '‸Help', ['system: H', 'task: H']],
      [INPUT, 'tone: ‸calm', ['personality: "calm"']],
      [INPUT, 'tone: calm‸', ['personality: "calm"']],
      [INPUT, '‸semantic_traits:\n  tone: calm‸', ['personality: "tone"', 'personality: "calm"']],
    ] as const)
      assert.deepEqual(await shownBy(SAMPLE_INPUT, file, marked), shown, marked);
    assert.deepEqual(await shownBy('task: x\n', INPUT, 'x‸'), []);
    assert.deepEqual(await shownBy('task: ""\n', BUNDLE, '‸{{task}} ends‸'), ['system:  ends']);
  });

  it('says that a default stands in no file', async () => {
    const { map } = await rendered(SAMPLE_BUNDLE, SAMPLE_INPUT);
    const level = map.originAt('activity', 2);
    assert.deepEqual([level?.from, level?.place], [{ kind: 'input', path: ['activity_level'] }, undefined]);
  });

  it('shows what a cursor in a file became: template text, a placeholder as its value, an input wherever it is used', async () => {
    const { map, bundle, input, parts } = await rendered(SAMPLE_BUNDLE, SAMPLE_INPUT);
    const shown = (file: string, source: string, word: string): string[] => {
      const start = source.indexOf(word);
      return map
        .rangesOf(file, { start, end: start + word.length })
        .map(
          ({ slot, start: from, end }) => `${slot}: ${parts[SLOTS.indexOf(slot)]?.slice(from, end) ?? ''}`,
        );
    };
    assert.deepEqual(shown(BUNDLE, bundle.source.text, 'First'), ['system: First']);
    assert.deepEqual(shown(BUNDLE, bundle.source.text, '{{task}} ends'), [
      'system: Help me',
      'system:  ends',
    ]);
    const at = bundle.source.text.indexOf('First');
    assert.deepEqual(
      map.rangesOf(BUNDLE, { start: at, end: at }),
      [{ slot: 'system', start: 0, end: 1 }],
      'a cursor that selects nothing',
    );
    assert.deepEqual(shown(INPUT, input.source.text, 'calm'), ['personality: "calm"']);
    assert.deepEqual(shown(INPUT, input.source.text, 'Help'), ['system: Help', 'task: Help']);
    assert.deepEqual(shown(INPUT, input.source.text, '0.5'), ['activity: 0.5']);
    assert.deepEqual(map.rangesOf('other.yaml', { start: 0, end: 5 }), []);
  });

  it('finds for every character a stretch around it whose place lies in the file', async () => {
    const piece = fc.constantFrom(
      'a',
      ' b',
      '\\n',
      '{{task}}',
      '{{stress}}',
      '{{semantic_traits}}',
      '{{',
      '}}',
      'é',
      '🙂',
      '\\t',
    );
    const part = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(
        part,
        part,
        fc.constantFrom('x', '{{stress}}', 'a b', 'stress', ''),
        async (system, task, brought) => {
          const quoted = (content: string): string => `{ content: "${content}" }`;
          const text = `bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: ${quoted(system)}\n  personality: { content: p }\n  activity: { content: a }\n  task: ${quoted(task)}\n`;
          const { map, bundle, input, parts } = await rendered(
            text,
            `task: ${JSON.stringify(brought)}\nsemantic_traits: { k: [1, { z: true }] }\n`,
          );
          SLOTS.forEach((slot, index) => {
            for (let offset = 0; offset < (parts[index]?.length ?? 0); offset++) {
              const origin = map.originAt(slot, offset);
              assert.ok(origin && origin.range.start <= offset && offset < origin.range.end);
              if (!origin.place) continue;
              const { length } = (origin.place.file === BUNDLE ? bundle : input).source.text;
              assert.ok(
                origin.place.range.start >= 0 &&
                  origin.place.range.start <= origin.place.range.end &&
                  origin.place.range.end <= length,
              );
              assert.ok(
                map
                  .rangesOf(origin.place.file, origin.place.range)
                  .some((range) => range.slot === slot && range.start <= offset && offset < range.end),
              );
            }
          });
        },
      ),
      { numRuns: 40 },
    );
  });
});
