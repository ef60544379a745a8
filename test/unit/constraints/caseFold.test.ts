import assert from 'node:assert/strict';
import { foldCase, foldCodePoint } from '../../../src/core/text/caseFold.js';
import { isWhiteSpace, trimWhiteSpace } from '../../../src/core/text/whiteSpace.js';

function everyCodePoint(): number[] {
  return Array.from({ length: 0x110000 }, (_, i) => i).filter((c) => c < 0xd800 || c > 0xdfff);
}

describe('case folding', () => {
  it('joins exactly the letters that the engine’s own /iu joins', () => {
    const cased = everyCodePoint().filter((c) => {
      const character = String.fromCodePoint(c);
      return (
        /[\p{Changes_When_Casemapped}\p{Changes_When_Casefolded}]/u.test(character) || foldCodePoint(c) !== c
      );
    });
    const keys = new Set(cased.map(foldCodePoint));
    for (const c of cased) {
      const same = new RegExp(`^[${String.fromCodePoint(c)}]$`, 'iu').test(
        String.fromCodePoint(foldCodePoint(c)),
      );
      // Engines older than Unicode 15.1 do not join the three pairs of letters encoded twice.
      assert.ok(same || [0x1fd3, 0x1fe3, 0xfb05].includes(c), c.toString(16));
    }
    const all = [...keys].map((c) => String.fromCodePoint(c)).join('');
    for (const key of keys) {
      const character = String.fromCodePoint(key);
      const equal = all.match(new RegExp(character, 'giu'));
      assert.deepEqual(equal, [character]);
    }
  }).timeout(20_000);

  it('gives one key of the same length to every character', () => {
    for (const c of everyCodePoint()) {
      const key = foldCodePoint(c);
      if (key > 0xffff !== c > 0xffff || foldCodePoint(key) !== key) assert.fail(c.toString(16));
    }
  });

  it('folds texts', () => {
    assert.equal(foldCase('Hello, WORLD'), 'hello, world');
    assert.equal(foldCase('ΟΔΟΣ'), foldCase('οδος'));
    assert.equal(foldCase('STRAẞE'), 'straße');
    assert.notEqual(foldCase('STRASSE'), foldCase('straße'));
    assert.equal(foldCase('İıIi'), 'İıii');
    assert.equal(foldCase('İI'), 'İi');
    assert.equal(foldCase('\u{10400}'), '\u{10428}');
    assert.equal(foldCase('a\ud800B'), 'a\ud800b');
  });
});

describe('white space', () => {
  it('is the Unicode property White_Space', () => {
    for (let c = 0; c <= 0xffff; c++) {
      if (isWhiteSpace(c) !== /\p{White_Space}/u.test(String.fromCharCode(c))) assert.fail(c.toString(16));
    }
  });

  it('is trimmed, and a byte order mark is not', () => {
    assert.equal(trimWhiteSpace('\u0085 \t\n a b\u00a0\u3000'), 'a b');
    assert.equal(trimWhiteSpace('\ufeffa\u200b'), '\ufeffa\u200b');
    assert.equal(trimWhiteSpace(' \n '), '');
  });
});
