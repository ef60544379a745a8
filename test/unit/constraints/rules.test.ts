import assert from 'node:assert/strict';
import { checkText, RULES, ruleOf } from '../../../src/core/constraints/index.js';

describe('the registry of rules', () => {
  it('has each code and each constraint once', () => {
    const codes = RULES.map(({ code }) => code);
    assert.deepEqual(codes, [
      'forbidden-token',
      'sentence-too-long',
      'too-many-paragraphs',
      'emoji',
      'assertiveness',
    ]);
    assert.equal(new Set(RULES.map(({ constraint }) => constraint)).size, RULES.length);
    for (const code of codes) assert.equal(ruleOf(code).code, code);
    assert.throws(() => ruleOf('x' as 'emoji'), RangeError);
  });

  for (const rule of RULES) {
    it(`documents ${rule.code} with examples that hold`, () => {
      const { text, bad, good } = rule.documentation;
      assert.ok(rule.title.length < 40 && text.includes(rule.constraint));
      assert.ok(checkText(bad.text, bad.constraints).some(({ code }) => code === rule.code));
      assert.deepEqual(checkText(good.text, good.constraints), []);
      assert.ok(Object.hasOwn(bad.constraints, rule.constraint));
    });
  }
});
