import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  check,
  CompiledCache,
  compileConstraints,
  DEFAULT_CAPACITY,
  type Constraints,
} from '../../../src/core/constraints/index.js';
import { freezeConstraints } from '../../../src/core/constraints/constraints.js';
import { hardText, hardToken } from './generators.js';

const constraints: fc.Arbitrary<Constraints> = fc
  .record(
    {
      forbiddenTokens: fc.array(
        hardToken.map((token) => token.trim()).filter((token) => token !== ''),
        { maxLength: 4 },
      ),
      maxSentenceLength: fc.integer({ min: 1, max: 4 }),
      maxParagraphs: fc.integer({ min: 1, max: 3 }),
      noEmoji: fc.boolean(),
      assertivenessLevel: fc.constantFrom(0, 0.5, 1),
      frozen: fc.boolean(),
    },
    { requiredKeys: ['forbiddenTokens', 'noEmoji'] },
  )
  .map(({ frozen, ...rest }) => (frozen === true ? freezeConstraints(rest) : rest));

describe('the cache of compiled constraints', () => {
  it('never serves a form of other constraints, and holds its bound', () => {
    const use = fc.tuple(fc.constantFrom('a@1', 'a@2', 'b@1'), constraints);
    fc.assert(
      fc.property(
        fc.array(use, { maxLength: 30 }),
        fc.integer({ min: 1, max: 6 }),
        hardText,
        (uses, capacity, text) => {
          const cache = new CompiledCache(capacity);
          for (const [identity, wanted] of uses) {
            assert.deepEqual(cache.get(identity, wanted).constraints, wanted);
            assert.deepEqual(
              check(text, cache.get(identity, wanted)),
              check(text, compileConstraints(wanted)),
            );
            assert.ok(cache.size <= capacity);
          }
          assert.equal(cache.hits + cache.misses, uses.length * 2);
          assert.equal(cache.misses, cache.size + cache.evictions);
        },
      ),
      { numRuns: 200 },
    );
  }).timeout(20_000);

  it('drops the least recently used', () => {
    const cache = new CompiledCache(2);
    const some: Constraints = { forbiddenTokens: ['a'], noEmoji: false };
    const first = cache.get('first', some);
    cache.get('second', some);
    assert.equal(cache.get('first', some), first);
    cache.get('third', some);
    assert.equal(cache.get('first', some), first);
    assert.deepEqual([cache.hits, cache.misses, cache.evictions, cache.size], [2, 3, 1, 2]);
    assert.equal(new CompiledCache().size, 0);
    assert.equal(DEFAULT_CAPACITY, 256);
  });

  it('holds a form as long as some entry has it', () => {
    const cache = new CompiledCache(2);
    const some: Constraints = { forbiddenTokens: ['a'], noEmoji: false };
    const form = cache.get('first', some);
    assert.equal(cache.get('second', some), form);
    cache.get('third', { ...some, noEmoji: true });
    assert.equal(cache.get('first', some), form);
    for (const identity of ['fourth', 'fifth']) cache.get(identity, { ...some, noEmoji: true });
    assert.notEqual(cache.get('first', some), form);
  });

  it('sees constraints that were changed in place', () => {
    const cache = new CompiledCache();
    const tokens = ['a'];
    const some = { forbiddenTokens: tokens, noEmoji: false };
    assert.equal(check('a b', cache.get('x', some)).length, 1);
    tokens.push('b');
    assert.equal(check('a b', cache.get('x', some)).length, 2);
    const frozen = Object.freeze({ forbiddenTokens: tokens, noEmoji: false });
    assert.equal(check('a b c', cache.get('x', frozen)).length, 2);
    tokens.push('c');
    assert.equal(check('a b c', cache.get('x', frozen)).length, 3);
    const other = { forbiddenTokens: Object.freeze(['a']), noEmoji: false };
    assert.equal(check('a 🙂', cache.get('x', other)).length, 1);
    other.noEmoji = true;
    assert.equal(check('a 🙂', cache.get('x', other)).length, 2);
  });

  it('tells identities from content, however they are spelled', () => {
    const cache = new CompiledCache();
    cache.get('a",true', { forbiddenTokens: [], noEmoji: false });
    cache.get('a', { forbiddenTokens: ['",true'], noEmoji: false });
    cache.get('a', { forbiddenTokens: ['"', 'true'], noEmoji: false });
    assert.equal(cache.misses, 3);
  });
});

describe('a compiled form', () => {
  it('never changes', () => {
    const tokens = ['very good', '!'];
    const source = { forbiddenTokens: tokens, noEmoji: true, maxSentenceLength: 3 };
    const compiled = compileConstraints(source);
    const text = 'Very good! 🙂 One two three four.';
    const before = check(text, compiled);
    tokens.length = 0;
    source.noEmoji = false;
    source.maxSentenceLength = 1;
    fc.assert(
      fc.property(hardText, (other) => {
        check(other, compiled);
        assert.deepEqual(check(text, compiled), before);
      }),
      { numRuns: 50 },
    );
    assert.ok(Object.isFrozen(compiled) && Object.isFrozen(compiled.constraints.forbiddenTokens));
    assert.throws(() => Object.assign(compiled, { constraints: {} }), TypeError);
  });
});
