import assert from 'node:assert/strict';
import {
  check,
  checkAnswerText,
  checkText,
  compileConstraints,
} from '../../../src/core/constraints/index.js';
import { BOOSTERS, HEDGES } from '../../../src/core/constraints/assertiveness/words.js';

function messages(text: string, level: number): string[] {
  return checkText(text, { ASSERTIVENESS_LEVEL: level }).map(({ message }) => message);
}

describe('the estimate of assertiveness', () => {
  it('counts from lists without repeats, neither sharing a word', () => {
    assert.equal(new Set([...BOOSTERS, ...HEDGES]).size, BOOSTERS.length + HEDGES.length);
    assert.ok(
      HEDGES.length > 80 &&
        HEDGES.includes('perhaps') &&
        !HEDGES.includes('must') &&
        !HEDGES.includes('that'),
    );
  });

  it('tells of a text that is more than 0.25 off, and names what it counted', () => {
    const text = ' Maybe it might work, perhaps. It must! You might. ';
    const [finding] = checkText(text, { ASSERTIVENESS_LEVEL: 0.9 });
    assert.deepEqual([finding?.start, finding?.end], [1, text.length - 1]);
    assert.equal(
      finding?.message,
      'The text seems less assertive (about 0.20) than ASSERTIVENESS_LEVEL 0.9 asks for. ' +
        'Counted: 1 booster (must); 4 hedges (maybe, might × 2, perhaps).',
    );
    assert.match(
      messages('Always, never, certainly.', 0.5)[0] ?? '',
      /more assertive \(about 1\.00\).*3 boosters.*no hedges/,
    );
  });

  for (const [text, level, said] of [
    [
      'Always, never, certainly.',
      0.5,
      'more assertive (about 1.00) than ASSERTIVENESS_LEVEL 0.5 asks for. Counted: 3 boosters (always, never, certainly); no hedges.',
    ],
    [
      'Always, never, certainly, maybe.',
      0.1,
      'more assertive (about 0.75) than ASSERTIVENESS_LEVEL 0.1 asks for. Counted: 3 boosters (always, never, certainly); 1 hedge (maybe).',
    ],
    [
      'Maybe, perhaps, it might.',
      1,
      'less assertive (about 0.00) than ASSERTIVENESS_LEVEL 1 asks for. Counted: no boosters; 3 hedges (maybe, perhaps, might).',
    ],
  ] as const)
    it(`tells of a text, and of an answer, that seems ${said}`, () => {
      const constraints = { ASSERTIVENESS_LEVEL: level };
      assert.deepEqual(messages(text, level), [`The text seems ${said}`]);
      assert.deepEqual(
        checkAnswerText(text, [constraints]).map(({ message }) => message),
        [`The answer seems ${said}`],
      );
    });

  it('says nothing within 0.25, rounding aside', () => {
    assert.deepEqual(messages('always never certainly maybe', 0.5), []);
    assert.deepEqual(messages('always never certainly maybe', 1), []);
    assert.equal(messages('always never certainly maybe', 0.49).length, 1);
  });

  it('says nothing of fewer than three of either', () => {
    assert.deepEqual(messages('always never maybe perhaps', 0), []);
    assert.equal(messages('always never maybe perhaps might', 1).length, 1);
  });

  it('counts neither code nor placeholders, and is of the mildest severity', () => {
    assert.deepEqual(messages('`maybe` perhaps might {{task}}\n```\nmaybe\n```', 1), []);
    const compiled = compileConstraints({ forbiddenTokens: [], noEmoji: false, assertivenessLevel: 1 });
    assert.equal(check('maybe perhaps might', compiled)[0]?.severity, 'information');
    assert.deepEqual(check('maybe perhaps might', compiled, { opaque: [{ start: 0, end: 5 }] }), []);
  });
});
