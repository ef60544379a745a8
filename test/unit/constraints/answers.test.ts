// Answers of the model, held to the constraints of a bundle (spec, section 4.3).
import assert from 'node:assert/strict';
import {
  checkAnswer,
  compileConstraints,
  constraintsOfAnswers,
  NO_CONSTRAINTS,
  type Constraints,
} from '../../../src/core/constraints/index.js';
import { checkAnswerText, checkText } from '../../../src/core/index.js';
import { bySlot, type Slot } from '../../../src/core/model/slots.js';

const of = (given: Partial<Record<Slot, Partial<Constraints>>>): Constraints =>
  constraintsOfAnswers(bySlot((slot) => ({ ...NO_CONSTRAINTS, ...given[slot] })));

describe('what an answer is held to', () => {
  it('is the union of all templates, and nothing where none has constraints', () => {
    assert.deepEqual(of({}), NO_CONSTRAINTS);
    assert.deepEqual(
      of({
        system: { forbiddenTokens: ['never'], maxSentenceLength: 20 },
        activity: { forbiddenTokens: ['NEVER', 'maybe'], noEmoji: true },
        task: { maxSentenceLength: 12 },
      }),
      { forbiddenTokens: ['never', 'maybe'], noEmoji: true, maxSentenceLength: 12 },
    );
  });

  it('has the smallest limit on paragraphs of all templates', () => {
    const limits = of({
      system: { maxParagraphs: 4 },
      personality: { maxParagraphs: 9 },
      task: { maxParagraphs: 2 },
    });
    assert.equal(limits.maxParagraphs, 2);
  });

  it('has the assertiveness of the personality, else of the first template that has one', () => {
    const level = (given: Partial<Record<Slot, Partial<Constraints>>>): number | undefined =>
      of(given).assertivenessLevel;
    assert.equal(
      level({ system: { assertivenessLevel: 0.2 }, personality: { assertivenessLevel: 0.9 } }),
      0.9,
    );
    assert.equal(level({ system: { assertivenessLevel: 0.2 }, task: { assertivenessLevel: 0.9 } }), 0.2);
    assert.equal(level({ activity: { assertivenessLevel: 0 }, task: { assertivenessLevel: 0.9 } }), 0);
  });
});

describe('an answer', () => {
  it('has findings that speak of an answer, whatever breaks a constraint', () => {
    const answer =
      'Never 🙂.\n\nThis sentence has rather many words, perhaps more than it should, and it might go on.';
    const found = checkAnswerText(answer, [
      { FORBIDDEN_TOKENS: ['never'], NO_EMOJI: true },
      { ASSERTIVENESS_LEVEL: 1 },
      { MAX_SENTENCE_LENGTH: 10 },
      { MAX_PARAGRAPHS: 1 },
    ]);
    assert.deepEqual(
      found.map(({ code, message }) => `${code}: ${message}`),
      [
        'forbidden-token: The answer says “Never”, which FORBIDDEN_TOKENS forbids (as “never”).',
        'assertiveness: The answer seems less assertive (about 0.20) than ASSERTIVENESS_LEVEL 1 asks for. Counted: 1 booster (never); 4 hedges (rather, perhaps, should, might).',
        'emoji: The answer holds the emoji 🙂, which NO_EMOJI forbids.',
        'sentence-too-long: This sentence of the answer has 16 words; MAX_SENTENCE_LENGTH allows 10.',
        'too-many-paragraphs: The answer has 2 paragraphs; MAX_PARAGRAPHS allows 1.',
      ],
    );
  });

  it('has no placeholders: what stands in double braces is said like any other word', () => {
    const constraints = { FORBIDDEN_TOKENS: ['task'] };
    assert.deepEqual(checkText('Say {{task}}.', constraints), []);
    const [found, ...others] = checkAnswerText('Say {{task}}.', [constraints, null, null, null]);
    assert.deepEqual([found?.code, found?.start, found?.end, others], ['forbidden-token', 6, 10, []]);
  });

  it('has the same places as a text that is checked by itself, in code and prose alike', () => {
    const text =
      'Never.\n\n```\nnever\n```\n\n- never `never` <b>never</b>\n\n| never | x |\n| --- | --- |\n';
    const constraints = { FORBIDDEN_TOKENS: ['never'], MAX_PARAGRAPHS: 2, MAX_SENTENCE_LENGTH: 1 };
    const places = (found: readonly { code: string; start: number; end: number }[]): string[] =>
      found.map(({ code, start, end }) => `${code} ${start} ${end}`);
    assert.deepEqual(
      places(checkAnswerText(text, [constraints, null, null, null])),
      places(checkText(text, constraints)),
    );
  });

  it('breaks nothing where nothing is asked of it', () => {
    assert.deepEqual(checkAnswer('Never 🙂', compileConstraints(NO_CONSTRAINTS)), []);
    assert.deepEqual(checkAnswerText('Never 🙂', [null, null, null, null]), []);
    assert.deepEqual(checkAnswerText('Never 🙂', []), []);
  });
});
