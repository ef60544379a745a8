import assert from 'node:assert/strict';
import fc from 'fast-check';
import { messagePieces } from '../../../src/core/output/messagePieces.js';
import { oneLine } from '../../../src/core/text/oneLine.js';
import { quote } from '../../../src/core/text/quote.js';

/** A message with what is code in brackets. */
const shown = (message: string): string =>
  messagePieces(message)
    .map(({ text, isCode }) => (isCode ? `[${text}]` : text))
    .join('');

describe('a message', () => {
  for (const [what, message, expected] of [
    ['without code', 'No findings.', 'No findings.'],
    ['of nothing', '', ''],
    ['with names', 'Nothing reads `a`. Did you mean `b`?', 'Nothing reads [a]. Did you mean [b]?'],
    ['that is code alone', '`a`', '[a]'],
    ['with a back-tick that nothing ends', 'The key `a is unknown', 'The key `a is unknown'],
    ['with one too many', '`a` and `b', '[a] and `b'],
    ['with a back-tick in code', 'The key `` a`b `` is unknown', 'The key [a`b] is unknown'],
    ['with code that is back-ticks', '``` `` ```', '[``]'],
    ['with back-ticks of no equal number', '``a` b', '`'.repeat(2) + 'a` b'],
    ['with longer ones between', '`a``b` c', '[a``b] c'],
    ['with blanks at both ends', '`  a `', '[ a]'],
    ['with a blank at one end', '` a`', '[ a]'],
    ['with blanks alone', '`  `', '[  ]'],
    ['with a name that has some', 'x`b`[c] is a`', 'x`b`[c] is a`'],
    [
      'in brackets and before marks',
      'A name (`a`): `b`, `c`; `d`! `e`?',
      'A name ([a]): [b], [c]; [d]! [e]?',
    ],
    ['with an empty name', '`` is no name', '`` is no name'],
    ['with code of HTML', '`<b>` <i>', '[<b>] <i>'],
  ] as const)
    it(`${what} has its code where Markdown has it`, () => {
      assert.equal(shown(message), expected);
      assert.ok(messagePieces(message).every(({ text }) => text !== ''));
    });

  it('loses nothing but back-ticks and the blanks that pad them, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', '``', ' ', 'a', '→', '\\') }), (message) => {
        const seen = (text: string): string => text.replaceAll(/[` ]/g, '');
        assert.equal(seen(messagePieces(message).reduce((all, { text }) => all + text, '')), seen(message));
      }),
    );
  });

  it('shows a quoted name as it is, whatever the name', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(fc.constantFrom('`', ' ', 'a'), fc.string({ unit: 'binary' })),
          minLength: 1,
        }),
        (name) => {
          fc.pre(name !== '' && name.length <= 40);
          assert.deepEqual(messagePieces(`The key ${quote(name)} is unknown`), [
            { text: 'The key ', isCode: false },
            { text: oneLine(name), isCode: true },
            { text: ' is unknown', isCode: false },
          ]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('of many back-ticks is read at once', () => {
    const runs = Array.from({ length: 2000 }, (_, i) => '`'.repeat(i + 1)).join(' ');
    assert.equal(shown(runs), runs);
    assert.equal(messagePieces('`a` '.repeat(100_000)).length, 200_000);
  });
});
