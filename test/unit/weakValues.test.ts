import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { WeakValues } from '../../src/extension/views/weakValues.js';

interface Row {
  readonly name: string;
}

describe('values that somebody else holds', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 4; i++) {
      await turn();
      collect();
    }
    await turn();
  };

  it('are the same as long as they are held, and leave nothing behind', async () => {
    const rows = new WeakValues<Row>();
    const held = new Map<string, Row>();
    // By a function of its own, whose variables hold nothing later.
    const fill = (name: string): void => {
      const row = rows.of(name, () => ({ name }));
      if (name.endsWith('7')) held.set(name, row);
    };
    for (let i = 0; i < 200; i++) fill(`row ${i}`);
    assert.equal(rows.size, 200);
    await settle();
    assert.equal(rows.size, held.size);
    const isSame = (name: string): boolean =>
      rows.get(name) === held.get(name) &&
      rows.of(name, () => assert.fail('It is there.')) === held.get(name);
    assert.ok([...held.keys()].every(isSame));
    assert.equal(rows.get('row 1'), undefined);
    held.clear();
    await settle();
    assert.equal(rows.size, 0);
  });

  it('may take the place of one that is gone', async () => {
    const rows = new WeakValues<Row>();
    const make = (name: string) => (): Row => ({ name });
    rows.of('a', make('first'));
    await settle();
    const second = rows.of('a', make('second'));
    await settle();
    assert.equal(rows.get('a'), second);
    assert.equal(rows.size, 1);
  });
});
