import assert from 'node:assert/strict';
import { PublishedIndex } from '../../../../src/core/published/publishedIndex.js';
import { labelMove } from '../../../../src/language/labels/labelMoves.js';

describe('a label that is moved', () => {
  const problem = (from: string | undefined, to: string | undefined): string | undefined =>
    labelMove({ bundle: 'b', label: 'live', from, to }, new PublishedIndex()).problem;

  it('is new, removed or the same, or goes up or down', () => {
    for (const [from, to, kind] of [
      [undefined, '1.0.0', 'new'],
      ['1.0.0', undefined, 'removed'],
      ['1.0.0', '1.0.0', 'same'],
      ['1.9.0', '1.10.0', 'upgrade'],
      ['1.0.0+a', '1.0.0+b', 'upgrade'],
      ['1.0.0', '1.0.0-rc.1', 'downgrade'],
    ] as const)
      assert.equal(labelMove({ bundle: 'b', label: 'live', from, to }, new PublishedIndex()).kind, kind);
  });

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
