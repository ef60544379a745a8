import assert from 'node:assert/strict';
import { CompiledCache } from '../../../../src/core/constraints/index.js';
import type { Finding, FindingCode } from '../../../../src/core/model/findings.js';
import type { JsonMap, JsonValue } from '../../../../src/core/model/jsonValue.js';
import { fixesFor, FixSubject } from '../../../../src/language/index.js';
import { rereadAs } from '../../../../src/language/edits/rereadFile.js';

const TEXT =
  '---\ntemplate_id: a\nsemver: 1.0.0\nrole: system\n---\n\nWe look at it, and we never guess 🙂.\n';
const TYPE = { kind: 'template', syntax: 'markdown' } as const;

/** How many fixes there are of a finding on some words, where other files' constraints are these. */
function count(code: FindingCode, words: string, constraints: Readonly<Record<string, JsonValue>>): number {
  const further: JsonMap = new Map(Object.entries(constraints));
  const read = rereadAs('a.prompt-template.md', TYPE, further, new CompiledCache());
  const start = TEXT.indexOf(words);
  const range = { start, end: start + words.length };
  const finding: Finding = { code, severity: 'warning', message: '', range, text: words };
  return fixesFor(new FixSubject(TYPE, read(TEXT).file, read), finding).length;
}

// A published version may hold the constraint, which is no file that constraints are read of.
describe('a fix that cannot be tried, since its constraint cannot be read', () => {
  for (const [code, words, constraints] of [
    ['forbidden-token', 'never', { FORBIDDEN_TOKENS: ['never'] }],
    ['emoji', '🙂', { NO_EMOJI: true }],
    ['sentence-too-long', 'We look at it, and we never guess 🙂.', { MAX_SENTENCE_LENGTH: 5n }],
  ] as const) {
    it(`is not offered: ${code}`, () => {
      assert.equal(count(code, words, constraints), 1);
      assert.equal(count(code, words, {}), 0);
      assert.equal(count(code, 'semver', constraints), 0);
    });
  }
});

describe('a fix of a finding', () => {
  const text = TEXT.replace('system', 'sytem');
  const read = rereadAs('a.prompt-template.md', TYPE, new Map(), new CompiledCache());
  const subject = new FixSubject(TYPE, read(text).file, read);
  const start = text.indexOf('sytem');
  const range = { start, end: start + 'sytem'.length };
  const finding: Finding = { code: 'schema', severity: 'error', message: '', range, replacement: 'system' };

  it('is offered while that is in the text, and not for one of a text that was another', () => {
    assert.equal(fixesFor(subject, finding).length, 1);
    for (const other of [
      { ...finding, code: 'unknown-key' as const },
      { ...finding, range: { start: start + 1, end: range.end } },
      { ...finding, range: { start, end: range.end - 1 } },
    ])
      assert.deepEqual(fixesFor(subject, other), []);
    const unused: Finding = { ...finding, code: 'unresolved-template' };
    assert.equal(fixesFor(subject, unused).length, 1);
    assert.deepEqual(fixesFor(subject, { ...unused, range: { start, end: text.length + 1 } }), []);
    const suppressing = text.replace('---\n\n', 'suppress: [{ code: emoji, reason: x }]\n---\n\n');
    const other = new FixSubject(TYPE, read(suppressing).file, read);
    assert.deepEqual(fixesFor(other, { ...finding, code: 'unused-suppression', replacement: '' }), []);
  });

  it('is written with the escapes of its file where that needs any', () => {
    const hidden: Finding = { ...finding, code: 'unresolved-template', replacement: 'a: \u{e0041}' };
    assert.deepEqual(
      fixesFor(subject, hidden).map(({ edits }) => edits),
      [[{ ...range, text: String.raw`"a: \U000e0041"` }]],
    );
  });
});
