import assert from 'node:assert/strict';
import { applyToGiven, difference, offsetBefore } from '../../../../src/language/edits/textEdit.js';

describe('edits of a text', () => {
  it('end lines as most of the text does', () => {
    const line = [{ start: 0, end: 0, text: 'x\n' }];
    for (const [given, edited] of [
      ['a\r\nb', 'x\r\na\r\nb'],
      ['a\nb', 'x\na\nb'],
      ['a\r\nb\nc\r\n', 'x\r\na\r\nb\nc\r\n'],
      ['a\r\nb\n', 'x\na\r\nb\n'],
      ['\ufeffa\r\n', '\ufeffx\r\na\r\n'],
    ] as const)
      assert.equal(applyToGiven(given, line), edited, JSON.stringify(given));
  });

  it('tell where each character stood before', () => {
    const edits = [
      { start: 1, end: 1, text: 'xy' },
      { start: 2, end: 4, text: '' },
      { start: 5, end: 7, text: 'z' },
    ];
    // `abcdefgh` becomes `axybezh`.
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5, 6].map((offset) => offsetBefore(edits, offset)),
      [0, 1, 1, 1, 4, 5, 7],
    );
  });

  it('are the one that makes a text into another, no larger than it has to be', () => {
    for (const [text, other, edit] of [
      ['abcd', 'abXd', { start: 2, end: 3, text: 'X' }],
      ['abc', 'Xbc', { start: 0, end: 1, text: 'X' }],
      ['abc', 'abX', { start: 2, end: 3, text: 'X' }],
      ['aa', 'aaa', { start: 2, end: 2, text: 'a' }],
      ['aaa', 'aa', { start: 2, end: 3, text: '' }],
      ['ab', 'ab', { start: 2, end: 2, text: '' }],
    ] as const)
      assert.deepEqual(difference(text, other), edit, `${text} ${other}`);
  });
});
