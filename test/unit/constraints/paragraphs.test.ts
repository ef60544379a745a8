import assert from 'node:assert/strict';
import { checkText } from '../../../src/core/constraints/index.js';
import { beyondParagraph } from './proseFindings.js';

describe('paragraphs', () => {
  const cases: [rule: string, text: string, limit: number, found: string[]][] = [
    ['are parted by blank lines alone', '# a\n- b\nd\n===\ne', 1, []],
    ['are not parted by the underline of a heading', 'a\n---\nb', 1, []],
    [
      'are not parted by the underline of a heading that is quoted below an item',
      '- a\n\n>  b\n>---\n> c',
      2,
      [],
    ],
    [
      'are parted by a rule below an item, a heading or a table',
      '- a\n---\nb\n\n# c\n***\n| d |\n|---|\n---\ne',
      4,
      ['e'],
    ],
    ['are parted by a rule in a quote', '> a\n> * * *\n> b', 1, ['b']],
    ['are not parted by a rule in an item', '- a\n- ***\n- b', 1, []],
    ['are parted by a line of other white space', 'a\n\u00a0\u3000\nb', 1, ['b']],
    ['are parted by a line of quote markers', '> a\n> >\n> b', 1, ['b']],
    ['are not parted by a carriage return', 'a\r\rb', 1, []],
    ['are no rules', 'a\n\n---\n\n***\n\n_ _ _\n\nb', 2, []],
    ['may be markers, which are covered if there is nothing else', 'a\n\n-\n', 1, ['-']],
    ['are no tags and no comments', '<a>\n\n</b> <c d="e">\n\n<!-- f\n\ng -->\n\n> <h>\n\ni', 1, []],
    ['are parted by a line of tags', 'a\n<b>\nc\n<!-- d -->\n> e\n> </b>\n> f', 3, ['f']],
    ['are parted by each line of a tag over lines', 'a\n<b\n  c="d"\n>\ne', 1, ['e']],
    ['begin and end inside tags', 'a\n\n<b><i>c</i> d</b>\n<e>\n', 1, ['c</i> d']],
    ['begin behind a tag that ends in their line', 'a\n\n<b\nc="d"> e\n</b>', 1, ['e']],
    ['begin behind the markers, where an item is all tags', 'a\n\n- <b>\nc', 1, ['c']],
    ['begin at markers with nothing but tags behind them', 'a\n\n# <b>\n', 1, ['# <b>']],
    [
      'are without the outer pipes of a table',
      'a\n\n| b | c |\n|---|---|\n| d | e |\n',
      1,
      ['b | c |\n|---|---|\n| d | e'],
    ],
    ['are not parted by an unclosed comment', '<!-- a\nb', 1, []],
    ['begin behind markers', 'a\n\n> - [x] b\n\n# c ##\n', 1, ['b\n\n# c']],
    ['begin at the first of their lines', 'a\n\nb\nc', 1, ['b\nc']],
    ['begin at the first line with something in it', 'a\n\n-\nb', 1, ['b']],
    ['are fenced code each', '```\n```\n```\n\n\n```\na', 2, ['a']],
    ['are fenced code in a list item', '- a\n  ```\n\n  ```\n  b', 2, ['b']],
    ['are fenced code up to its closing fence', 'a\n\n> ~~~\n> b\n\nc', 2, ['c']],
    ['are fenced code that ends with its quote', '> ~~~\n> b\nc', 1, ['c']],
    ['end with quoted code, whatever that ends in', 'a\n\n> ~~~\n> b>\n---', 1, ['~~~\n> b>']],
    ['end where the last visible character does', 'a\n\nb \n\u3000\n', 1, ['b']],
    ['are as many as there are', '\n\n a \n\n', 1, []],
  ];
  for (const [rule, text, limit, found] of cases) {
    it(rule, () => {
      assert.deepEqual(beyondParagraph(limit, text), found);
    });
  }

  it('are counted in the message', () => {
    assert.match(
      checkText('a\n\nb\n\nc', { MAX_PARAGRAPHS: 1 })[0]?.message ?? '',
      /has 3 paragraphs; MAX_PARAGRAPHS allows 1/,
    );
  });
});
