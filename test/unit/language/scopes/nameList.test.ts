import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findNames, holdsInOrder } from '../../../../src/language/completion/findNames.js';
import { lettersOf, NameList, placeOf } from '../../../../src/language/scopes/nameList.js';

/** Names with few letters, in both cases, so that many are alike. */
const name = fc.stringMatching(/^[aAbB\-1é]{1,4}$/);

function listOf(names: Set<string>): NameList {
  return new NameList({ keys: () => names, get: (one) => ({ size: Number(names.has(one)) }) });
}

/** What is found, looked for one by one. */
function plainly(names: ReadonlySet<string>, typed: string, meant: string): string[] {
  const word = typed.toLowerCase();
  const byLower = (a: string, b: string): number => {
    const [one, other] = [a.toLowerCase(), b.toLowerCase()];
    return one < other ? -1 : one > other ? 1 : a < b ? -1 : 1;
  };
  const held = [...names].filter((one) => holdsInOrder(one.toLowerCase(), word)).sort(byLower);
  const groups: [string[], string[], string[]] = [[], [], []];
  for (const one of held) {
    const lower = one.toLowerCase();
    const group = word !== '' && lower.startsWith(word) ? 0 : meant !== '' && lower.includes(meant) ? 1 : 2;
    groups[group].push(one);
  }
  return groups.flat();
}

describe('a list of names', () => {
  it('has all names that came at once, however many', () => {
    const names = new Set(['a']);
    const list = listOf(names);
    assert.equal(list.size, 1);
    assert.deepEqual(list.list(), ['a']);
    for (let i = 0; i < 1000; i++) {
      names.add(`b${i}`);
      list.touch(`b${i}`);
    }
    assert.equal(list.size, 1001);
    assert.deepEqual(list.list(), [...names].sort());
  });

  it('places a text before the first that is the same', () => {
    const places = ['a', 'b', 'bb', 'c', 'd'].map((text) => placeOf(['b', 'b', 'b', 'c'], text));
    assert.deepEqual(places, [0, 0, 3, 3, 4]);
  });

  it('knows each letter of a text, wherever it stands', () => {
    for (const text of ['abc', 'bca', 'cab']) assert.equal(lettersOf(text), 0b111);
  });

  it('finds what is found one by one, whatever comes and goes', () => {
    fc.assert(
      fc.property(
        fc.array(name),
        fc.array(fc.array(name, { maxLength: 70 }), { maxLength: 4 }),
        fc.stringMatching(/^[aB\-1]{0,3}$/),
        fc.constantFrom('', 'a', 'b1'),
        fc.nat(8),
        (given, changes, typed, meant, most) => {
          const names = new Set(given);
          const list = listOf(names);
          for (const changed of [[], ...changes]) {
            for (const one of changed) {
              if (!names.delete(one)) names.add(one);
              list.touch(one);
            }
            const expected = plainly(names, typed, meant).slice(0, most + 1);
            assert.deepEqual(findNames(list, { typed, most, meant }), expected);
            assert.deepEqual(list.list(), [...names].sort());
            assert.equal(list.size, names.size);
          }
        },
      ),
    );
  });

  it('finds names that are meant behind any number of others, and tells of one more than is wanted', () => {
    const list = listOf(new Set(['a1', 'a2', 'a3', 'b-a', 'c-a-m', 'd-a-m']));
    assert.deepEqual(findNames(list, { typed: '', most: 1, meant: 'm' }), ['c-a-m', 'd-a-m']);
    assert.deepEqual(findNames(list, { typed: '', most: 2, meant: 'm' }), ['c-a-m', 'd-a-m', 'a1']);
    assert.deepEqual(findNames(list, { typed: 'a', most: 3 }), ['a1', 'a2', 'a3', 'b-a']);
  });

  it('is the same list as long as no name comes or goes', () => {
    const names = new Set(['a', 'b']);
    const list = listOf(names);
    const before = list.list();
    list.touch('a');
    assert.equal(list.list(), before);
    names.add('c');
    list.touch('c');
    assert.deepEqual(before, ['a', 'b']);
    assert.deepEqual(list.list(), ['a', 'b', 'c']);
  });

  it('finds a name of ten thousand by its beginning, by a later part and by single letters', () => {
    const names = new Set(Array.from({ length: 10_000 }, (_, i) => `shop-${i}-greet`));
    const list = listOf(names);
    assert.deepEqual(findNames(list, { typed: 'shop-7301', most: 50 }), ['shop-7301-greet']);
    assert.equal(findNames(list, { typed: '7301-', most: 50 })[0], 'shop-7301-greet');
    assert.ok(findNames(list, { typed: 's7301t', most: 50 }).includes('shop-7301-greet'));
    assert.equal(findNames(list, { typed: 'shop', most: 50 }).length, 51);
  });
});
