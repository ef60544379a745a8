import assert from 'node:assert/strict';
import { lineEnd, lineStart } from '../../src/core/text/lines.js';

describe('the line of a place', () => {
  const lines = (text: string): string[] =>
    Array.from({ length: text.length + 1 }, (_, at) => text.slice(lineStart(text, at), lineEnd(text, at)));

  it('begins behind the line break before it, and ends before the next', () => {
    assert.deepEqual(lines(''), ['']);
    assert.deepEqual(lines('ab'), ['ab', 'ab', 'ab']);
    assert.deepEqual(lines('a\nb\n'), ['a', 'a', 'b', 'b', '']);
    assert.deepEqual(lines('\n\na'), ['', '', 'a', 'a']);
  });
});
