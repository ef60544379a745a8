import assert from 'node:assert/strict';
import { likePairs } from '../../../src/core/versions/likeLines.js';

const ONE = 'Be kind to everyone who asks.';
const TWO = 'Sell bikes and nothing else today.';

describe('lines that are like each other', () => {
  it('are paired so that all of them together are as much alike as can be', () => {
    // The first line before is the last after, word for word; but then no other line would have a pair.
    const before = [ONE, TWO, 'Never guess.'];
    const after = [TWO.replace('today', 'now'), 'Never guess!', ONE];
    assert.deepEqual(likePairs(before, after), [
      [1, 0],
      [2, 1],
    ]);
  });

  it('need half of their words in common', () => {
    assert.deepEqual(likePairs([ONE], [ONE]), [[0, 0]]);
    assert.deepEqual(likePairs(['a b c d'], ['a b x y']), [[0, 0]]);
    assert.deepEqual(likePairs(['a b c d'], ['a x y z']), []);
    assert.deepEqual(likePairs([], [ONE]), []);
    assert.deepEqual(likePairs([ONE], []), []);
  });

  it('are none that only stand at the same place, unless both are blank', () => {
    assert.deepEqual(likePairs(['a b c', ONE], ['x y z', ONE]), [[1, 1]]);
    assert.deepEqual(likePairs(['\n', ONE, '\n'], ['\n', 'x', '\n']), [
      [0, 0],
      [2, 2],
    ]);
  });

  it('keep their order where others come between', () => {
    assert.deepEqual(likePairs([ONE, TWO], ['New.', ONE, 'And new.', TWO]), [
      [0, 1],
      [1, 3],
    ]);
  });
});
