import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkText } from '../../../src/core/constraints/index.js';
import { hardText } from './generators.js';
import { plainEmoji } from './plainEmoji.js';

function positions(text: string): [number, number][] {
  return checkText(text, { NO_EMOJI: true }).map(({ start, end }) => [start, end]);
}

const emojiPiece = fc.oneof(
  fc.constantFrom(
    ...[
      '\u200d',
      '\ufe0f',
      '\ufe0e',
      '\u20e3',
      '\u{1f3fd}',
      '\u{1f3fb}',
      '🇫',
      '🇷',
      '🇪',
      '1',
      '#',
      '*',
      'a',
      ' ',
    ],
  ),
  fc.constantFrom(
    ...[
      '👩',
      '💻',
      '🚀',
      '❤',
      '🔥',
      '©',
      '™',
      '☝',
      '👍',
      '♂',
      '🏴',
      '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
      '🏴󠁵󠁳󠁴󠁸󠁿',
      '\u{e0067}',
      '\u{e007f}',
      '👁',
      '🗨',
      '\ud83d',
      '\udc4d',
      '㊗',
    ],
  ),
);

describe('emoji', function () {
  this.timeout(60_000);

  it('are found where the plain rule finds them, in sequences that go wrong', () => {
    const text = fc.array(emojiPiece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (t) => {
        assert.deepEqual(positions(t), plainEmoji(t), JSON.stringify(t));
      }),
      { numRuns: 5000 },
    );
  });

  it('are found where the plain rule finds them, in mixed texts', () => {
    fc.assert(
      fc.property(hardText, (t) => {
        assert.deepEqual(positions(t), plainEmoji(t), JSON.stringify(t));
      }),
      { numRuns: 2000 },
    );
  });

  it('are found where the plain rule finds them, at every code point, alone and with each selector', () => {
    for (let c = 1; c < 0x110000; c++) {
      if (c > 0x3400 && c < 0x1ec00 && c !== 0xfe0e && c !== 0xfe0f) continue;
      if (c > 0x20000 && (c < 0xe0000 || c > 0xe01ff)) continue;
      const character = String.fromCodePoint(c);
      const text = `${character} ${character}\ufe0f ${character}\ufe0e ${character}\u{1f3fd} ${character}\ufe0f\u20e3`;
      const found = positions(text);
      const plain = plainEmoji(text);
      if (found.join(' ') !== plain.join(' ')) assert.deepEqual(found, plain, c.toString(16));
    }
  });

  it('are whole when they are RGI flags', () => {
    for (const [first, second] of pairs(0x1f1e6, 0x1f1ff)) {
      const text = String.fromCodePoint(first, second);
      assert.deepEqual(positions(text), plainEmoji(text));
    }
  });

  it('are not slow where a million are joined', () => {
    const text = '👩\u200d'.repeat(300_000);
    assert.deepEqual(positions(text), [[0, text.length - 1]]);
  });
});

function* pairs(least: number, most: number): Generator<[number, number]> {
  for (let a = least; a <= most; a++) for (let b = least; b <= most; b++) yield [a, b];
}
