import assert from 'node:assert/strict';
import { checkText, constraintsFromJson } from '../../../src/core/constraints/index.js';
import { constraintsFromObject } from '../../../src/core/constraints/constraints.js';
import type { JsonValue } from '../../../src/core/model/jsonValue.js';

describe('constraints', () => {
  it('are taken from a mapping, trimmed and frozen', () => {
    const map = new Map<string, JsonValue>([
      ['FORBIDDEN_TOKENS', ['\u00a0a b\n', 'c']],
      ['MAX_SENTENCE_LENGTH', 20n],
      ['MAX_PARAGRAPHS', 100n],
      ['NO_EMOJI', true],
      ['ASSERTIVENESS_LEVEL', 1n],
      ['X', 1n],
    ]);
    const constraints = constraintsFromJson(map);
    assert.deepEqual(constraints, {
      forbiddenTokens: ['a b', 'c'],
      maxSentenceLength: 20,
      maxParagraphs: 100,
      noEmoji: true,
      assertivenessLevel: 1,
    });
    assert.ok(Object.isFrozen(constraints) && Object.isFrozen(constraints.forbiddenTokens));
  });

  it('of a wrong type or range forbid nothing', () => {
    const invalid = new Map<string, JsonValue>([
      ['FORBIDDEN_TOKENS', ['', ' \n', 1n, null]],
      ['MAX_SENTENCE_LENGTH', 20.0],
      ['MAX_PARAGRAPHS', 101n],
      ['NO_EMOJI', 'true'],
      ['ASSERTIVENESS_LEVEL', 1.5],
    ]);
    assert.deepEqual(constraintsFromJson(invalid), { forbiddenTokens: [], noEmoji: false });
    assert.deepEqual(constraintsFromJson(new Map([['FORBIDDEN_TOKENS', 'a']])), {
      forbiddenTokens: [],
      noEmoji: false,
    });
  });

  it('count up to both of their limits, and none beyond', () => {
    const within = (key: string, value: JsonValue): boolean =>
      Object.keys(constraintsFromJson(new Map([[key, value]]))).length > 2;
    for (const [key, least, most] of [
      ['MAX_SENTENCE_LENGTH', 1n, 1000n],
      ['MAX_PARAGRAPHS', 1n, 100n],
      ['ASSERTIVENESS_LEVEL', 0n, 1n],
    ] as const)
      assert.deepEqual(
        [least - 1n, least, most, most + 1n].map((value) => within(key, value)),
        [false, true, true, false],
        key,
      );
  });

  it('in a plain object have integers that are numbers', () => {
    const object = {
      MAX_SENTENCE_LENGTH: 1,
      MAX_PARAGRAPHS: 1.5,
      ASSERTIVENESS_LEVEL: 0,
      FORBIDDEN_TOKENS: null,
    };
    assert.deepEqual(constraintsFromObject(object), {
      forbiddenTokens: [],
      noEmoji: false,
      maxSentenceLength: 1,
      assertivenessLevel: 0,
    });
    const inherited = Object.create({ NO_EMOJI: true }) as Record<string, unknown>;
    assert.deepEqual(checkText('🙂', inherited), []);
  });
});
