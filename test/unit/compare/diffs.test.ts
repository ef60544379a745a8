import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countChange, describeSizeChange, sizeChange } from '../../../src/core/compare/sizeChange.js';
import { describeTokenChange } from '../../../src/core/compare/tokenChange.js';
import { unifiedDiff } from '../../../src/core/compare/unifiedDiff.js';
import { wordsOf } from '../../../src/core/text/words.js';

/** What `patch` makes of a text, strictly: every line that the diff names must be there. */
function patched(before: string, diff: readonly string[]): string {
  const lines = before.split('\n');
  const made: string[] = [];
  let at = 0;
  for (const line of diff) {
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@$/.exec(line);
    if (hunk) {
      const [start, count] = [Number(hunk[1]), Number(hunk[2] ?? 1)];
      made.push(...lines.slice(at, count === 0 ? start : start - 1));
      at = count === 0 ? start : start - 1;
      assert.equal(made.length, Number(hunk[3]) - (hunk[4] === '0' ? 0 : 1), line);
    } else if (line.startsWith('+')) made.push(line.slice(1));
    else {
      assert.equal(lines[at], line.slice(1));
      if (line.startsWith(' ')) made.push(line.slice(1));
      at++;
    }
  }
  return [...made, ...lines.slice(at)].join('\n');
}

const someLines = fc
  .array(fc.constantFrom('a', 'b', 'c', '', '@@', '+x', '-x'), { maxLength: 40 })
  .map((all) => all.join('\n'));

describe('a unified diff', () => {
  it('makes the one text of the other', () => {
    fc.assert(
      fc.property(someLines, someLines, (before, after) => {
        assert.equal(patched(before, unifiedDiff(before, after)), after);
      }),
      { numRuns: 1000 },
    );
  });

  it('has three equal lines around a change, and one hunk for changes that are near', () => {
    const lines = Array.from({ length: 34 }, (_, i) => String(i + 1));
    const after = lines.map((line) => (['2', '10', '17', '25', '33'].includes(line) ? `${line}!` : line));
    assert.deepEqual(
      unifiedDiff(lines.join('\n'), after.join('\n')).filter((line) => !line.startsWith(' ')),
      [
        ...['@@ -1,5 +1,5 @@', '-2', '+2!'],
        ...['@@ -7,14 +7,14 @@', '-10', '+10!', '-17', '+17!'],
        ...['@@ -22,7 +22,7 @@', '-25', '+25!'],
        ...['@@ -30,5 +30,5 @@', '-33', '+33!'],
      ],
    );
  });

  it('names the place of a single line without a count, as `diff -u` does', () => {
    assert.deepEqual(unifiedDiff('a', 'b'), ['@@ -1 +1 @@', '-a', '+b']);
    assert.deepEqual(unifiedDiff('c\na', 'd\nd\nc'), ['@@ -1,2 +1,3 @@', '+d', '+d', ' c', '-a']);
    assert.deepEqual(unifiedDiff('a', 'a\nb'), ['@@ -1 +1,2 @@', ' a', '+b']);
  });

  it('is empty for equal texts, and takes no time for texts with nothing in common', () => {
    assert.deepEqual(unifiedDiff('a\nb', 'a\nb'), []);
    const many = (mark: string): string => Array.from({ length: 20_000 }, (_, i) => `${mark}${i}`).join('\n');
    const start = Date.now();
    assert.equal(unifiedDiff(many('a'), many('b')).length, 40_001);
    assert.ok(Date.now() - start < 5_000);
  });
});

describe('the words that two texts differ in', () => {
  for (const [before, after, told] of [
    ['Be kind.', 'Be kind. And brief.', '2 words added, 0 words removed (2 → 4 words).'],
    ['Be kind and brief.', 'Be brief.', '0 words added, 2 words removed (4 → 2 words).'],
    ['Be kind.', 'Be calm.', '1 word added, 1 word removed (2 → 2 words).'],
    ['Be  kind.', 'Be kind.', 'Only white space or punctuation changed.'],
    ['a '.repeat(1200), 'b '.repeat(1300), '1,300 words added, 1,200 words removed (1,200 → 1,300 words).'],
  ] as const)
    it(`are counted: ${told}`, () => {
      assert.equal(describeSizeChange(sizeChange(before, after)), told);
    });

  it('are those of the script', () => {
    assert.deepEqual(wordsOf('JSON形式 で答える — ok.'), ['JSON', '形式', 'で', '答える', 'ok.']);
  });

  it('add up, and characters are code points', () => {
    fc.assert(
      fc.property(someLines, someLines, (before, after) => {
        const { words, totals } = sizeChange(before, after);
        assert.equal(totals[0] - words.removed + words.added, totals[1]);
      }),
    );
    assert.deepEqual(sizeChange('🚲', 'e🚲').characters, [1, 2]);
  });

  for (const [change, told] of [
    [{}, '2 tokens added, 1 removed (3 → 1,004 tokens by `o200k_base`).'],
    [{ isRough: true }, 'About 2 tokens added, 1 removed (3 → 1,004 tokens by `o200k_base`).'],
    [{ added: 1 }, '1 token added, 1 removed (3 → 1,004 tokens by `o200k_base`).'],
    [{ added: 1, isRough: true }, 'About 1 token added, 1 removed (3 → 1,004 tokens by `o200k_base`).'],
  ] as const)
    it(`is told in tokens where those are counted: ${told}`, () => {
      const counted = { ...countChange([1, 2, 3], [1, 4, 5, 3]), before: 3, after: 1004, isRough: false };
      assert.equal(describeTokenChange({ ...counted, ...change }, 'o200k_base'), told);
    });
});
