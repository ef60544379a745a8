import assert from 'node:assert/strict';
import { parseYaml } from '../../../../src/core/documents/parseYaml.js';
import { entryEnd, entryRange } from '../../../../src/language/edits/entryRange.js';

/** What goes when the entry of a key goes. */
function taken(text: string, key: string): string | undefined {
  const { root } = parseYaml(text);
  const range = root?.kind === 'mapping' ? entryRange(text, root, key) : undefined;
  return range && text.slice(range.start, range.end);
}

describe('an entry of a mapping', () => {
  it('ends behind its line, or with the text', () => {
    assert.equal(entryEnd('a: 1\nb: 2', { start: 0, end: 4 }), 5);
    assert.equal(entryEnd('a: 1\nb: 2', { start: 5, end: 9 }), 9);
    assert.equal(entryEnd('a', { start: 0, end: 1 }), 1);
    assert.equal(entryEnd('\n', { start: 0, end: 0 }), 1);
    assert.equal(entryEnd('a: |\n  x\n\n\nb: 2\n', { start: 0, end: 10 }), 9);
  });

  it('goes with its line break, its comma, or alone', () => {
    assert.equal(taken('a: 1\nb: 2\n', 'a'), 'a: 1\n');
    assert.equal(taken('a: 1\nb: 2', 'b'), 'b: 2');
    assert.equal(taken('{ a: 1, b: 2 }', 'a'), 'a: 1, ');
    assert.equal(taken('{ a: 1, b: 2 }', 'b'), ', b: 2');
    assert.equal(taken('{ a: 1 }', 'a'), 'a: 1');
    assert.equal(taken('? a\n: 1\n', 'a'), undefined);
    assert.equal(taken('a: 1\n', 'b'), undefined);
  });
});
