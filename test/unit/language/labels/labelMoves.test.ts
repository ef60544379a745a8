import assert from 'node:assert/strict';
import { PublishedIndex } from '../../../../src/core/published/publishedIndex.js';
import { labelMove } from '../../../../src/language/labels/labelMoves.js';

describe('a label that is moved', () => {
  const problem = (from: string | undefined, to: string | undefined): string | undefined =>
    labelMove({ bundle: 'b', label: 'live', from, to }, new PublishedIndex()).problem;

  it('says which of its versions cannot be read', () => {
    assert.equal(
      problem('1.0.0', '2.0.0'),
      '`b@1.0.0` and `b@2.0.0` are not published here, so what changes is not known.',
    );
    const one = '`b@2.0.0` is not published here, so what changes is not known.';
    assert.equal(problem('2.0.0', '2.0.0'), one);
    assert.equal(problem(undefined, '2.0.0'), one);
    assert.equal(problem(undefined, undefined), undefined);
  });
});
