import assert from 'node:assert/strict';
import { isLabelName } from '../../src/core/model/labelName.js';

describe('the label of a version', () => {
  for (const text of ['a', 'production', 'eu-1.b_c', 'a'.repeat(64)])
    it(`can be ${text}`, () => {
      assert.ok(isLabelName(text));
    });

  for (const text of ['', '1', '1.0.0', '-a', 'A', 'a b', 'é', 'a'.repeat(65)])
    it(`cannot be ${JSON.stringify(text)}`, () => {
      assert.ok(!isLabelName(text));
    });
});
