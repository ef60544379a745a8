import assert from 'node:assert/strict';
import { isGoodPlace, textBlocks } from '../../../src/core/text/textBlocks.js';

describe('a place where a text may be cut to count its tokens', () => {
  it('is its end, before white space behind a letter, and before a letter behind a line break', () => {
    const text = 'ab c.\nd';
    const places = Array.from(text, (_, i) => i + 1).filter((at) => isGoodPlace(text, at));
    assert.deepEqual(places, [2, 6, 7]);
  });
});

describe('a text in blocks', () => {
  const word = 'a'.repeat(4000);
  for (const [what, text, blocks] of [
    ['of 4,000 units is one', word, ['4000']],
    ['without a good place is cut behind 4,000, roughly', `${word}a`, ['4000 rough', '1']],
    ['never inside a character', `${word.slice(1)}\u{1f600}`, ['3999 rough', '2']],
    ['with a good place behind 4,000 is cut there', `${word} b`, ['4000', '2']],
    ['is cut at the first good place behind 2,000', 'word '.repeat(1000), ['2004', '2996']],
  ] as const)
    it(what, () => {
      const found = textBlocks(text);
      assert.deepEqual(
        found.map((block) => `${block.text.length}${block.isRough ? ' rough' : ''}`),
        blocks,
      );
      assert.equal(found.map((block) => block.text).join(''), text);
      // Whatever was asked before.
      assert.equal(isGoodPlace('a b', 1), true);
    });
});
