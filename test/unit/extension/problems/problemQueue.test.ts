import assert from 'node:assert/strict';
import { ProblemQueue } from '../../../../src/extension/problems/problemQueue.js';
import { TimeSlice } from '../../../../src/extension/workspace/timeSlice.js';

const bundle = (name: string): string => `file:///${name}.prompt-bundle.yaml`;
const template = (name: string): string => `file:///${name}.prompt-template.md`;
const input = (name: string): string => `file:///${name}.prompt-input.json`;

describe('what is shown next', () => {
  const inView: string[] = [];
  const around = new Map<string, string[]>();
  const expecting = new Set<string>();
  const checked = new Set<string>();
  let queue: ProblemQueue;

  beforeEach(() => {
    inView.length = 0;
    around.clear();
    expecting.clear();
    checked.clear();
    queue = new ProblemQueue({
      expects: (file) => expecting.has(file),
      isChecked: (file) => checked.has(file),
      bundlesAround: (file) => around.get(file) ?? [],
      inView: () => inView,
    });
  });

  const change = (...files: string[]): Promise<void> => {
    queue.take(new Set(files));
    return queue.sort(new TimeSlice());
  };
  const name = (file: string): string => /\/(\w+)\.prompt/.exec(file)?.[1] ?? file;
  /** All that is left to do, in order. */
  const rest = (): string[] => {
    const done: string[] = [];
    for (let step = queue.next(); step; step = queue.next()) {
      if (step.kind === 'bundle') done.push(`check ${name(step.bundle)}`);
      else if (step.kind === 'input') done.push(`compare ${name(step.input)}`);
      else done.push(`show ${step.files.map(name).join(' ')}`);
    }
    return done;
  };

  it('are the bundles, then the files, then the inputs that expect something', async () => {
    expecting.add(input('judged'));
    await change(template('t'), bundle('b'), input('judged'), input('i'));
    assert.deepEqual(rest(), ['check b', 'show t b i', 'compare judged']);
  });

  it('is what is in view first, after the bundles around it, then all else', async () => {
    inView.push(template('seen'), template('untouched'));
    around.set(template('seen'), [bundle('b2'), bundle('elsewhere')]);
    await change(bundle('b1'), bundle('b2'), template('t'), template('seen'));
    assert.deepEqual(rest(), ['check b2', 'show seen', 'check b1', 'show b1 b2 t']);
  });

  it('is what comes into view while other files wait', async () => {
    await change(bundle('b1'), bundle('b2'), template('t'), template('opened'));
    inView.push(template('opened'));
    queue.hurry();
    assert.deepEqual(rest(), ['show opened', 'check b1', 'check b2', 'show b1 b2 t']);
  });

  it('is what the latest change asks for before what earlier ones have left, and each once', async () => {
    await change(bundle('b1'), template('old'), template('both'));
    await change(bundle('b2'), template('both'));
    assert.deepEqual(rest(), ['check b2', 'show b2 both', 'check b1', 'show b1 old']);
  });

  it('are the files that a bundle brought findings about in, with those that wait already', async () => {
    await change(bundle('b'), template('t'));
    assert.deepEqual(queue.next(), { kind: 'bundle', bundle: bundle('b'), isInView: false });
    queue.touch([template('t'), template('part')]);
    assert.deepEqual(rest(), ['show b t part']);
  });

  it('waits for no more than 50 bundles before a file in view is shown', async () => {
    const bundles = Array.from({ length: 60 }, (_, number) => bundle(`b${number}`));
    inView.push(input('seen'));
    around.set(input('seen'), bundles);
    await change(...bundles, input('seen'));
    const done = rest();
    assert.equal(done.indexOf('show seen'), 50);
    assert.equal(new Set(done.filter((step) => step.startsWith('check'))).size, 60);
  });

  it('is nothing where all is shown', async () => {
    await change(template('t'));
    rest();
    assert.equal(queue.next(), undefined);
  });
});
