import assert from 'node:assert/strict';
import { longerThan } from './proseFindings.js';

const LONG = 'x'.repeat(60);

describe('line breaks and sentences', () => {
  const cases: [rule: string, text: string, limit: number, long: string[]][] = [
    ['a colon ends the line', 'a b:\nc d', 2, []],
    ['a wide colon ends the line', '他很好：\nb c', 3, []],
    ['a colon ends the line behind closers, tags and blanks', '**a b:**</b> \nc d\n\n“e f”: <i>\ng h', 2, []],
    ['a colon in the line ends nothing', 'a b: c\nd', 3, ['a b: c\nd']],
    ['a colon in code or a placeholder ends nothing', 'a `b:`\nc d', 3, ['a `b:`\nc d']],
    ['a colon before a tag over the line ends nothing', 'a b: <c\nd>e', 2, ['a b: <c\nd>e']],
    ['a time is no colon that ends', `at 10:30\nor ${LONG}`, 3, [`at 10:30\nor ${LONG}`]],

    ['a label in upper case', `a b ${LONG}\nTone: c d`, 3, []],
    ['a label of four words', `a b ${LONG}\nOne two three four: c`, 5, []],
    [
      'no label of five words',
      `a b ${LONG}\nOne two three four five: c`,
      8,
      [`a b ${LONG}\nOne two three four five: c`],
    ],
    ['a label in emphasis, of any case', `a b ${LONG}\n**tone:** c d\n_e_: f g\n~~h~~: i j`, 3, []],
    ['a label of a caseless script', `a b ${LONG}\n角色：助手好\n役 割: x y`, 4, []],
    ['a wide colon needs no white space', `a b ${LONG}\nTone：c d`, 3, []],
    ['no label in lower case', `a b ${LONG}\ntone: c`, 4, [`a b ${LONG}\ntone: c`]],
    ['no label without white space', `a b ${LONG}\nTone:c d`, 5, [`a b ${LONG}\nTone:c d`]],
    ['a label behind a time', `a b ${LONG}\nAt 10:30: c d`, 5, []],
    ['a label with inline code and a placeholder', `a b ${LONG}\nThe \`x. y: z\` {{task}}: c`, 4, []],
    ['no label that begins with a placeholder', `a b ${LONG}\n{{task}}: c`, 4, [`a b ${LONG}\n{{task}}: c`]],
    ['no label before what only ends like a tag', `a b ${LONG}\nTone:cd> e`, 5, [`a b ${LONG}\nTone:cd> e`]],
    ['no label behind the end of a sentence', `a b ${LONG}\nSo. Tone: c`, 3, [`a b ${LONG}\nSo.`]],
    ['a label in tags', `a b ${LONG}\n<b>Tone:</b> c d\n<i>E</i>: f g`, 3, []],
    ['a label in a quote', `> a b ${LONG}\n> Tone: c d`, 3, []],
    ['a label that ends its line', `a b ${LONG}\nTone:\nc d`, 3, []],
    ['a label and its sentence', `a b ${LONG}\nTone: c d e. f`, 3, ['Tone: c d e.']],
    ['a label with an abbreviation', `a b ${LONG}\nDr. Fox: c d`, 4, []],

    ['more than half of the breaks are deliberate', 'A b\nC d', 2, []],
    ['half of them are not enough', `A b\nC ${LONG}\n${LONG} d`, 5, [`A b\nC ${LONG}\n${LONG} d`]],
    ['a break before a lower-case letter ends nothing', 'A b\nc d\nÉ f\né g', 4, []],
    [
      'a break before a digit, a quote, code or a placeholder does',
      'A b\n1 c\n"d e\n`f g` h\n{{task}} i\n他好',
      2,
      [],
    ],
    ['a break before a lower-case letter in a tag ends nothing', 'A b\n<i>c</i> d', 3, ['A b\n<i>c</i> d']],
    ['the word would just have fitted', `A ${'x'.repeat(54)}\nBcd e`, 2, []],
    ['the word would just not have fitted', `A ${'x'.repeat(55)}\nBcd e`, 3, [`A ${'x'.repeat(55)}\nBcd e`]],
    ['the longest line is what words would have to fit in', `A ${LONG}\nB ${LONG}xxx\nC ${LONG}\nD e`, 2, []],
    ['code points are counted, not units', `A ${'𝐀'.repeat(54)}\nBcd e`, 2, []],
    ['code points of the word are counted, not units', `A ${'x'.repeat(54)}\n𝐁cd e`, 2, []],
    ['white space at the end of a line counts for nothing', `A b${' '.repeat(60)}\nC d`, 2, []],
    ['quote markers count for nothing', `> A ${'x'.repeat(54)}\n> Bcd e`, 2, []],
    ['each item is judged by its own lines', `- A b\n  C d\n- E f ${LONG}\n  G h`, 4, [`E f ${LONG}\n  G h`]],
    [
      'a placeholder is as long as it is written',
      `A {{semantic_traits}} ${'x'.repeat(32)}\n{{task}} b`,
      3,
      [`A {{semantic_traits}} ${'x'.repeat(32)}\n{{task}} b`],
    ],
    ['a break in inline code ends nothing', 'A `b\nC` d', 2, ['A `b\nC` d']],
    ['a break in a tag ends nothing', 'A b <c\nd="e"> F', 2, ['A b <c\nd="e"> F']],
    ['a long word at the start of a line does not fit', `A b\n${LONG}`, 2, [`A b\n${LONG}`]],
  ];
  for (const [rule, text, limit, long] of cases) {
    it(rule, () => {
      assert.deepEqual(longerThan(limit, text), long);
    });
  }
});

