import assert from 'node:assert/strict';
import { runCampaign, smallestStopping, type Outcome } from '../../fuzz/campaign.js';

// Workers that behave as a check may: each is a few lines, so that nothing but the watching is tested.

const worker = (onCase: string): string => `
  const { parentPort, workerData: { from, beat } } = require('node:worker_threads');
  const counters = new Int32Array(beat);
  for (let number = from; number < 4; number++) {
    Atomics.store(counters, 0, number);
    Atomics.add(counters, 1, 1);
    ${onCase}
    parentPort.postMessage({ type: 'checked', number, texts: 2, characters: 10, ms: number });
  }
  parentPort.postMessage({ type: 'done' });
`;

const run = (onCase: string): Promise<Outcome> =>
  runCampaign({ program: worker(onCase), eval: true, seed: 1, until: Date.now() + 30_000, hangMs: 3000 });

describe('a campaign', function () {
  this.timeout(60_000);

  it('counts texts and names the slowest case', async () => {
    const { cases, texts, slowest, failures } = await run('');
    assert.deepEqual(
      { cases, texts, slowest, failures: [...failures] },
      { cases: 4, texts: 8, slowest: { number: 3, ms: 3, characters: 10 }, failures: [] },
    );
  });

  it('ends a case that hangs, and goes on with the next', async () => {
    const { cases, failures } = await run('if (number === 2) for (;;);');
    assert.deepEqual(
      [...failures.values()].map(({ kind, number }) => [kind, number]),
      [['hangs', 2]],
    );
    assert.equal(cases, 3);
  });

  it('goes on after a case that brought the worker down', async () => {
    const thrown = await run("if (number === 1) throw new RangeError('too deep');");
    assert.deepEqual(
      [...thrown.failures.values()].map(({ kind, number }) => [kind, number]),
      [['ends the process: too deep', 1]],
    );
    const ended = await run('if (number % 2 === 1) process.exit(7);');
    assert.deepEqual(
      [...ended.failures.values()].map(({ kind, number, times }) => [kind, number, times]),
      [['ends the process', 1, 2]],
    );
  });

  it('keeps the smallest case of each kind of failure, and counts the others', async () => {
    const { failures } = await run(`
      const violation = { kind: 'k', detail: 'd' };
      parentPort.postMessage(number === 0 ? { type: 'failed', number, violation, smallest: { files: {}, edits: [] } } : { type: 'again', kind: 'k' });
    `);
    assert.deepEqual(
      [...failures.values()],
      [{ kind: 'k', detail: 'd', number: 0, smallest: { files: {}, edits: [] }, times: 4 }],
    );
  });

  it('makes what hangs smaller, in one worker after the other', async () => {
    const program = `
      const { parentPort, workerData: { replay, beat } } = require('node:worker_threads');
      Atomics.add(new Int32Array(beat), 1, 1);
      if (replay[0].edits.some(({ text }) => text.includes('x'))) for (;;);
      parentPort.postMessage({ type: 'done' });
    `;
    const failing = {
      files: { 'a.prompt-input.yaml': '' },
      edits: [
        { file: 'b.prompt-input.yaml', text: 'a\nbx\nc' },
        { file: 'c.prompt-input.yaml', text: 'y' },
      ],
    };
    const smallest = await smallestStopping(
      { program, eval: true, hangMs: 1000 },
      { kind: 'hangs', failing, within: 30_000 },
    );
    assert.deepEqual(smallest, { files: {}, edits: [{ file: 'b.prompt-input.yaml', text: 'x' }] });
  });
});
