// Files that are built to do harm come back with findings, and soon: no stack runs out, nothing is expanded without
// bound, and no work grows faster than the file.
import assert from 'node:assert/strict';
import { hostileTexts } from './hostileTexts.js';
import { parseInput, parseNamed, parseTemplate } from './parsing.js';

const NAMES = [
  'a.prompt-template.md',
  ...['template', 'bundle', 'input'].flatMap((kind) => [`a.prompt-${kind}.yaml`, `a.prompt-${kind}.json`]),
];

describe('hostile files', function () {
  this.timeout(20_000);

  for (const [what, text] of hostileTexts(250)) {
    it(what, () => {
      for (const name of NAMES) {
        const { model, findings } = parseNamed(name, text);
        const isRefused = findings.some(({ severity }) => severity === 'error');
        assert.equal(model === undefined, isRefused, name);
      }
    });
  }

  it('values may be nested 500 levels deep, in JSON and YAML, and no deeper', () => {
    const nested = (levels: number): string =>
      `{"semantic_traits": {"a": ${'['.repeat(levels)}${']'.repeat(levels)}}}`;
    for (const extension of ['json', 'yaml']) {
      assert.ok(parseInput(nested(499), extension).model, extension);
      const { model, findings } = parseInput(nested(500), extension);
      assert.equal(model, undefined, extension);
      assert.deepEqual(
        findings.map(({ message }) => message),
        ['Values can be nested at most 500 levels deep. Move some of them up.'],
      );
    }
  });

  it('an alias counts with all that is below its anchor', () => {
    const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    const text = `semantic_traits:\n  a: &a ${deep(400)}\n  b: ${'['.repeat(200)}*a${']'.repeat(200)}\n`;
    assert.match(parseInput(text).findings[0]?.message ?? '', /nested at most 500 levels/);
  });

  it('an anchor may be used 99 times', () => {
    const aliases = (count: number): string =>
      `semantic_traits:\n  a: &a 1\n  b: [${Array.from({ length: count }, () => '*a').join(', ')}]\n`;
    assert.ok(parseInput(aliases(99)).model);
    assert.equal(parseInput(aliases(100)).findings.length, 1);
  });

  it('what is too deep for the parser does not end the process', () => {
    for (const piece of ['[', '{', '- ', '{a: ', '? ']) {
      const { findings } = parseTemplate(piece.repeat(100_000 / piece.length));
      assert.equal(findings.length > 0, true, piece);
    }
    assert.equal(parseInput('['.repeat(100_000), 'json').findings.length, 1);
  });

  it('very many mistakes are no more trouble than one', () => {
    const many = Array.from({ length: 5_000 }, (_, i) => `"k${i}":1`).join(',');
    assert.equal(parseInput(`{${many}}`, 'json').findings.length, 5_000);
    const placeholders = parseTemplate(`{"content": "${'{{x}}'.repeat(20_000)}"}`, 'json');
    assert.equal(placeholders.findings.length, 20_003);
  });

  it('of a very long name, a message shows the beginning', () => {
    const [finding] = parseInput(`${'\u{1f600}'.repeat(500)}: 1`).findings;
    assert.equal(
      finding?.message,
      `Unknown key \`${'\u{1f600}'.repeat(80)}…\`. Remove it, or check its spelling.`,
    );
  });

  it('a control character in a message is an escape', () => {
    const [finding] = parseInput('"\\u001b[31m\\n\\u2028": 1').findings;
    assert.equal(
      finding?.message,
      'Unknown key `\\u001b[31m\\u000a\\u2028`. Remove it, or check its spelling.',
    );
  });
});
