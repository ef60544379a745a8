import assert from 'node:assert/strict';
import { DiffRoom } from '../../../src/core/compare/diffRoom.js';
import { unifiedDiff } from '../../../src/core/compare/unifiedDiff.js';

/** All that a comment of a pull request has for diffs. */
const ROOM = 24_000;

describe('the room for diffs in a pull request', () => {
  const lengthOf = (before: string, after: string): number => unifiedDiff(before, after).join('\n').length;
  /** A text that differs from none by a diff of just so many characters. */
  const textFor = (length: number): string => {
    const rest = lengthOf('', 'x') - 1;
    const text = 'x'.repeat(length - rest);
    assert.equal(lengthOf('', text), length);
    return text;
  };

  it('holds a diff that fills it, and cuts one that is a character longer, with a word of it', () => {
    const whole = new DiffRoom().diff('', textFor(ROOM));
    assert.equal(whole.length, 1);
    const cut = new DiffRoom().diff('', textFor(ROOM + 1));
    assert.equal(cut.length, 2);
    assert.match(cut[1] ?? '', /^1 of 3 lines of this diff are left out/);
    const shown = (cut[0] ?? '').split('\n').filter((line) => !line.startsWith('```'));
    assert.ok(shown.join('\n').trimEnd().length <= ROOM);
    assert.match(shown.at(-2) ?? '', /x…$/);
  });

  it('is what the diffs before it have left', () => {
    const room = new DiffRoom();
    assert.equal(room.diff('', textFor(ROOM - 100)).length, 1);
    assert.deepEqual(room.diff('a', 'a'), []);
    assert.equal(room.diff('', textFor(101)).length, 2);
  });

  it('begins no line of a diff in less than 80 characters', () => {
    const lines = unifiedDiff('', 'x'.repeat(200));
    const before = lines.slice(0, 2).join('\n').length + '\n+'.length;
    for (const [left, shown] of [
      [80, true],
      [79, false],
    ] as const) {
      const room = new DiffRoom();
      room.diff('', textFor(ROOM - before - left));
      const [block, told] = room.diff('', 'x'.repeat(200));
      assert.equal(block?.includes('x…'), shown);
      assert.match(told ?? '', /^1 of 3 lines/);
    }
  });

  it('has none of a diff of which not even the first line fits', () => {
    const room = new DiffRoom();
    assert.equal(room.diff('', textFor(ROOM - 2)).length, 1);
    assert.deepEqual(room.diff('', 'x'), [
      '3 of 3 lines of this diff are left out, to fit into a pull request.\n',
    ]);
  });
});
