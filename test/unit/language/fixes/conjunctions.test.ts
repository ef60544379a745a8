import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/language/index.js';
import { safeSplits } from '../../../../src/language/fixes/texts/conjunctions.js';

const SAFE: readonly (readonly [string, string, string])[] = [
  ['The price is copied, and we never round it.', ', and', 'The price is copied. We never round it.'],
  ['The price is copied, but we may round it.', ', but', 'The price is copied. But we may round it.'],
  ['The shop is closed, so you get a letter.', ', so', 'The shop is closed. So you get a letter.'],
  ['You can come by, or we can fetch it.', ', or', 'You can come by. Or we can fetch it.'],
  ['The price is copied; it is never rounded.', ';', 'The price is copied. It is never rounded.'],
  ['The price is copied; but it may be old.', '; but', 'The price is copied. But it may be old.'],
  ['The lever was loose, and I tightened it.', ', and', 'The lever was loose. I tightened it.'],
  ['The lever was loose, and this is dangerous.', ', and', 'The lever was loose. This is dangerous.'],
  [
    'We saw that the lever was loose, and we tightened it.',
    ', and',
    'We saw that the lever was loose. We tightened it.',
  ],
  ['The lever was loose, and that is dangerous.', ', and', 'The lever was loose. That is dangerous.'],
  ['The lever was\nloose, and\nwe tightened it.', ', and', 'The lever was\nloose. We tightened it.'],
  ['The lever was loose,\nand we tightened it.', ', and', 'The lever was loose.\nWe tightened it.'],
  [
    'The “small” lever was loose, and we tightened it.',
    ', and',
    'The “small” lever was loose. We tightened it.',
  ],
  [
    "The shop's lever was loose, and we tightened it.",
    ', and',
    "The shop's lever was loose. We tightened it.",
  ],
  [
    'Yesterday, the lever was loose, and we tightened it.',
    ', and',
    'Yesterday, the lever was loose. We tightened it.',
  ],
  ['Write to {{task}} first, and you answer later.', ', and', 'Write to {{task}} first. You answer later.'],
];

const UNSAFE: readonly string[] = [
  'Answer briefly, and give an example.',
  'Name the part, its price, and its age.',
  'If the lever is loose, and you see it, stop.',
  'When the customer writes, and you answer, be brief.',
  'Because it rains today, and we are wet, close.',
  'Today, if the lever is loose, and you see it, stop.',
  'Tell him, her, and they will come.',
  'The lever was loose, and that lever broke.',
  'He said that it was late, and that he was tired.',
  'That the lever was loose is known, and that is bad.',
  'We see that the lever is loose, and that is bad.',
  'Write very clearly, so they can understand it.',
  'Write very clearly, so that they understand it.',
  'Either the lever is loose, or it is bent.',
  'He not only came late, but he left early.',
  'Write “it was loose, and we tightened it” here.',
  'Write "it was loose, and we tightened it" here.',
  "Write 'it was loose, and we tightened it' here.",
  'The lever (it was loose, and we saw it) broke.',
  'The [lever was loose, and we](https://example.org) saw it.',
  'The **lever was loose, and we** saw it.',
  'The **lever was loose, and we tightened** it.',
  'The *lever was loose, and we tightened* it.',
  'The _lever was loose, and we tightened_ it.',
  'Run `make all things, and we` see.',
  'One thing matters: the lever is loose, and we see it.',
  'The lever — it was loose, and we saw it — broke.',
  'The lever was loose, and we tightened it',
  'Was the lever loose, and we saw it?',
  '| The lever was loose, and we saw it. |',
  'It, and they of course, matter.',
  'The lever was loose,and we saw it.',
  'The lever was loose, we tightened it.',
  'Should the lever be loose, and you see it, stop.',
  'The lever was loose, and i saw it.',
  'The lever was loose, they say, and we saw it.',
];

describe('safe splits of a sentence', () => {
  for (const [text, at, expected] of SAFE) {
    it(JSON.stringify(text), () => {
      const [split] = safeSplits(text, 0, text.length);
      assert.ok(split);
      assert.equal(split.at, at);
      assert.equal(applyEdits(text, split.edits), expected);
    });
  }

  for (const text of UNSAFE) {
    it(`none in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(safeSplits(text, 0, text.length), []);
    });
  }

  it('begins with the place nearest to the middle', () => {
    const text = 'We look first, and we listen, and then we write what we found there, but we never guess.';
    assert.deepEqual(
      safeSplits(text, 0, text.length).map(({ at }) => at),
      [', but', ', and'],
    );
  });

  it('sees quotes that opened in an earlier sentence of the paragraph', () => {
    const text = 'He wrote “It broke. The lever was loose, and we saw it. So what.”';
    const start = text.indexOf('The');
    assert.deepEqual(safeSplits(text, start, text.indexOf(' So')), []);
  });
});
