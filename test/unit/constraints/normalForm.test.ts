import assert from 'node:assert/strict';
import { normaliseConstraints } from '../../../src/core/model/constraints.js';

describe('the normal form of constraints', () => {
  it('drops repeats of forbidden tokens, and leaves a list under another key as it is', () => {
    const tokens = ['a', ' A', 'b'];
    assert.deepEqual(
      normaliseConstraints(
        new Map([
          ['OTHER', tokens],
          ['FORBIDDEN_TOKENS', tokens],
        ]),
      ),
      new Map([
        ['FORBIDDEN_TOKENS', ['a', 'b']],
        ['OTHER', tokens],
      ]),
    );
  });
});
