import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FINDING_CODES } from '../../../../src/core/model/findings.js';
import { NO_CONFIGURATION } from '../../../../src/language/configuration/configuration.js';
import { readConfiguration } from '../../../../src/language/configuration/readConfiguration.js';
import {
  configureRule,
  writeConfiguration,
} from '../../../../src/language/configuration/writeConfiguration.js';
import { applyEdits } from '../../../../src/language/edits/textEdit.js';

const severity = fc.constantFrom('error', 'warning', 'information', 'off');
const rules = fc.dictionary(fc.constantFrom(...FINDING_CODES), severity, { noNullPrototype: true });
const globs = fc.array(fc.constantFrom('**/drafts', 'a b/"c"', 'ä/*.x'), { maxLength: 3 });
const optional = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(values, { nil: undefined });

const limit = fc.integer({ min: 1, max: 1_000_000 });

describe('writing the configuration of a folder', () => {
  it('says what is read from it again', () => {
    const configuration = fc.record(
      {
        rules,
        overrides: fc.array(fc.record({ files: globs, rules }, { noNullPrototype: true }), { maxLength: 2 }),
        exclude: optional(globs),
        useGitignore: optional(fc.boolean()),
        maxFileBytes: optional(fc.integer({ min: 1, max: 20_000_000 })),
        audit: fc.record(
          {
            mode: optional(fc.constantFrom('full', 'hashes', 'off')),
            folder: optional(fc.constantFrom(['logs'], ['a b', 'c'])),
          },
          { noNullPrototype: true },
        ),
        encodings: fc.constantFrom(['o200k_base'] as const, ['cl100k_base', 'o200k_base'] as const),
        budgets: fc.array(
          fc.record(
            {
              bundles: fc.array(fc.constantFrom('support-*', 'x'), { maxLength: 2 }),
              maxCharacters: optional(limit),
              maxTokens: fc.record({ o200k_base: limit }, { requiredKeys: [], noNullPrototype: true }),
            },
            { noNullPrototype: true },
          ),
          { maxLength: 2 },
        ),
        registry: fc.record(
          { fallback: optional(fc.constantFrom('', 'live')), audit: optional(fc.constant('live')) },
          { noNullPrototype: true },
        ),
      },
      {
        noNullPrototype: true,
        requiredKeys: ['rules', 'overrides', 'exclude', 'useGitignore', 'maxFileBytes'],
      },
    );
    fc.assert(
      fc.property(configuration, (given) => {
        const read = readConfiguration(writeConfiguration(given));
        assert.deepEqual(read.findings, []);
        assert.deepEqual(read.configuration, given);
      }),
    );
  });

  it('says nothing of what it leaves to others', () => {
    assert.equal(
      writeConfiguration({ ...NO_CONFIGURATION, exclude: ['a'] }),
      '{\n  "rules": {},\n  "exclude": [\n    "a"\n  ]\n}\n',
    );
  });

  it('changes the severity of a code, and nothing else', () => {
    const set = (text: string): string => applyEdits(text, configureRule(text, 'emoji', 'off'));
    assert.equal(set('{}'), '{\n  "rules": {\n    "emoji": "off"\n  }\n}');
    assert.equal(
      set('{ "rules": { "emoji": "error" },\n"x-owner":   "us" }\n'),
      '{ "rules": { "emoji": "off" },\n"x-owner":   "us" }\n',
    );
    assert.equal(
      set('{\n  "rules": {\n    "syntax": "error"\n  },\n  "exclude": [ "a"]\n}\n'),
      '{\n  "rules": {\n    "syntax": "error",\n    "emoji": "off"\n  },\n  "exclude": [ "a"]\n}\n',
    );
  });
});
