import assert from 'node:assert/strict';
import fc from 'fast-check';
import { movedRanges } from '../../../../src/language/findings/movedRanges.js';

/** Where a word of one text, by its first letter, is found in another state of it. */
function moved(before: string, after: string, word: string): string {
  const start = before.indexOf(word);
  assert.ok(start >= 0, word);
  const range = movedRanges(before, after)({ start, end: start + word.length });
  return after.slice(range.start, range.end);
}

describe('movedRanges', () => {
  const text = 'id: a\n---\nBe extremely careful. It is never rounded.\n';

  it('finds the same words behind what was inserted, taken out or changed, in several places at once', () => {
    const edited = text
      .replace('---', 'suppress:\n  - code: x\n    reason: y\n---')
      .replace('careful', 'very careful')
      .replace(' never', '');
    for (const word of ['extremely', 'careful', 'rounded', 'It is', 'id: a'])
      assert.equal(moved(text, edited, word), word);
  });

  it('gives what stands in place of words that were changed, and nothing in place of those that are gone', () => {
    assert.equal(moved(text, text.replace('extremely', 'quite'), 'extremely'), 'quite');
    assert.equal(moved(text, text.replace('extremely ', ''), 'extremely'), '');
  });

  it('leaves out what is inserted right before and right behind', () => {
    assert.equal(moved('a b c', 'a x b y c', 'b'), 'b');
    assert.equal(moved('b', 'x b y', 'b'), 'b');
  });

  it('stays inside of the text, and turns no range around', () => {
    const words = fc.array(fc.constantFrom('a', 'b', ' ', '\n', 'cd', '😀'), { maxLength: 30 });
    fc.assert(
      fc.property(words, words, fc.nat(40), fc.nat(10), (one, other, at, length) => {
        const [before, after] = [one.join(''), other.join('')];
        const start = Math.min(at, before.length);
        const range = { start, end: Math.min(start + length, before.length) };
        const found = movedRanges(before, after)(range);
        assert.ok(found.start >= 0 && found.end <= after.length && found.start <= found.end);
        assert.deepEqual(movedRanges(before, before)(range), range);
      }),
    );
  });
});
