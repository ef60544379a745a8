import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readBaseline } from '../../../../src/language/baseline/readBaseline.js';

const FILE = '.prompt-bundles/baseline.json';
const read = (text: string): string[] =>
  readBaseline(FILE, text).findings.map(
    ({ code, message, range: { start, end } }) => `${code} ${text.slice(start, end)}: ${message}`,
  );

describe('reading a baseline', () => {
  it('takes what is right in it, and tells at its place what is not', () => {
    const text =
      '{"version": 1, "findings": {"a": {"emoji": 2, "emojy": 1, "syntax": 0, "schema": "3"}, "b": 4}, "x": 1}';
    assert.deepEqual(read(text), [
      'unknown-key "emojy": There is no problem code `emojy`. Did you mean `emoji`?',
      'schema 0: `syntax` needs a count, a whole number from 1 to 1000000.',
      'schema "3": `schema` needs a count, a whole number from 1 to 1000000.',
      'schema 4: `b` needs a mapping of problem codes and their counts.',
      'unknown-key "x": A baseline has no key `x`. Remove it, or check its spelling.',
    ]);
    const { files } = readBaseline(FILE, text);
    assert.deepEqual([...files.keys()], ['a']);
    assert.deepEqual(
      [...(files.get('a')?.entries ?? [])].map(([code, { count }]) => [code, count]),
      [['emoji', 2]],
    );
  });

  it('tells in one message what is missing, of another kind or out of bounds, and no more of what the syntax tells', () => {
    const counts = (given: string): string => `{"version": 1, "findings": {"a": {"emoji": ${given}}}}`;
    const bounds = '`emoji` needs a count, a whole number from 1 to 1000000.';
    for (const [text, ...told] of [
      ['{"findings": {}}', 'schema {: A baseline needs its version: add `"version": 1`.'],
      ['{"version": 0, "findings": {}}', 'schema 0: The version of a baseline is 1.'],
      ['{"version": 1}', 'schema {: A baseline needs its findings: add `"findings": {}`.'],
      ['[]', 'schema []: A baseline needs a mapping that begins with `{ "version": 1, "findings": {} }`.'],
      ['{"version": 1, "findings": 2}', 'schema 2: `findings` needs a mapping of files and their counts.'],
      [counts('1')],
      [counts('1000000')],
      [counts('1000001'), `schema 1000001: ${bounds}`],
      [counts('1.0'), `schema 1.0: ${bounds}`],
    ] as const)
      assert.deepEqual(read(text), told, text);
  });

  it('proposes the code that was meant, in quotes', () => {
    const { findings } = readBaseline(
      FILE,
      '{"version": 1, "findings": {"a": {"emojy": 1, "zzzzzzzz": 1}}, "x": 1}',
    );
    assert.deepEqual(
      findings.map((finding) => ('replacement' in finding ? finding.replacement : 'none')),
      ['"emoji"', 'none', 'none'],
    );
  });

  it('keeps what it said as long as it is no JSON, and takes nothing of a later version', () => {
    const before = readBaseline(FILE, '{"version": 1, "findings": {"a": {"emoji": 2}}}');
    for (const text of ['{"version": 1, "findings": {', '<<<<<<< a\n=======\n>>>>>>> b\n'])
      assert.deepEqual(readBaseline(FILE, text, before).files, before.files);
    assert.deepEqual(
      readBaseline(FILE, { kind: 'too-large', size: 9, limit: 3 }, before).files,
      before.files,
    );
    const later = readBaseline(FILE, '{"version": 2, "findings": {"a": {"emoji": 2}}}', before);
    assert.deepEqual([later.files.size, later.isReadable], [0, false]);
    assert.match(later.findings[0]?.message ?? '', /^This baseline was written by a newer Prompt Bundles\./);
  });

  it('takes any text', () => {
    const json = fc.json().map((value) => `{"version": 1, "findings": ${value}}`);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), json), (text) => {
        const { findings, source } = readBaseline(FILE, text);
        for (const { range } of findings)
          assert.ok(
            range.start >= 0 && range.start <= range.end && range.end <= Math.max(1, source.text.length),
          );
      }),
    );
  });

  it('takes names that mean something to JavaScript as names', () => {
    const { files, findings } = readBaseline(
      FILE,
      '{"version": 1, "findings": {"__proto__": {"emoji": 1, "__proto__": 2}, "constructor": {"toString": 1}}}',
    );
    assert.deepEqual([...files.keys()], ['__proto__', 'constructor']);
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['unknown-key', 'unknown-key'],
    );
  });
});
