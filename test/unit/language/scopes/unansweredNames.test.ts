import assert from 'node:assert/strict';
import { UnansweredNames } from '../../../../src/language/scopes/unansweredNames.js';

describe('the names that nothing answers', () => {
  it('are kept up to date by what is touched, from the first question to the last', () => {
    const unanswered = new Set(['a@1.0.0', 'b@1.0.0']);
    let questions = 0;
    const names = new UnansweredNames(
      () => {
        questions++;
        return ['a@1.0.0', 'b@1.0.0', 'c@1.0.0'];
      },
      (name) => unanswered.has(name),
    );
    names.touch({ id: 'a', semver: '1.0.0' });
    assert.deepEqual([...names.list()], ['a@1.0.0', 'b@1.0.0']);
    unanswered.delete('a@1.0.0');
    names.touch({ id: 'a', semver: '1.0.0' });
    assert.deepEqual([...names.list()], ['b@1.0.0']);
    assert.equal(questions, 1);
    names.stop();
    unanswered.add('c@1.0.0');
    assert.deepEqual([...names.list()], ['b@1.0.0', 'c@1.0.0']);
    assert.equal(questions, 2);
  });
});
