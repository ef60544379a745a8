import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MultiMap } from '../../src/core/text/multiMap.js';

describe('a map of several values under one key', () => {
  it('says of a key without values that there are none', () => {
    const map = new MultiMap<string, string>();
    assert.deepEqual([map.list('a'), [...map.get('a')], map.count('a'), map.has('a')], [[], [], 0, false]);
    map.delete('a', 'x');
    assert.deepEqual([...map.keys()], []);
  });

  it('gives what nobody else changes where a key has few values', () => {
    const map = new MultiMap<string, string>();
    map.add('a', 'x');
    map.add('a', 'y');
    const [list, set] = [map.list('a'), map.get('a')];
    map.add('a', 'z');
    assert.deepEqual(
      [list, [...set]],
      [
        ['x', 'y'],
        ['x', 'y'],
      ],
    );
  });

  it('holds each value of a key once, in the order they came, however many come and go', () => {
    const change = fc.record({
      isAdded: fc.boolean(),
      key: fc.constantFrom('a', 'b'),
      value: fc.integer({ min: 0, max: 12 }).map(String),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
        const map = new MultiMap<string, string>();
        const expected = new Map<string, Set<string>>();
        for (const { isAdded, key, value } of changes) {
          const values = expected.get(key) ?? new Set();
          if (isAdded) map.add(key, value);
          else map.delete(key, value);
          if (isAdded) values.add(value);
          else values.delete(value);
          expected.set(key, values);
          assert.deepEqual(map.list(key), [...values]);
          assert.deepEqual([...map.get(key)], [...values]);
          assert.equal(map.count(key), values.size);
          assert.equal(map.has(key), values.size > 0);
        }
        const filled = [...expected].flatMap(([key, values]) => (values.size > 0 ? [key] : []));
        assert.deepEqual([...map.keys()].sort(), filled.sort());
      }),
    );
  });
});
