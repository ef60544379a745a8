// Where the lines, values and characters are that a mistake in a text is told at.
import assert from 'node:assert/strict';
import { lastVisible } from '../../../src/core/documents/mistakes/mistake.js';
import { lineAround, valueAround } from '../../../src/core/documents/mistakes/yamlLines.js';
import type { TextRange } from '../../../src/core/model/findings.js';
import { visibleRange } from '../../../src/core/text/visible.js';

const cut = (text: string, { start, end }: TextRange): string => text.slice(start, end);

describe('the line of an offset', () => {
  it('is what stands between two line breaks', () => {
    const text = '\na: 1\n\nb';
    const lines = [0, 1, 3, 5, 6, 7, 8].map((at) => cut(text, lineAround(text, at)));
    assert.deepEqual(lines, ['', 'a: 1', 'a: 1', 'a: 1', '', 'b', 'b']);
  });
});

describe('the value in a line of YAML', () => {
  for (const [line, value] of [
    ['key: a b # so', 'a b'],
    ['  - key: a', 'a'],
    ['- a: b: c', 'b: c'],
    ['"a: b": c', 'c'],
    ["'a: b' : c", 'c'],
    ['- a # so', 'a'],
    ['"a: b"', '"a: b"'],
    ['key:', ''],
  ] as const)
    it(`${JSON.stringify(line)}: ${JSON.stringify(value)}`, () => {
      assert.equal(cut(line, valueAround(line, 0)), value);
    });
});

describe('the last visible character before an offset', () => {
  it('is a whole one, or where there is none the one at the offset', () => {
    for (const [text, at, expected] of [
      ['ab \n', 4, 'b'],
      ['ab', 1, 'a'],
      ['🙂 \n', 4, '🙂'],
      [' 🙂', 3, '🙂'],
      [' {', 1, '{'],
      ['  ', 2, ''],
    ] as const)
      assert.equal(cut(text, lastVisible(text, at)), expected, text);
  });
});

describe('a range that can be shown', () => {
  it('has whole characters, and one at least', () => {
    const text = 'a🙂b\n\nc';
    for (const [start, end, expected] of [
      [2, 3, '🙂'],
      [2, 4, '🙂b'],
      [1, 2, '🙂'],
      [0, 2, 'a🙂'],
      [3, 3, 'b'],
      [4, 4, 'b'],
      [5, 5, '\n'],
      [7, 9, 'c'],
      [-3, -1, 'a'],
    ] as const)
      assert.equal(cut(text, visibleRange(text, { start, end })), expected, `${start}-${end}`);
    assert.equal(cut('\na', visibleRange('\na', { start: 0, end: 0 })), '\n');
    assert.deepEqual(visibleRange('', { start: 0, end: 1 }), { start: 0, end: 0 });
    assert.equal(cut('\uffffb', visibleRange('\uffffb', { start: 0, end: 0 })), '\uffff');
    assert.equal(cut('\uffffb', visibleRange('\uffffb', { start: 1, end: 1 })), 'b');
    assert.equal(cut('a\n🙂\n', visibleRange('a\n🙂\n', { start: 4, end: 4 })), '🙂');
  });
});
