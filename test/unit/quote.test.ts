import assert from 'node:assert/strict';
import fc from 'fast-check';
import { excerpt, listed, MAX_QUOTED, quote, shorten } from '../../src/core/text/quote.js';
import { oneLine } from '../../src/core/text/oneLine.js';

const codePoints = (text: string): number => Array.from(text).length;

describe('a name in a message', () => {
  it('stands as it is up to 80 characters, and is cut behind them', () => {
    assert.equal(quote('a'.repeat(80)), `\`${'a'.repeat(80)}\``);
    assert.equal(quote('a'.repeat(81)), `\`${'a'.repeat(80)}…\``);
    assert.equal(excerpt('\u{1f600}'.repeat(200)), `${'\u{1f600}'.repeat(80)}…`);
    for (const count of [60, 80]) assert.equal(excerpt('\u{1f600}'.repeat(count)), '\u{1f600}'.repeat(count));
    assert.equal(shorten('\uffff'.repeat(81)), `${'\uffff'.repeat(80)}…`);
  });

  for (const [what, character] of [
    ['a pair of surrogates', '\u{1f600}'],
    ['a letter with marks', 'e\u0301\u0323'],
    ['a family', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'],
    ['a flag', '\u{1f1e9}\u{1f1ea}'],
    ['a keycap', '1\ufe0f\u20e3'],
    ['a syllable of conjoining letters', '\u1112\u1161\u11ab'],
  ] as const) {
    it(`does not cut ${what} in two`, () => {
      for (let before = MAX_QUOTED - 6; before <= MAX_QUOTED; before++) {
        const cut = shorten('a'.repeat(before) + character.repeat(50));
        const kept = cut.slice(before, -1);
        assert.equal(kept, character.repeat(kept.length / character.length));
        assert.ok(cut.endsWith('…') && codePoints(cut) <= MAX_QUOTED + 1);
      }
    });
  }

  it('is cut all the same where one character is longer than that', () => {
    const cut = shorten(`e${'\u0301'.repeat(5_000_000)}`);
    assert.equal(codePoints(cut), MAX_QUOTED + 1);
    assert.equal(shorten(`ae${'\u0301'.repeat(100)}`), 'a…');
  });

  it('says the same of each character, alone and beside one that is not plain', () => {
    for (let code = 0; code < 0x3000; code++) {
      const text = `a${String.fromCharCode(code)}b`;
      // What is spelled with what stands before it cannot be the same beside another.
      assert.equal(`${oneLine(text)} é`, oneLine(`${text} é`), code.toString(16));
    }
  });

  it('holds no half of a character and no line break, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.integer({ min: 1, max: 100 }),
        (text, most) => {
          const shown = excerpt(text, most);
          assert.ok(shown.isWellFormed());
          assert.doesNotMatch(shown, /[\n\r\u2028\u2029]/);
          assert.ok(codePoints(shorten(text, most)) <= most + 1);
        },
      ),
      { numRuns: 2000 },
    );
    assert.equal(oneLine('\ud800a\udc00'), '\\ud800a\\udc00');
  });

  it('is one of a list of ten at most, with the number of those left out', () => {
    const names = Array.from({ length: 3990 }, (_, i) => `n${i}`);
    assert.equal(listed(names.slice(0, 10)), names.slice(0, 10).join(', '));
    assert.equal(listed(names.slice(0, 11)), `${names.slice(0, 10).join(', ')} and 1 more`);
    assert.equal(listed(names), `${names.slice(0, 10).join(', ')} and 3,980 more`);
  });
});
