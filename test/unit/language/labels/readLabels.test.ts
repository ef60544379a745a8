import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareFindings } from '../../../../src/core/model/findings.js';
import { readLabels } from '../../../../src/language/labels/readLabels.js';
import type { LabelFile } from '../../../../src/language/labels/labels.js';

const FILE = '.prompt-bundles/labels.json';
const read = (text: string, before?: LabelFile): LabelFile => readLabels(FILE, text, before);

/** What is told of a text: the code, what stands in the place, the message, and what to write instead. */
function told(text: string): string[] {
  const { findings, source } = read(text);
  return findings.map(
    ({ code, message, range, replacement }) =>
      `${code} «${source.text.slice(range.start, range.end)}» ${message}${replacement === undefined ? '' : ` => ${replacement}`}`,
  );
}

const entries = (file: LabelFile): string[] =>
  file.entries.map(({ bundle, label, version }) => `${bundle} ${label} ${version}`);

describe('readLabels', () => {
  it('reads bundles, labels and versions with their places', () => {
    const text = '{\n  "support-agent": { "production": "1.3.0", "staging": "1.4.0" }, "b": {}\n}\n';
    const file = read(text);
    assert.deepEqual(entries(file), ['support-agent production 1.3.0', 'support-agent staging 1.4.0']);
    const [first] = file.entries;
    const at = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    assert.ok(first);
    assert.deepEqual(
      [at(first.bundleRange), at(first.labelRange), at(first.versionRange)],
      ['"support-agent"', '"production"', '"1.3.0"'],
    );
    assert.deepEqual(
      file.bundles.map(({ bundle }) => bundle),
      ['support-agent', 'b'],
    );
    assert.deepEqual(file.findings, []);
  });

  it('offers the bundle that is meant, where one is near', () => {
    const found = read('{"suport": {}, "nothing-like-it": {}}').check({
      isKnown: () => false,
      ids: () => ['support'],
      published: () => [],
      isDamaged: () => false,
      isInFiles: () => false,
    });
    assert.deepEqual(
      found.map(({ message }) => message),
      [
        'There is no bundle `suport`, in files or published. Did you mean `support`?',
        'There is no bundle `nothing-like-it`, in files or published. Remove its labels, or name another.',
      ],
    );
  });

  it('tells mistakes at their places, with what to do, and what is right beside them holds', () => {
    assert.deepEqual(told('[]'), [
      'schema «[]» The file of labels needs a mapping of bundles and their labels, such as `{ "my-bundle": { "production": "1.4.0" } }`.',
    ]);
    assert.deepEqual(told('{"a": "1.0.0"}'), [
      'schema «"1.0.0"» `a` needs a mapping of labels and their versions, such as `{ "production": "1.4.0" }`.',
    ]);
    const text = '{"a": {"live": 1, "Next": "1.0.0", "2": "1.0.0", "old": "^1.0", "ok": "1.0.0"}}';
    assert.deepEqual(told(text), [
      'schema «1» The label `live` needs a version in quotes, such as `"1.4.0"`.',
      'schema «"Next"» `Next` is no label. A label begins with a letter and has at most 64 characters: lower-case letters, digits, `-`, `_` and `.`. Did you mean `next`? => "next"',
      'schema «"2"» `2` is no label. A label begins with a letter and has at most 64 characters: lower-case letters, digits, `-`, `_` and `.`.',
      'invalid-semver «"^1.0"» `^1.0` is not an exact version. A label names one that is published, such as `1.4.0`.',
    ]);
    assert.deepEqual(entries(read(text)), ['a ok 1.0.0']);
    const names = ['production', 'eu-west.2', 'vip', 'v1', 'v1.0.0', '1.0.0', '', 'a b', 'é', 'x'.repeat(65)];
    const labels = Object.fromEntries(names.map((name) => [name, '1.0.0']));
    assert.deepEqual(
      read(JSON.stringify({ a: labels })).entries.map(({ label }) => label),
      ['production', 'eu-west.2', 'vip', 'v1', 'v1.0.0'],
    );
  });

  it('does not choose between two of one name, and keeps odd names apart from what objects have', () => {
    const twice = read('{"a": {"x": "1.0.0", "x": "2.0.0", "y": "1.0.0"}}');
    assert.deepEqual(entries(twice), ['a y 1.0.0']);
    assert.equal(twice.findings.length, 1);
    const odd = read('{"__proto__": {"constructor": "1.0.0"}, "$schema": "x"}');
    assert.deepEqual(entries(odd), ['__proto__ constructor 1.0.0']);
    assert.deepEqual(odd.findings, []);
  });

  it('keeps what it said as long as the text is no JSON, and tells of that alone', () => {
    const before = read('{"a": {"live": "1.0.0"}}');
    for (const text of ['', '{"a": {', '<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n']) {
      const broken = read(text, before);
      assert.deepEqual(entries(broken), ['a live 1.0.0'], text);
      assert.ok(broken.findings.length > 0, text);
    }
    assert.deepEqual(entries(read('{', undefined)), []);
    const unread = readLabels(FILE, { kind: 'not-permitted' }, before);
    assert.deepEqual(
      [entries(unread), unread.findings.map(({ code }) => code)],
      [['a live 1.0.0'], ['unreadable-file']],
    );
  });

  it('throws at no text, and its findings stand in order within it', () => {
    const json = fc.json();
    const torn = fc.tuple(json, fc.nat(), fc.string()).map(([text, at, more]) => {
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + more + text.slice(cut);
    });
    fc.assert(
      fc.property(fc.oneof(json, torn, fc.string()), (text) => {
        const { findings, source } = read(text);
        for (const { range } of findings)
          assert.ok(range.start >= 0 && range.end >= range.start && range.start <= source.text.length);
        assert.deepEqual(findings, [...findings].sort(compareFindings));
      }),
    );
  });
});
