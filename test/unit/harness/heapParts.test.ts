import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readHeapParts, type HeapParts } from '../../soak/heapParts.mjs';

const MEGABYTE = 1_000_000;

describe('whose a heap is', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'prompt-bundles-heap-'));
    for (const name of ['ours', 'theirs']) mkdirSync(path.join(folder, name));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** The heap of a process that has run two scripts, of which the other one calls ours. */
  function heapOf(theirs: string, ours: string): HeapParts {
    const at = (name: string): string => path.join(folder, name);
    writeFileSync(at('ours/script.js'), ours);
    writeFileSync(
      at('theirs/script.js'),
      `const ours = require('../ours/script.js');\n${theirs}\nrequire('node:v8').writeHeapSnapshot(process.argv[2]);`,
    );
    execFileSync(process.execPath, [at('theirs/script.js'), at('heap.heapsnapshot')]);
    return readHeapParts(at('heap.heapsnapshot'), at('ours') + path.sep);
  }

  /** By how much each part is larger with two scripts than with two that do nothing, in megabytes. */
  function grown(theirs: string, ours: string): HeapParts {
    const none = heapOf('', '');
    const some = heapOf(theirs, ours);
    // Zero is added to be no negative zero.
    const by = (part: keyof HeapParts): number => Math.round((some[part] - none[part]) / MEGABYTE) + 0;
    return { ours: by('ours'), others: by('others'), forgotten: by('forgotten'), engine: by('engine') };
  }

  const NOTHING = { ours: 0, others: 0, forgotten: 0, engine: 0 };
  const NUMBERS = 'Array.from({ length: 250_000 }, (_, i) => i)';
  const STORES = `
class Store {
  items = new Set();
  isGone = false;
  dispose() { this.isGone = true; this.items.clear(); }
  get isDisposed() { return this.isGone; }
  deleteAndLeak(item) { this.items.delete(item); }
}
globalThis.stores = new Set();
for (let i = 0; i < 20_000; i++) stores.add(new Store());`;

  it('is ours where a call of our code holds it that waits for others', () => {
    const wait = `exports.wait = async () => {
      const kept = ${NUMBERS};
      await new Promise((resolve) => { process.on('exit', resolve); });
      return kept;
    };`;
    assert.deepEqual(grown('ours.wait();', wait), { ...NOTHING, ours: 2 });
  });

  it('is ours where nothing but our code keeps it', () => {
    assert.deepEqual(grown('', `const kept = ${NUMBERS}; exports.ask = () => kept;`), {
      ...NOTHING,
      ours: 2,
    });
    assert.deepEqual(
      grown('', `class Kept { #numbers = ${NUMBERS} } process.on('exit', ((one) => () => one)(new Kept()));`),
      { ...NOTHING, ours: 2 },
    );
  });

  it('is ours where others keep an object of our classes', () => {
    assert.deepEqual(
      grown(
        'globalThis.made = ours.make();',
        `class Kept { numbers = ${NUMBERS} } exports.make = () => new Kept();`,
      ),
      { ...NOTHING, ours: 2 },
    );
  });

  it("is the others' where it is there without our code", () => {
    assert.deepEqual(grown(`globalThis.kept = ${NUMBERS};`, ''), { ...NOTHING, others: 2 });
    assert.deepEqual(
      grown('globalThis.kept = ours.make();', `const kept = ${NUMBERS}; exports.make = () => kept;`),
      { ...NOTHING, others: 2 },
    );
  });

  it('is neither where stores are kept that are disposed of', () => {
    const used = grown(STORES, '');
    assert.ok(used.others >= 3 && used.forgotten === 0, JSON.stringify(used));
    const gone = grown(`${STORES}\nfor (const store of stores) store.dispose();`, '');
    assert.deepEqual(gone, { ...NOTHING, forgotten: gone.forgotten });
    assert.ok(gone.forgotten >= 3, JSON.stringify(gone));
  });

  it("is V8's own where it is code", () => {
    const code = `const made = Array.from({ length: 5_000 }, (_, i) => new Function('a', 'return a + ' + i)); for (const one of made) one(1);`;
    const grew = grown(code, '');
    assert.ok(grew.engine >= 2, JSON.stringify(grew));
    assert.equal(grew.ours, 0);
    const long = grown('', `/* ${'long '.repeat(400_000)} */ exports.ask = () => 1;`);
    assert.deepEqual(long, { ...NOTHING, engine: 2 });
  });
});
