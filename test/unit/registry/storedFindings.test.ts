// What is odd about a row is told, and the row is read all the same.
import assert from 'node:assert/strict';
import { canonicalJson } from '../../../src/core/canonicalJson.js';
import { bundleFindings, templateFindings } from '../../../src/registry/stored/storedFindings.js';
import { isStorable } from '../../../src/registry/stored/storable.js';
import { readStoredJson } from '../../../src/registry/stored/storedJson.js';
import { storedBundleRow, storedRow } from './storedRows.js';

const told = (values: Parameters<typeof storedRow>[0]): readonly string[] =>
  templateFindings(storedRow(values)).map(({ message }) => message);

describe('a stored template', () => {
  it('of the kind that files hold is told nothing of', () => {
    for (const constraints of [null, 'null', '{}', '{"NO_EMOJI": true, "MAX_SENTENCE_LENGTH": 25}'])
      assert.deepEqual(told({ constraints }), []);
    assert.deepEqual(told({ content: 'a\u2028b "c" \\ \u{1f600}', role: 'developer' }), []);
  });

  it('that no file could hold is told of, each time in one sentence at least', () => {
    const odd: readonly (readonly [Parameters<typeof storedRow>[0], RegExp])[] = [
      [{ role: 'assistant' }, /role/],
      [{ role: '' }, /role/],
      [{ semver: '1.0.0\n' }, /version/],
      [{ template_id: '' }, /template_id/],
      [{ content: '' }, /content/],
      [{ constraints: '[]' }, /constraints/],
      [{ constraints: '"x"' }, /constraints/],
      [{ constraints: '{"MAX_SENTENCE_LENGTH": 20.0}' }, /whole number/],
      [{ constraints: '{"MAX_SENTENCE_LENGTH": "20"}' }, /MAX_SENTENCE_LENGTH/],
      [{ constraints: '{"NO_EMOJI": 1}' }, /NO_EMOJI/],
      [{ constraints: '{"NO_EMOJI": null}' }, /NO_EMOJI/],
      [{ constraints: '{"FORBIDDEN_TOKENS": [" "]}' }, /token/],
      [{ constraints: '{"NO_EMOJIS": true}' }, /Did you mean `NO_EMOJI`/],
      [{ constraints: `{"K": 1${'0'.repeat(300)}}` }, /out of range/],
      [{ constraints: `{"K": ${'['.repeat(600)}${']'.repeat(600)}}` }, /nested more than 500/],
    ];
    for (const [values, expected] of odd) {
      const messages = told(values);
      assert.match(messages.join(' '), expected);
      assert.ok(
        messages.every((message) => /^[A-Z`].*[.?]$/.test(message)),
        messages.join(' '),
      );
    }
  });
});

describe('a stored bundle', () => {
  it('has the tags that are texts, and what else stands there is told', () => {
    assert.deepEqual(bundleFindings(storedBundleRow({}, '["a", "b"]')), []);
    for (const [text, tags] of [
      ['["a", 1, null]', ['a']],
      ['{"a": 1}', []],
      ['"a"', []],
      ['null', []],
    ] as const) {
      const stored = storedBundleRow({}, text);
      assert.deepEqual(stored.bundle.tags, tags);
      assert.match(
        bundleFindings(stored)
          .map(({ message }) => message)
          .join(),
        /no list of texts/,
      );
    }
  });
});

describe('a value of jsonb', () => {
  it('keeps every number as it is written there, however large', () => {
    assert.equal(
      canonicalJson(readStoredJson('{"a": 1.0, "b": 1, "c": 18446744073709551615}') ?? null),
      '{"a":1.0,"b":1,"c":18446744073709551615}',
    );
    assert.equal(readStoredJson(`-1${'0'.repeat(300)}`), -(10n ** 300n));
    assert.equal(readStoredJson('1.50'), 1.5);
    assert.equal(readStoredJson(`0.${'0'.repeat(400)}5`), 0);
  });

  it('nested deeper than anything is read is none', () => {
    assert.equal(readStoredJson('['.repeat(502) + ']'.repeat(502)), undefined);
    assert.ok(readStoredJson('['.repeat(400) + ']'.repeat(400)));
  });
});

describe('a name', () => {
  it('that no row can have is not asked for', () => {
    assert.ok(isStorable({ id: 'é/ \n', semver: '1' }));
    for (const id of ['a\0', '\ud800']) assert.ok(!isStorable({ id, semver: '1.0.0' }));
    assert.ok(!isStorable({ id: 'a', semver: '\0' }));
  });
});
