import assert from 'node:assert/strict';
import { didYouMean } from '../../../src/core/documents/didYouMean.js';
import { NameIndex } from '../../../src/core/documents/nameIndex.js';

/** More names than are looked at in alphabetical order, between a name and any other, from the front and from the back. */
const around = (name: string): string[] =>
  Array.from(name, (_, kept) => kept).flatMap((kept) =>
    Array.from('abcdefghijklmnopqrstuvwxyz').flatMap((letter) =>
      Array.from({ length: 17 }, (_, i) => String(i).padStart(3, '0')).flatMap((number) => [
        name.slice(0, kept) + letter + number,
        number + letter + name.slice(name.length - kept),
      ]),
    ),
  );

describe('the names near a word', () => {
  for (const [mistake, word] of [
    ['a letter too many', 'supxport'],
    ['a letter too few', 'supprt'],
    ['another letter', 'supxort'],
    ['another first letter', 'xupport'],
    ['another last letter', 'supporx'],
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
    const alike = [...around('support'), ...around('suxport')].map((text) => `${text}${'-'.repeat(121)}`);
    assert.ok(new NameIndex([...alike, name]).near(word).includes(name));
  });

  it('are found by their beginning and by their end, however long they are', () => {
    const long = (middle: string): string => `${'a'.repeat(200)}${middle}${'b'.repeat(200)}`;
    assert.deepEqual(new NameIndex(['x', long('one')]).near(long('two')), ['x', long('one')]);
  });

  it('are as many before it as from it on, where none is alike', () => {
    const names = Array.from({ length: 100 }, (_, i) => String.fromCharCode(0x4e00 + i).repeat(3));
    assert.deepEqual(new NameIndex(names).near(names[50] ?? ''), names.slice(34, 66));
  });

  it('are some for no word at all', () => {
    assert.deepEqual(new NameIndex(['ab', 'a']).near(''), ['ab', 'a']);
  });

  it('are in the order of the list', () => {
    assert.deepEqual(new NameIndex(['beta', 'alpha', 'alphb']).near('alpha'), ['beta', 'alpha', 'alphb']);
  });
});

describe('what was meant', () => {
  for (const [word, names, meant] of [
    ['ac', ['ab'], 'ab'],
    ['a', ['bc'], undefined],
    ['Suport ', ['task', 'Support'], 'Support'],
    ['a', [], undefined],
    [`ac${' '.repeat(198)}`, ['ab'], 'ab'],
    [`ac${' '.repeat(199)}`, ['ab'], undefined],
    ['x'.repeat(100), ['x'.repeat(99)], 'x'.repeat(99)],
    ['x'.repeat(101), ['x'.repeat(99)], undefined],
  ] as const)
    it(`by ${JSON.stringify(word.slice(0, 20))} of ${word.length} is ${meant === undefined ? 'unknown' : JSON.stringify(meant.slice(0, 20))}`, () => {
      assert.equal(didYouMean(word, names), meant);
    });

  it('is looked for in each of a hundred names, whatever they begin and end with', () => {
    const names = [...Array.from({ length: 99 }, (_, i) => `xb${i}x`), 'abcdefgha'];
    assert.equal(didYouMean('xbcdefghx', names), 'abcdefgha');
  });
});

describe('what was meant, among many names', () => {
  it('is found without reading all of them again for each word', () => {
    let reads = 0;
    const names = new Proxy([...around('support'), 'support'], {
      get: (list, key): unknown => {
        reads++;
        return Reflect.get(list, key);
      },
    });
    assert.equal(didYouMean('supxort', names), 'support');
    assert.ok(reads > names.length);
    reads = 0;
    assert.equal(didYouMean('supporx', names), 'support');
    assert.ok(reads < 200, `${reads} reads`);
  });
});