describe('list markers of other kinds', () => {
  const markers = [
    ...Array.from('•◦▪●○‣–—', (bullet) => `${bullet} `),
    ...[
      '(1) ',
      '(12) ',
      '(123) ',
      '(a) ',
      '(B) ',
      '(é) ',
      'a) ',
      'B) ',
      'я) ',
      '（1） ',
      '（一） ',
      '1） ',
      'a）\u3000',
    ].filter((marker) => marker !== '1） '),
    ...['① ', '⑳ ', '⑴ ', '⒈ ', '❶ ', '㈠ ', 'ⓐ ', '㉑ '],
    ...['一、', '十二、 ', '二十一、', '3、', '12、 ', '３、', '０、', '９、'],
  ];
  for (const marker of markers) {
    it(`“${marker}” parts sentences, and is no word and no part of a range`, () => {
      const text = `${LONG} a b\n${marker}c d\n  ${marker}e f g\n${marker}<b>\n> ${marker}h i`;
      assert.deepEqual(longerThan(2, text), [`${LONG} a b`, 'e f g']);
    });
  }

  for (const text of [
    '•a',
    '(1)a',
    '(1234) a',
    '(ab) a',
    '(1 ) a',
    'ab) a',
    '①a',
    '一 a',
    '一二三四、a',
    '(a',
    'a)b',
    '1234、a',
    '·a',
  ]) {
    it(`“${text}” has none`, () => {
      assert.equal(longerThan(1, `${LONG}\n${text}`)[0]?.startsWith(LONG), true);
    });
  }

  it('may hold checkboxes, other markers and items without anything', () => {
    assert.deepEqual(longerThan(1, '• [x] a b\n(1) - c d\n•\n①\n– — e f'), ['a b', 'c d', 'e f']);
  });

  it('interrupt no paragraph with nothing behind them', () => {
    assert.deepEqual(longerThan(1, `${LONG} a\n•\nb`), [`${LONG} a\n•\nb`]);
  });

  it('are none before a placeholder without white space', () => {
    assert.deepEqual(longerThan(1, `+{{task}} a\n\n•{{task}} b\n\n#{{task}} c\n\n- [x]{{task}} d`), [
      '+{{task}} a',
      '•{{task}} b',
      '#{{task}} c',
      '[x]{{task}} d',
    ]);
    assert.deepEqual(longerThan(1, '一、{{task}} a'), ['{{task}} a']);
  });
});
