import assert from 'node:assert/strict';
import { NameIndex } from '../../../src/core/documents/nameIndex.js';

/** More names that begin and end with the same letters than are looked at in alphabetical order. */
const around = (name: string): string[] =>
  Array.from({ length: 100 }, (_, i) => String(i).padStart(3, '0')).flatMap((number) => [
    name.slice(0, 3) + number,
    number + name.slice(-3),
  ]);

describe('the names near a word', () => {
  for (const [mistake, word] of [
    ['a letter too many', 'supxport'],
    ['a letter too few', 'supprt'],
    ['another letter', 'supxort'],
    ['two letters exchanged', 'supoprt'],
    ['no mistake', 'support'],
  ] as const)
    it(`are found among many alike: ${mistake}`, () => {
      const names = [...around('support'), 'Support', ...around(word)];
      assert.ok(new NameIndex(names).near(word).includes('Support'));
    });

  it('are found so up to a length that no name has', () => {
    const name = 'support'.padEnd(128, '-');
    const word = name.replace('p', 'x');
    assert.ok(new NameIndex([...around(name), name, ...around(word)]).near(word).includes(name));
  });

  it('are found by their beginning and by their end, however long they are', () => {
    const long = (middle: string): string => `${'a'.repeat(200)}${middle}${'b'.repeat(200)}`;
    assert.deepEqual(new NameIndex(['x', long('one')]).near(long('two')), ['x', long('one')]);
  });

  it('are in the order of the list', () => {
    assert.deepEqual(new NameIndex(['beta', 'alpha', 'alphb']).near('alpha'), ['beta', 'alpha', 'alphb']);
  });
});
