import assert from 'node:assert/strict';
import { growsBeyond, growsSteadily } from '../../soak/growth.js';

describe('growth over a soak', () => {
  it('is told by the medians of the first and the last third', () => {
    assert.ok(growsBeyond([1, 1, 1, 5, 9, 9], 5));
    assert.ok(!growsBeyond([1, 1, 1, 5, 6, 6], 5));
    assert.ok(!growsBeyond([1, 1, 9, 1, 9, 1, 1, 1, 9], 5));
  });

  it('is steady where each third begins above the one before', () => {
    assert.ok(growsSteadily([1, 2, 3, 4, 5, 6]));
    assert.ok(!growsSteadily([1, 1, 2, 2, 2, 2]));
    assert.ok(!growsSteadily([1, 1, 1, 1, 2, 2]));
    assert.ok(!growsSteadily([1, 3, 1, 3, 1, 3]));
  });

  it('needs samples', () => {
    assert.throws(() => growsSteadily([1, 2, 3]), /tell nothing/);
  });
});
