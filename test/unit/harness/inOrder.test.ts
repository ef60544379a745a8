import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { inOrder } from '../../harness/inOrder.mjs';

/** What runs at each start, and the results: of tasks by their names, with how many turns each takes. One in capitals runs alone. */
async function played(tasks: Readonly<Record<string, number>>, lanes: number): Promise<string> {
  const log: string[] = [];
  const running = new Set<string>();
  const given = Object.entries(tasks).map(([name, turns]) => ({
    runsAlone: name === name.toUpperCase(),
    run: async () => {
      running.add(name);
      log.push([...running].join('+'));
      for (let i = 0; i < turns; i++) await setImmediate();
      running.delete(name);
      return name;
    },
  }));
  const results: string[] = [];
  for await (const name of inOrder(given, lanes)) results.push(name);
  return `${log.join(' ')} = ${results.join(' ')}`;
}

describe('tasks side by side', () => {
  it('give their results in order, whichever ends first', async () => {
    assert.equal(await played({ a: 30, b: 2, c: 2 }, 2), 'a a+b a+c = a b c');
  });

  it('are as many at a time as there are lanes', async () => {
    assert.equal(await played({ a: 3, b: 3 }, 1), 'a b = a b');
    assert.equal(await played({}, 2), ' = ');
  });

  it('wait for one that runs alone, and it for them', async () => {
    assert.equal(await played({ A: 3, b: 3, c: 20, D: 3, E: 3, f: 3 }, 2), 'A b b+c D E f = A b c D E f');
  });

  it('say what went wrong', async () => {
    const failing = { runsAlone: false, run: () => Promise.reject(new Error('No.')) };
    await assert.rejects(async () => {
      for await (const result of inOrder([failing], 2)) assert.fail(String(result));
    }, /No\./);
  });
});
