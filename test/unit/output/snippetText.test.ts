import assert from 'node:assert/strict';
import { snippetText } from '../../../src/core/output/snippetText.js';

describe('a text as a snippet', () => {
  const place = (text: string, part: string): { start: number; end: number } => {
    const start = text.indexOf(part);
    return { start, end: start + part.length };
  };

  it('has a place for each part that is to be typed over, one after the other', () => {
    const text = 'id: one\nsemver: 1.0.0\n';
    assert.equal(
      snippetText(text, [place(text, 'one'), place(text, '1.0.0')]),
      'id: ${1:one}\nsemver: ${2:1.0.0}\n',
    );
  });

  it('ends at its last place where nothing stands there', () => {
    assert.equal(snippetText('a: ', [{ start: 3, end: 3 }]), 'a: ${0}');
    assert.equal(
      snippetText('a: \nb: ', [
        { start: 3, end: 3 },
        { start: 7, end: 7 },
      ]),
      'a: ${1}\nb: ${2}',
    );
  });

  it('writes what would be a variable, a place or an escape as it is', () => {
    assert.equal(snippetText('{{task}} costs $5 \\ ${x}', []), '{{task\\}\\} costs \\$5 \\\\ \\${x\\}');
    assert.equal(snippetText('$a}', [{ start: 1, end: 3 }]), '\\$${1:a\\}}');
  });
});
