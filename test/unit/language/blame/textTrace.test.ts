// Which revision last changed a sentence: by the texts of the revisions alone, newest first.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sentencesOf } from '../../../../src/language/blame/sentences.js';
import { TextTrace, type TracedChange } from '../../../../src/language/blame/textTrace.js';

/** Follows the sentences of the first text; revisions are told by their number. */
function trace(...texts: readonly string[]): (TracedChange<number> | undefined)[] {
  const [now = '', ...older] = texts;
  const traced = new TextTrace<number>(now, sentencesOf(now), 0);
  for (const [i, text] of older.entries()) if (!traced.isDone) traced.take(text, i + 1);
  traced.end();
  assert.ok(traced.isDone);
  return traced.changes;
}

describe('the trace of a text', () => {
  it('finds the revision that wrote a sentence, and leaves those around it where they were', () => {
    assert.deepEqual(trace('One. New. Two.', 'One. Two.', 'One.'), [
      { revision: 2 },
      { revision: 0 },
      { revision: 1 },
    ]);
  });

  it('finds the revision that changed a word, and what the sentence said before', () => {
    assert.deepEqual(trace('Never promise a refund. Be kind.', 'Rarely promise a refund. Be kind.'), [
      { revision: 0, before: 'Rarely promise a refund.' },
      { revision: 1 },
    ]);
  });

  it('counts a word that was taken out of a sentence as a change of it', () => {
    assert.deepEqual(trace('Be kind to them.', 'Be very kind to them.'), [
      { revision: 0, before: 'Be very kind to them.' },
    ]);
  });

  it('follows through revisions that change nothing', () => {
    assert.deepEqual(trace('A b c.', 'A b c.', 'A b c.', 'A x c.'), [{ revision: 2, before: 'A x c.' }]);
  });

  it('finds each line by itself, in lists and in another order of changes', () => {
    assert.deepEqual(trace('- a\n- c\n- b', '- a\n- b', '- a'), [
      { revision: 2 },
      { revision: 0 },
      { revision: 1 },
    ]);
  });

  it('takes a text that was empty before for new', () => {
    assert.deepEqual(trace('One. Two.', ''), [{ revision: 0 }, { revision: 0 }]);
  });

  it('says what a sentence was, though it was split, or was several', () => {
    assert.deepEqual(trace('Be kind. Be short.', 'Be kind and be short.'), [
      { revision: 0, before: 'Be kind and be short.' },
      { revision: 0, before: 'Be kind and be short.' },
    ]);
    assert.deepEqual(trace('Be kind and be short.', 'Be kind. Be short.'), [
      { revision: 0, before: 'Be kind. Be short.' },
    ]);
    const three = 'Be very kind. Be utterly clear. Always be calm.';
    assert.deepEqual(trace('Be kind and calm.', three), [{ revision: 0, before: three }]);
  });

  it('names no revision before one that has the sentence, whatever was edited around it', () => {
    const word = fc.constantFrom('one', 'two', 'three', 'Four', 'five', '{{task}}');
    const sentence = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => `${words.join(' ')}.`);
    const text = fc
      .array(fc.tuple(sentence, fc.constantFrom(' ', '\n', '\n\n')), { maxLength: 6 })
      .map((parts) => parts.map(([said, gap]) => said + gap).join(''));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
        const [now = ''] = texts;
        for (const [i, { start, end }] of sentencesOf(now).entries()) {
          const change = trace(...texts)[i];
          assert.ok(change);
          for (const held of texts.slice(0, change.revision + 1))
            assert.ok(held.includes(now.slice(start, end)), JSON.stringify(texts));
          const before = texts[change.revision + 1];
          if (change.before !== undefined) assert.ok(before?.includes(change.before));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the sentences of a text', () => {
  const said = (text: string): string[] => sentencesOf(text).map(({ start, end }) => text.slice(start, end));

  it('end with a mark or a line, and have no blanks around them', () => {
    assert.deepEqual(said('  One. Two?\n\n \t\n\tthree\nx\n'), ['One.', 'Two?', 'three', 'x']);
  });

  it('are found in scripts without spaces between words', () => {
    assert.deepEqual(said('はじめまして。先週です。'), ['はじめまして。', '先週です。']);
  });

  it('cover all that is no blank, however long a line is', () => {
    const line = 'word '.repeat(5000);
    assert.equal(said(line).join('').replaceAll(' ', ''), 'word'.repeat(5000));
    assert.ok(said(line).every((one) => one === one.trim()));
  });
});
