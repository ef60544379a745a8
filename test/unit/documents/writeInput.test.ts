import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalJson } from '../../../src/core/canonicalJson.js';
import { parsePromptFile, type InputFile } from '../../../src/core/documents/promptFile.js';
import { inputValues, writeInput } from '../../../src/core/documents/writeInput.js';
import type { JsonMap, JsonValue } from '../../../src/core/model/jsonValue.js';
import type { RenderInput } from '../../../src/core/model/renderInput.js';

const text = fc.string({ unit: 'binary', maxLength: 40 }).filter((candidate) => candidate.isWellFormed());
const awkward = fc.constantFrom(
  'yes',
  'null',
  '~',
  '1',
  '1.0',
  '- a',
  'a: b',
  '# c',
  ' x',
  'x ',
  'a\nb',
  'a\n\n b\nc',
  'tab\there',
  '{{stress}}',
  "it's",
  '"',
  '\u2028',
  '\u0085',
  '\u200b',
  '---',
  '...',
  '\r\n',
  'été 你好',
);
const word = fc.oneof(text, awkward);
const scalar = fc.oneof(
  word,
  fc.boolean(),
  fc.constant(null),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const { value } = fc.letrec<{ value: JsonValue; map: JsonMap }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie('value'), { maxLength: 4 }), tie('map')),
  map: fc.array(fc.tuple(word, tie('value')), { maxLength: 4 }).map((entries) => new Map(entries)),
}));
const traits = fc
  .array(
    fc.tuple(
      word.filter((key) => key !== 'vector_32'),
      value,
    ),
    { maxLength: 5 },
  )
  .map((entries) => new Map(entries));
const level = fc.double({ min: 0, max: 1, noNaN: true });
const input: fc.Arbitrary<RenderInput> = fc
  .record({
    semantic_traits: traits,
    activity_level: level,
    stress: level,
    task: word,
    model_type: fc.option(fc.constantFrom('gpt-4o', 'x y', '1.0')),
  })
  .map(({ model_type, ...rest }) => ({ ...rest, ...(model_type !== null && { model_type }) }));

describe('writing an input as a file', () => {
  for (const syntax of ['yaml', 'json'] as const) {
    it(`gives ${syntax} from which the same input is read`, () => {
      fc.assert(
        fc.property(input, (given) => {
          const written = writeInput(given, syntax);
          const file = parsePromptFile({ kind: 'input', syntax }, { text: written }) as InputFile;
          assert.ok(file.model, `${written}\n${JSON.stringify(file.findings)}`);
          assert.equal(canonicalJson(inputValues(file.model)), canonicalJson(inputValues(given)));
        }),
        { numRuns: 100 },
      );
    });
  }

  for (const [what, key, isMarked] of [
    ['as long as a line may begin with', 'k'.repeat(1024), false],
    ['of a character more', 'k'.repeat(1025), true],
    ['that its quotes make too long', `${'k'.repeat(1022)}:`, true],
    ['of many kilobytes', 'ab "'.repeat(5000), true],
  ] as const) {
    it(`writes a key ${what}, with any value`, () => {
      const values = new Map<string, JsonValue>([['a', 1n]]);
      for (const value of ['text', 'two\nlines', values, [values, 'x'], [], new Map(), null]) {
        const semantic_traits = new Map<string, JsonValue>([
          [key, value],
          ['in', new Map([[key, value]])],
        ]);
        const given = { semantic_traits, activity_level: 0, stress: 0, task: '' };
        const text = writeInput(given, 'yaml');
        const { model, findings } = parsePromptFile({ kind: 'input', syntax: 'yaml' }, { text });
        assert.deepEqual(model, given, findings[0]?.message);
        assert.equal(text.includes('\n  ? '), isMarked);
      }
    });
  }

  it('writes YAML as a person would', () => {
    const traitsMap: JsonMap = new Map<string, JsonValue>([
      ['tone', 'calm'],
      ['since', 2019n],
      ['warmth', 1],
      ['likes', ['tea']],
      ['at', new Map([['home', true]])],
    ]);
    const written = writeInput(
      { semantic_traits: traitsMap, activity_level: 0.35, stress: 0, task: 'First line.\n\nSecond: line.' },
      'yaml',
    );
    assert.equal(
      written,
      'semantic_traits:\n  tone: calm\n  since: 2019\n  warmth: 1.0\n  likes:\n    - "tea"\n  at:\n    home: true\nactivity_level: 0.35\nstress: 0.0\ntask: |-\n  First line.\n\n  Second: line.\n',
    );
  });
});
