import assert from 'node:assert/strict';
import { coverageProblems, lineRanges } from '../../coverage/coverageProblems.mjs';

const file = (name: string, uncovered: readonly number[], coveredBranches: number) => ({
  name,
  lines: 10,
  uncovered,
  branches: 4,
  coveredBranches,
});

describe('what is in the way of the limits of coverage', () => {
  it('is nothing where they are met', () => {
    const { lines, branches, problems } = coverageProblems([file('a', [], 4), file('b', [], 3)], {
      lines: 100,
      branches: 80,
    });
    assert.deepEqual([lines, branches, problems], [100, 87.5, []]);
  });

  it('is one line too many, and the branches with where they are', () => {
    const { problems } = coverageProblems([file('a', [3], 4), file('b', [], 0)], {
      lines: 100,
      branches: 94,
    });
    assert.deepEqual(problems, [
      '1 lines are run by no test; 100 % of the lines have to be.',
      '50.00 % of the branches are taken by a test; 94 % have to be. Most are missing here:',
      '  4 of 4 in b',
      '  0 of 4 in a',
    ]);
  });

  it('is all of it where nothing was recorded', () => {
    assert.match(
      coverageProblems([], { lines: 100, branches: 94 }).problems[0] ?? '',
      /run the unit tests first/,
    );
  });

  it('is told as ranges of lines', () => {
    assert.equal(lineRanges([1, 3, 4, 5, 9]), '1, 3-5, 9');
    assert.equal(lineRanges([]), '');
  });
});
