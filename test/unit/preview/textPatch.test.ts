import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Piece } from '../../../src/preview/protocol.js';
import { toRuns, total } from '../../../src/preview/runs.js';
import { applyPatch, patchBetween } from '../../../src/preview/textPatch.js';

const text = fc.oneof(fc.constantFrom('', 'a', 'ab', 'aba', '\n', '👍', '👎👍', '\ud83d'), fc.string());
const piece: fc.Arbitrary<Piece> = fc.oneof(
  text.map((written) => ({ text: written })),
  fc.record({ text, value: fc.constantFrom('task' as const, 'stress' as const) }, { noNullPrototype: true }),
);
const row = fc.array(piece, { maxLength: 6 }).map(toRuns);

describe('textPatch', () => {
  it('makes the next text of the one before, whatever they are', () => {
    fc.assert(
      fc.property(row, row, (old, next) => {
        assert.deepEqual(applyPatch(old, patchBetween(old, next)), next);
      }),
      { numRuns: 5000 },
    );
  });

  it('follows any number of edits', () => {
    fc.assert(
      fc.property(fc.array(row), (texts) => {
        let shown: readonly Piece[] = [];
        for (const next of texts) shown = applyPatch(shown, patchBetween(shown, next)) ?? assert.fail();
        assert.deepEqual(shown, texts.at(-1) ?? []);
      }),
      { numRuns: 500 },
    );
  });

  it('sends a letter typed as a letter, in a template and in a value', () => {
    const around = (typed: string, value: string): Piece[] => [
      { text: `${'a'.repeat(1000)}${typed}${'b'.repeat(1000)}` },
      { text: `${'c'.repeat(1000)}${value}${'d'.repeat(1000)}`, value: 'task' },
      { text: '', value: 'stress' },
    ];
    assert.deepEqual(patchBetween(around('', ''), around('x', '')), {
      keepStart: 1000,
      keepEnd: 3001,
      insert: [{ text: 'x' }],
    });
    assert.deepEqual(patchBetween(around('', ''), around('', 'y')), {
      keepStart: 3000,
      keepEnd: 1001,
      insert: [{ text: 'y', value: 'task' }],
    });
    assert.deepEqual(patchBetween(around('', ''), around('', '')).insert, []);
  });

  it('never cuts a character in two', () => {
    fc.assert(
      fc.property(row, row, (old, next) => {
        for (const { text: sent } of patchBetween(old, next).insert) {
          assert.ok(next.some((run) => run.text.includes(sent)));
          if (old.concat(next).every((run) => run.text.isWellFormed())) assert.ok(sent.isWellFormed());
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('keeps two values of one name apart', () => {
    const value = (written: string): Piece => ({ text: written, value: 'stress' });
    const old = [value('abc')];
    const next = [value('ab'), value('x')];
    assert.deepEqual(applyPatch(old, patchBetween(old, next)), next);
  });

  it('refuses a patch that was made for another text', () => {
    fc.assert(
      fc.property(row, fc.nat(), (runs, more) => {
        assert.equal(applyPatch(runs, { keepStart: total(runs), keepEnd: more + 1, insert: [] }), undefined);
      }),
    );
  });
});
