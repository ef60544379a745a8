import assert from 'node:assert/strict';
import { makeCase } from '../../fuzz/makeCase.js';
import { minimise } from '../../fuzz/minimise.js';
import { Random } from '../../fuzz/random.js';
import { loadSeedFiles } from '../../fuzz/seedFiles.js';
import type { FuzzCase } from '../../fuzz/fuzzCase.js';

describe('random numbers', () => {
  const first = (seed: number, stream: number): number[] => {
    const random = new Random(seed, stream);
    return Array.from({ length: 20 }, () => random.below(1000));
  };

  it('follow from the seed and the stream alone', () => {
    assert.deepEqual(first(7, 3), first(7, 3));
    assert.notDeepEqual(first(7, 3), first(7, 4));
    assert.notDeepEqual(first(7, 3), first(8, 3));
  });

  it('reach every value, and none beyond', () => {
    const random = new Random(1);
    const seen = new Set(Array.from({ length: 500 }, () => random.below(10)));
    assert.deepEqual([...seen].sort(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (let i = 0; i < 200; i++) {
      const { start, end } = random.range('abcdef');
      assert.ok(0 <= start && start <= end && end <= 6);
    }
  });
});

describe('the cases of a seed', function () {
  this.timeout(20_000);
  const seeds = loadSeedFiles();
  const cases = Array.from({ length: 400 }, (_, number) => makeCase(7, number, seeds));

  it('are the same whenever they are made', () => {
    assert.deepEqual(
      cases,
      Array.from({ length: 400 }, (_, number) => makeCase(7, number, loadSeedFiles())),
    );
    assert.notDeepEqual(cases[0], makeCase(8, 0, seeds));
  });

  it('are of each kind in each syntax, changed by characters and by bytes, deleted, alone and among others', () => {
    const edits = cases.flatMap((one) => one.edits);
    const endings = new Set(edits.map(({ file }) => file.replace(/^[^.]*\.|^.*?(?=prompt-)/g, '')));
    for (const ending of [
      'template.md',
      'template.yaml',
      'template.json',
      'bundle.yaml',
      'bundle.json',
      'input.yaml',
      'input.json',
    ])
      assert.ok(endings.has(`prompt-${ending}`), ending);
    assert.ok(edits.some(({ bytes }) => bytes));
    assert.ok(edits.some(({ text }) => text === null));
    const alone = cases.filter(({ files }) => Object.keys(files).length === 0).length;
    assert.ok(alone > 100 && alone < 300);
  });
});

describe('a failing case', () => {
  const given: FuzzCase = {
    files: { 'a.prompt-input.yaml': 'task: x\n', 'b.prompt-input.yaml': 'task: one\nstress: 1\n' },
    edits: [
      { file: 'c.prompt-input.yaml', text: 'task: a\n' },
      { file: 'd.prompt-input.yaml', text: 'task: "long \ud83d\ude42 text"\nstress: 0.5\n', bytes: true },
    ],
  };
  const fails = ({ files, edits }: FuzzCase): boolean =>
    (files['b.prompt-input.yaml'] ?? '').includes('ess') &&
    edits.some(({ text }) => /0.*5/s.test(text ?? ''));

  it('is made as small as it can be', async () => {
    const smallest = await minimise(
      given,
      (one) => Promise.resolve(fails(one)),
      () => true,
    );
    assert.deepEqual(smallest, {
      files: { 'b.prompt-input.yaml': 'ess' },
      edits: [{ file: 'd.prompt-input.yaml', text: '05', bytes: true }],
    });
  });

  it('still fails when there was no time to make it smaller', async () => {
    let left = 10;
    const smaller = await minimise(
      given,
      (one) => Promise.resolve(fails(one)),
      () => left-- > 0,
    );
    assert.ok(fails(smaller));
    assert.ok(JSON.stringify(smaller).length < JSON.stringify(given).length);
  });
});
