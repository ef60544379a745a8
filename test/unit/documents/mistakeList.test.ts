import assert from 'node:assert/strict';
import { MistakeList } from '../../../src/core/documents/mistakes/mistakeList.js';

describe('the mistakes of a text', () => {
  it('have room for 5,000 places of a habit, whatever the number of others may be', () => {
    const mistakes = new MistakeList('', 1);
    for (let i = 0; i < 5000; i++) {
      assert.ok(mistakes.isRoom());
      mistakes.add({ message: '', range: { start: i, end: i + 1 }, habit: 'string quotes' });
    }
    assert.ok(!mistakes.isRoom());
  });

  it('have room for as many others as are asked for', () => {
    const mistakes = new MistakeList('', 2);
    for (const room of [true, true, false]) {
      assert.equal(mistakes.isRoom(), room);
      mistakes.report('', { start: 0, end: 1 });
    }
  });
});
