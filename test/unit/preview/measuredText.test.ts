import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as cl100k from 'gpt-tokenizer/esm/encoding/cl100k_base';
import * as o200k from 'gpt-tokenizer/esm/encoding/o200k_base';
import { textBlocks } from '../../../src/core/text/textBlocks.js';
import { countCharacters, countWords } from '../../../src/preview/page/countWords.js';
import { MeasuredText, type CountTokens } from '../../../src/preview/page/measuredText.js';

const asText = { disallowedSpecial: new Set<string>() };
const counters: Readonly<Record<string, CountTokens>> = {
  o200k_base: (text) => o200k.countTokens(text, asText),
  cl100k_base: (text) => cl100k.countTokens(text, asText),
};

/** Texts long enough for several blocks, of all that tokens are divided by. */
const bit = fc.constantFrom(
  ...[
    'word',
    ' ',
    '  ',
    '\n',
    '\r\n',
    '\n\n',
    '\t',
    '.',
    '. ',
    "'s",
    '/',
    '12345',
    'É',
    '日本語',
    '。',
    '👍🏽',
    '\u00A0',
  ],
  ...['HTTPServer', ' \n', ').\n/', '<|endoftext|>', '-'.repeat(30), 'Über', '\u200B', 'e\u0301'],
);
const text = fc.array(bit, { maxLength: 3000, size: 'max' }).map((bits) => bits.join(''));

const whole = (measured: MeasuredText) => {
  assert.ok(measured.measure(() => true));
  return measured.size ?? assert.fail();
};

describe('MeasuredText', function () {
  this.timeout(60_000);

  for (const [name, count] of Object.entries(counters))
    it(`counts in ${name} what the tokenizer counts for the whole text, over any edits`, () => {
      fc.assert(
        fc.property(
          fc.array(text, { minLength: 1, maxLength: 3 }),
          fc.nat(),
          fc.nat(),
          (texts, at, length) => {
            const measured = new MeasuredText();
            measured.countTokens(count);
            const [first = ''] = texts;
            const start = at % (first.length + 1);
            const edited = first.slice(0, start) + 'x 1' + first.slice(start + (length % 50));
            for (const next of [...texts, first, edited].filter((next) => next.isWellFormed())) {
              measured.set(next);
              const size = whole(measured);
              if (!size.isRough) assert.equal(size.tokens, count(next));
              assert.equal(size.characters, Array.from(next).length);
            }
          },
        ),
        { numRuns: 40 },
      );
    });

  it('counts an edit of a long text alone anew', () => {
    const measured = new MeasuredText();
    let counted = 0;
    measured.countTokens((block) => (counted += block.length) && 1);
    const line = 'Answer from the order record only.\n';
    measured.set(line.repeat(30_000));
    whole(measured);
    counted = 0;
    measured.set(`${line.repeat(15_000)}!${line.repeat(15_000)}`);
    whole(measured);
    assert.ok(counted < 10_000, `${counted} characters were counted`);
  });

  it('stops when time is up, and goes on later', () => {
    const measured = new MeasuredText();
    measured.set('one two '.repeat(10_000));
    let steps = 3;
    assert.equal(
      measured.measure(() => steps-- > 0),
      false,
    );
    assert.equal(measured.size, undefined);
    assert.equal(whole(measured).words, 20_000);
  });

  it('counts a text without any place to cut roughly, and says so', () => {
    const measured = new MeasuredText();
    measured.countTokens((block) => block.length);
    measured.set('-'.repeat(1_000_000));
    const { tokens, isRough } = whole(measured);
    assert.equal(tokens, 1_000_000);
    assert.ok(isRough);
  });
});

describe('the blocks of a text', () => {
  it('are all of it, and part no character where there is no place to cut', () => {
    for (const start of ['', 'a']) {
      const text = start + '🚲'.repeat(5000);
      const blocks = textBlocks(text);
      assert.equal(blocks.map((block) => block.text).join(''), text);
      assert.deepEqual(
        blocks.map((block) => block.text.isWellFormed()),
        [true, true, true],
      );
      assert.equal(blocks[0]?.text.length, start === '' ? 4000 : 3999);
    }
  });
});

describe('countWords', function () {
  this.timeout(20_000);

  for (const [written, words] of [
    ['', 0],
    ['  \n', 0],
    ['one', 1],
    ['It’s a well-known fact: 3.5 % of 2 000.', 8],
    ['- a\n- b', 2],
    ['自転車', 1],
    ['The 自転車 shop', 3],
  ] as const)
    it(`finds ${words} in ${JSON.stringify(written)}`, () => {
      assert.equal(countWords(written), words);
    });

  it('counts code points as characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (written) => {
        assert.equal(countCharacters(written), Array.from(written).length);
      }),
    );
  });
});
