// The same value says the same thing, in whatever syntax it is written.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { anyFloat, anyInteger, anyString, anyTraits, jsonText } from '../arbitraries.js';
import { parseBundle, parseInput, parseTemplate } from './parsing.js';

const level = fc.double({ min: 0, max: 1, noNaN: true });

describe('the same file in JSON and in YAML', function () {
  this.timeout(20_000);

  it('gives the same input', () => {
    fc.assert(
      fc.property(anyTraits, level, anyString(30), (traits, stress, task) => {
        const text = `{"semantic_traits": ${jsonText(traits)}, "stress": ${jsonText(stress)}, "task": ${JSON.stringify(task)}}`;
        const json = parseInput(text, 'json');
        const yaml = parseInput(text, 'yaml');
        assert.deepEqual(yaml.model, json.model);
        assert.deepEqual(json.model?.semantic_traits, traits);
        assert.equal(json.model.task, task);
        assert.ok(Object.is(json.model.stress, stress));
        assert.deepEqual(
          yaml.findings.map(({ code }) => code),
          json.findings.map(({ code }) => code),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same numbers, integers and floats apart', () => {
    fc.assert(
      fc.property(fc.oneof(anyInteger, anyFloat), (number) => {
        const text = `{"semantic_traits": {"n": ${jsonText(number)}}}`;
        for (const syntax of ['json', 'yaml']) {
          const read = parseInput(text, syntax).model?.semantic_traits.get('n');
          assert.ok(Object.is(read, number), `${syntax} ${String(number)}`);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same template, block style or flow style', () => {
    const words = fc
      .array(
        fc.constantFrom('word', '{{task}}', ' ', '\n', '"', "'", '\\', '#', ':', '- ', 'é', '\u{1f600}'),
        { minLength: 1, maxLength: 15 },
      )
      .map((pieces) => `x${pieces.join('')}x`);
    fc.assert(
      fc.property(
        words,
        fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL'),
        (content, defaultStringType) => {
          const value = { template_id: 'a', semver: '1.0.0', role: 'user', content };
          const json = parseTemplate(JSON.stringify(value), 'json');
          const yaml = parseTemplate(
            stringify(value, { defaultStringType, lineWidth: 0 } as Record<string, unknown>),
          );
          assert.deepEqual(yaml.model, json.model);
          assert.equal(json.model?.content, content);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives the same template as front matter and body', () => {
    fc.assert(
      fc.property(anyString(40), (text) => {
        const content = `x${text}x`.replaceAll('\r\n', '\n');
        const json = parseTemplate(
          JSON.stringify({ template_id: 'a', semver: '1.0.0', role: 'user', content }),
          'json',
        );
        const markdown = parseTemplate(
          `---\ntemplate_id: a\nsemver: 1.0.0\nrole: user\n---\n\n${content}\n\n`,
          'md',
        );
        assert.deepEqual(markdown.model, json.model);
      }),
    );
  });

  it('gives the same bundle', () => {
    const text =
      '{"bundle_id": "b", "semver": "1.0.0", "tags": ["x", " x ", "y"], "description": "d", "templates": {"task": "t@1.0.0", "system": {"content": "c", "role": "user", "constraints": {"MAX_PARAGRAPHS": 3}}, "personality": "p@q@1.0.0-a+b", "activity": "a@0.0.0"}}';
    const { model } = parseBundle(text, 'json');
    assert.deepEqual(parseBundle(text, 'yaml').model, model);
    assert.deepEqual(model, {
      bundle_id: 'b',
      semver: '1.0.0',
      tags: ['x', 'y'],
      description: 'd',
      templates: {
        system: {
          kind: 'inline',
          template: {
            content: 'c',
            role: 'user',
            constraints: new Map([['MAX_PARAGRAPHS', 3n]]),
            adapter_version: null,
          },
        },
        personality: { kind: 'reference', reference: { id: 'p@q', semver: '1.0.0-a+b' } },
        activity: { kind: 'reference', reference: { id: 'a', semver: '0.0.0' } },
        task: { kind: 'reference', reference: { id: 't', semver: '1.0.0' } },
      },
    });
  });
});
