// The two spellings of floats (spec, sections 2.1 and 2.2), against their rules written plainly.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonFloatText, levelText } from '../../src/core/floatText.js';
import { anyFloat } from './arbitraries.js';
import { plainFloat } from './plainFloat.js';

describe('a level as text', () => {
  for (const [value, expected] of [
    [0, '0.0'],
    [-0, '-0.0'],
    [1, '1.0'],
    [0.5, '0.5'],
    [0.1 + 0.2, '0.30000000000000004'],
    [0.0001, '0.0001'],
    [0.00012345, '0.00012345'],
    [0.00001, '1e-05'],
    [0.00009999, '9.999e-05'],
    [1.2e-7, '1.2e-07'],
    [5e-324, '5e-324'],
    [1e-100, '1e-100'],
    [1e15, '1000000000000000.0'],
    [9999999999999998, '9999999999999998.0'],
    [1e16, '1e+16'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
  ] as const) {
    it(`${Object.is(value, -0) ? '-0' : value} is ${expected}`, () => {
      assert.equal(levelText(value), expected);
    });
  }

  it('is always as the rule says, and reads back as the same number', () => {
    fc.assert(
      fc.property(anyFloat, (value) => {
        assert.equal(levelText(value), plainFloat(value, -4, 2));
        assert.ok(Object.is(Number(levelText(value)), value));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a float in JSON', () => {
  for (const [value, expected] of [
    [1, '1.0'],
    [-0, '-0.0'],
    [0.00001, '0.00001'],
    [0.000001, '1e-6'],
    [-1.5e-6, '-1.5e-6'],
    [1e16, '1e+16'],
    [1.5e300, '1.5e+300'],
    [123456.789, '123456.789'],
  ] as const) {
    it(`${Object.is(value, -0) ? '-0' : value} is ${expected}`, () => {
      assert.equal(jsonFloatText(value), expected);
    });
  }

  it('is always as the rule says, and JSON', () => {
    fc.assert(
      fc.property(anyFloat, (value) => {
        assert.equal(jsonFloatText(value), plainFloat(value, -5, 1));
        assert.ok(Object.is(JSON.parse(jsonFloatText(value)), value));
      }),
      { numRuns: 2000 },
    );
  });
});
