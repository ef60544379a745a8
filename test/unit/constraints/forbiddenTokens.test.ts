import assert from 'node:assert/strict';
import fc from 'fast-check';
import { check, checkText, compileConstraints } from '../../../src/core/constraints/index.js';
import { crowdedText, crowdedToken, hardText, hardToken } from './generators.js';
import { plainTokenSearch } from './plainTokenSearch.js';

function occurrences(text: string, tokens: readonly string[]): [number, number][] {
  return checkText(text, { FORBIDDEN_TOKENS: tokens }).map(({ start, end }) => [start, end]);
}

/** A text in which nothing is code and nothing is a placeholder, so that all of it is searched. */
function withoutCode(text: string): string {
  return text.replaceAll(/[`~]/g, '').replaceAll(/\{(?=\{)/g, '{ ');
}

describe('forbidden tokens', function () {
  this.timeout(20_000);

  it('are found where a plain search finds them, in mixed texts', () => {
    fc.assert(
      fc.property(hardText.map(withoutCode), fc.array(hardToken, { maxLength: 12 }), (text, tokens) => {
        assert.deepEqual(occurrences(text, tokens), plainTokenSearch(text, tokens));
      }),
      { numRuns: 2000 },
    );
  });

  it('are found where a plain search finds them, where many overlap', () => {
    fc.assert(
      fc.property(crowdedText, fc.array(crowdedToken, { maxLength: 12 }), (text, tokens) => {
        assert.deepEqual(occurrences(text, tokens), plainTokenSearch(text, tokens));
      }),
      { numRuns: 2000 },
    );
  });

  it('are found in substrings of the text itself', () => {
    const cut = fc.tuple(
      hardText.map(withoutCode),
      fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 12 })), { maxLength: 8 }),
    );
    fc.assert(
      fc.property(cut, ([text, ranges]) => {
        const tokens = ranges.map(([start, length]) => text.slice(start, start + length).toUpperCase());
        assert.deepEqual(occurrences(text, tokens), plainTokenSearch(text, tokens));
      }),
      { numRuns: 1500 },
    );
  });

  it('are named as the constraints spell them first', () => {
    const compiled = compileConstraints({
      forbiddenTokens: ['Very good', 'VERY  GOOD', '!'],
      noEmoji: false,
    });
    const [first, second] = check('very\ngood!', compiled);
    assert.deepEqual([first?.token, second?.token], ['Very good', '!']);
    assert.match(first?.message ?? '', /“very good”.*“Very good”/);
  });

  it('may lie in the markers of Markdown', () => {
    assert.deepEqual(occurrences('# a\n- b\n> c\n\n---\n| d |\n|---|\n', ['#', '-', '>', '|']).length, 13);
    assert.deepEqual(occurrences('1. one\n2. two', ['1.', '2']), [
      [0, 2],
      [7, 8],
    ]);
  });

  it('do not lie across code, placeholders and opaque ranges', () => {
    assert.deepEqual(occurrences('log `x` in log {{task}} in log {{tusk}} in', ['log in', 'tusk']), [
      [33, 37],
    ]);
    const compiled = compileConstraints({ forbiddenTokens: ['b', 'task'], noEmoji: false });
    const found = check('a b c b {{task}}', compiled, { opaque: [{ start: 2, end: 3 }] });
    assert.deepEqual(
      found.map(({ start }) => start),
      [6, 10],
    );
  });

  it('may be any number', () => {
    const tokens = Array.from({ length: 20_000 }, (_, i) => (i % 3 === 0 ? `word${i} next` : `word${i}`));
    assert.deepEqual(occurrences('Word7, word3 next, word3, WORD19999 word20000', tokens), [
      [0, 5],
      [7, 17],
      [26, 35],
    ]);
  });
});
