import assert from 'node:assert/strict';
import { isGoodPlace } from '../../../src/core/text/textBlocks.js';

describe('a place where a text may be cut to count its tokens', () => {
  it('is its end, before white space behind a letter, and before a letter behind a line break', () => {
    const text = 'ab c.\nd';
    const places = Array.from(text, (_, i) => i + 1).filter((at) => isGoodPlace(text, at));
    assert.deepEqual(places, [2, 6, 7]);
  });
});
