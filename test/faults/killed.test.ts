// What a process that is killed leaves behind.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { temporaryFolder } from '../unit/temporaryFolder.js';
import { childProcesses, type ChildProcess } from './childProcess.js';
import { printFigures } from './figures.js';
import { acknowledged, lost, readLogs, writeRecord } from './logFolder.js';

const RUNS = 200;
/** Processes at once. */
const LANES = 4;

/** Calls a function for each run, a few at a time. */
async function inLanes(runs: number, run: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < runs) await run(next++);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** Mostly while it works, sometimes while it starts; never at the same moment as the run before. */
async function killSometime(run: number, child: ChildProcess): Promise<void> {
  if (run % 5 > 0) await child.line('written ');
  await pause((run * 7) % 31);
  await child.kill();
}

/** As soon as its log is longer than it was: in the middle of a write, if that is to be met at all. */
async function killWhileWriting(logs: string, child: ChildProcess): Promise<void> {
  await child.line('written ');
  const [name = ''] = readdirSync(logs).filter((file) => file.endsWith('.jsonl'));
  const file = path.join(logs, name);
  const length = statSync(file).size;
  const end = performance.now() + 200;
  while (statSync(file).size === length && performance.now() < end);
  await child.kill();
}

describe('a writer that is killed', () => {
  const folder = temporaryFolder();
  const start = childProcesses();

  it(`${RUNS} times at some point loses no record it acknowledged, and a torn tail is told`, async () => {
    const root = folder();
    const record = await writeRecord(root);
    const sum = { runs: 0, acknowledged: 0, lost: 0, torn: 0, 'torn and reported': 0, broken: 0 };
    await inLanes(RUNS, async (run) => {
      const logs = path.join(root, String(run));
      const writer = start('writer', [logs, record]);
      writer.tell({ records: 1e9, promptLengths: [100, 2_000_000, 5_000, 100, 500] });
      if (run % 3 === 0) await killWhileWriting(logs, writer);
      else await killSometime(run, writer);
      const numbers = acknowledged(writer.lines);
      const report = existsSync(logs)
        ? await readLogs(logs)
        : { records: [], torn: 0, halfLines: 0, broken: [] };
      const missing = lost(numbers, report.records);
      assert.deepEqual(missing, [], `run ${run}`);
      assert.deepEqual(report.broken, [], `run ${run}`);
      assert.equal(report.torn, report.halfLines, `run ${run}`);
      sum.runs++;
      sum.acknowledged += numbers.length;
      sum.lost += missing.length;
      sum.torn += report.halfLines;
      sum['torn and reported'] += report.torn;
      sum.broken += report.broken.length;
    });
    assert.equal(sum.runs, RUNS);
    assert.ok(sum.acknowledged > RUNS / 2);
    printFigures('a writer killed', sum);
  });
});

describe('a publisher that is killed', () => {
  const folder = temporaryFolder();
  const start = childProcesses();

  it(`${RUNS} times at some point leaves each snapshot, and each note of one, in full or not at all`, async () => {
    const root = folder();
    const length = 200_000;
    const noteLength = 19_001;
    const sum = {
      runs: 0,
      acknowledged: 0,
      lost: 0,
      'there in part': 0,
      'without its note': 0,
      'notes alone': 0,
      'unfinished copies left': 0,
    };
    await inLanes(RUNS, async (run) => {
      const place = path.join(root, String(run));
      const published = path.join(place, '.prompt-bundles/published');
      const publisher = start('publisher', [place, String(length)]);
      await killSometime(run, publisher);
      const numbers = acknowledged(publisher.lines);
      const names = existsSync(published) ? readdirSync(published) : [];
      const snapshots = names.filter((name) => name.endsWith('.json'));
      const notes = names.filter((name) => name.endsWith('.note.md'));
      const missing = numbers.filter(
        (number) => !['json', 'note.md'].every((ending) => names.includes(`b@${number}.0.0.${ending}`)),
      );
      const lengthOf = (name: string): number => readFileSync(path.join(published, name)).length;
      const partial = [
        ...snapshots.filter((name) => lengthOf(name) !== length),
        ...notes.filter((name) => lengthOf(name) !== noteLength),
      ];
      const alone = notes.filter((name) => !snapshots.includes(name.replace('.note.md', '.json')));
      assert.deepEqual(alone, [], `run ${run}`);
      assert.deepEqual(missing, [], `run ${run}`);
      assert.deepEqual(partial, [], `run ${run}`);
      sum.runs++;
      sum.acknowledged += numbers.length;
      sum.lost += missing.length;
      sum['there in part'] += partial.length;
      sum['without its note'] += snapshots.length - notes.length;
      sum['notes alone'] += alone.length;
      sum['unfinished copies left'] += names.length - snapshots.length - notes.length;
    });
    assert.equal(sum.runs, RUNS);
    assert.ok(sum.acknowledged > RUNS / 2);
    printFigures('a publisher killed', sum);
  });
});
