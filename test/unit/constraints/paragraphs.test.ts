import assert from 'node:assert/strict';
import { checkText } from '../../../src/core/constraints/index.js';

function tooMany(text: string, limit: number): string[] {
  return checkText(text, { MAX_PARAGRAPHS: limit }).map(({ start, end }) => text.slice(start, end));
}

describe('paragraphs', () => {
  const cases: [rule: string, text: string, limit: number, found: string[]][] = [
    ['are parted by blank lines alone', '# a\n- b\n- c\nd\n---\ne', 1, []],
    ['are parted by a line of other white space', 'a\n\u00a0\u3000\nb', 1, ['b']],
    ['are parted by a line of quote markers', '> a\n> >\n> b', 1, ['b']],
    ['are not parted by a carriage return', 'a\r\rb', 1, []],
    ['may be a rule, which is in no range', 'a\n\n---\n\nb', 2, ['b']],
    ['may be a rule, which is covered if there is nothing else', 'a\n\n---\n', 1, ['---']],
    ['begin behind markers', 'a\n\n> - [x] b\n\n# c ##\n', 1, ['b\n\n# c']],
    ['begin at the first line with something in it', 'a\n\n***\nb', 1, ['b']],
    ['are fenced code each', '```\n```\n```\n\n\n```\na', 2, ['a']],
    ['are fenced code in a list item', '- a\n  ```\n\n  ```\n  b', 2, ['b']],
    ['are fenced code up to its closing fence', 'a\n\n> ~~~\n> b\n\nc', 2, ['c']],
    ['end where the last visible character does', 'a\n\nb \n\u3000\n', 1, ['b']],
    ['are as many as there are', '\n\n a \n\n', 1, []],
  ];
  for (const [rule, text, limit, found] of cases) {
    it(rule, () => {
      assert.deepEqual(tooMany(text, limit), found);
    });
  }

  it('are counted in the message', () => {
    assert.match(
      checkText('a\n\nb\n\nc', { MAX_PARAGRAPHS: 1 })[0]?.message ?? '',
      /has 3 paragraphs; MAX_PARAGRAPHS allows 1/,
    );
  });
});
