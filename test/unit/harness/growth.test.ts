import assert from 'node:assert/strict';
import { growsSteadily, lateGrowth, trendOf } from '../../soak/growth.js';

describe('growth over a soak', () => {
  const count = 20;
  /** The same at each call: between -1 and 1, without a trend. */
  const noise = (i: number): number => Math.sin(i * i * 12.9898);
  const samples = (of: (i: number) => number): number[] => Array.from({ length: count }, (_, i) => of(i));

  it('is the trend of samples, whatever one of them is', () => {
    assert.deepEqual(trendOf([1, 3, 5, 7]), { step: 2, error: 0 });
    assert.equal(trendOf([1, 3, 5, 700, 9, 11, 13]).step, 2);
    assert.deepEqual(trendOf([4, 4, 4]), { step: 0, error: 0 });
  });

  it('is that of the second half', () => {
    assert.deepEqual(lateGrowth(samples((i) => 10 * i)), { by: 90, error: 0 });
    assert.deepEqual(lateGrowth(samples((i) => 10 * Math.min(i, 10))), { by: 0, error: 0 });
  });

  it('is little changed by noise, of which its error tells', () => {
    for (let shift = 0; shift < 100; shift++)
      for (const step of [0, 3, -10]) {
        const { by, error } = lateGrowth(samples((i) => step * i + noise(i + shift)));
        assert.ok(Math.abs(by - 9 * step) < 3, `${shift} ${step} ${by}`);
        assert.ok(error > 0.1 && error < 1.5, `${shift} ${step} ${error}`);
      }
  });

  it('is steady where each third begins above the one before', () => {
    assert.ok(growsSteadily(samples((i) => i)));
    assert.ok(!growsSteadily(samples((i) => Math.min(i, 10))));
    assert.ok(!growsSteadily(samples((i) => Math.floor(i / 15))));
    assert.ok(!growsSteadily(samples((i) => i % 3)));
  });

  it('needs samples', () => {
    assert.throws(() => growsSteadily([1, 2, 3]), /tell nothing/);
    assert.throws(() => lateGrowth([1, 2, 3]), /tell nothing/);
  });
});
