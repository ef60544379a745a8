import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describeWordChanges, wordChanges, type WordChange } from '../../../src/core/versions/wordDiff.js';
import { anyString } from '../arbitraries.js';

/** The text that the changes make of the one before. */
function applied(before: string, after: string, changes: readonly WordChange[]): string {
  let [text, at] = ['', 0];
  for (const change of changes) {
    text += before.slice(at, change.before.start) + after.slice(change.after.start, change.after.end);
    at = change.before.end;
  }
  return text + before.slice(at);
}

const words = fc
  .array(fc.constantFrom('a', 'b', 'Be', 'kind', ' ', ' ', ' ', '\n\n', '.', '{{task}}', '🚲', 'é'), {
    maxLength: 25,
  })
  .map((all) => all.join(''));
const text = fc.oneof(words, anyString(30));

describe('what differs between two texts, word by word', () => {
  it('makes the one of the other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        assert.equal(applied(before, after, wordChanges(before, after)), after);
      }),
      { numRuns: 1000 },
    );
  });

  it('is in order, in both, and does not overlap or touch', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        let [a, b] = [-1, -1];
        for (const change of wordChanges(before, after)) {
          assert.ok(change.before.start > a && change.after.start > b);
          assert.ok(change.before.end >= change.before.start && change.after.end >= change.after.start);
          assert.notEqual(
            before.slice(change.before.start, change.before.end),
            after.slice(change.after.start, change.after.end),
          );
          [a, b] = [change.before.end, change.after.end];
        }
        assert.ok(a <= before.length && b <= after.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('is nothing only where nothing differs', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        assert.equal(wordChanges(before, after).length === 0, before === after);
        assert.deepEqual(wordChanges(before, before), []);
      }),
    );
  });

  for (const [before, after, told] of [
    ['Be kind.', 'Be cold.', '`kind` is now `cold`'],
    ['Be kind.', 'Be very kind.', '`very ` is new'],
    ['Be very kind.', 'Be kind.', '`very ` was removed'],
    ['', 'Be kind.', '`Be kind.` is new'],
    ['One two three.', 'Four five six.', '`One two three` is now `Four five six`'],
    ['a b c d e f g', 'A b C d E f G', '`a` is now `A`, `c` is now `C`, 2 more changes'],
    ['a b c d e', 'A b C d E', '`a` is now `A`, `c` is now `C`, 1 more change'],
    ['Say {{task}} now.', 'Say {{stress}} now.', '`{{task}}` is now `{{stress}}`'],
    ['One stays. Two three', 'Uno stays. Dos tres', '`One` is now `Uno`, `Two three` is now `Dos tres`'],
    ['same', 'same', ''],
  ] as const) {
    it(`is said in a few words: ${told === '' ? 'nothing' : told}`, () => {
      assert.equal(describeWordChanges(before, after), told);
    });
  }

  it('of 200 KB is found, whatever differs', function () {
    this.timeout(60_000);
    const many = (word: (i: number) => string): string =>
      Array.from({ length: 33_000 }, (_, i) => word(i)).join(' ');
    const cases: Readonly<Record<string, readonly [string, string]>> = {
      'every word': [many((i) => `a${i}`), many((i) => `b${i}`)],
      'every second word': [many((i) => `a${i}`), many((i) => (i % 2 === 0 ? `a${i}` : `b${i}`))],
      'two letters in turn': [many((i) => (i % 2 === 0 ? 'a' : 'b')), many((i) => (i % 3 === 0 ? 'a' : 'b'))],
      'the order': [many((i) => `a${i}`), many((i) => `a${32_999 - i}`)],
      'one character of a long word': ['x'.repeat(200_000), `${'x'.repeat(199_999)}y`],
      'marks alone': ['.,'.repeat(100_000), ',.;'.repeat(66_000)],
    };
    for (const [what, [before, after]] of Object.entries(cases)) {
      const changes = wordChanges(before, after);
      assert.equal(applied(before, after, changes), after, what);
      assert.ok(changes.length > 0);
    }
  });
});
