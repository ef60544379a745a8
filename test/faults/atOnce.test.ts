// Several processes that write at once.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../unit/temporaryFolder.js';
import { childProcesses } from './childProcess.js';
import { printFigures } from './figures.js';
import { acknowledged, lost, readLogs, writeRecord } from './logFolder.js';

describe('two writers at once', () => {
  const folder = temporaryFolder();
  const start = childProcesses();

  it('with 10,000 records each lose and break none', async () => {
    const root = folder();
    const record = await writeRecord(root);
    const logs = path.join(root, 'audit');
    const writers = [start('writer', [logs, record]), start('writer', [logs, record])];
    await Promise.all(writers.map((writer) => writer.line('ready')));
    await Promise.all(
      writers.map((writer) => writer.ask({ records: 10_000, promptLengths: [10, 200, 900] }, 'done')),
    );
    await Promise.all(writers.map((writer) => writer.close()));
    const { files, records, torn, broken } = await readLogs(logs);
    const numbers = writers.map(({ lines }) => acknowledged(lines));
    const missing = numbers.flatMap((own) => lost(own, records));
    const owners = new Set(files.map((name) => name.replace(/(_\d+)?\.jsonl$/, '')));
    assert.deepEqual([owners.size, records.length, torn], [2, 20_000, 0]);
    assert.deepEqual(broken, []);
    assert.deepEqual(missing, []);
    assert.deepEqual(
      writers.flatMap(({ lines }) => lines.filter((line) => line.startsWith('told'))),
      [],
    );
    printFigures('two writers at once', {
      files: files.length,
      acknowledged: numbers.flat().length,
      records: records.length,
      lost: missing.length,
      torn,
      broken: broken.length,
    });
  });
});

describe('two publishers at once', () => {
  const folder = temporaryFolder();
  const start = childProcesses();

  it('of one snapshot with different contents: exactly one of them makes it, every time', async () => {
    const rounds = 1000;
    const root = folder();
    const publishers = [start('creator'), start('creator')];
    await Promise.all(publishers.map((publisher) => publisher.line('ready')));
    const sum = { rounds: 0, published: 0, refused: 0 };
    for (let round = 0; round < rounds; round++) {
      const file = path.join(root, String(round % 10), `b@${round}.0.0.json`);
      const answers = await Promise.all(
        publishers.map(async (publisher, i) =>
          (await publisher.ask([root, file, `Text ${i}.`.repeat(1000)], 'it is')).at(-1),
        ),
      );
      assert.deepEqual([...answers].sort(), ['it is created', 'it is different']);
      assert.equal(readFileSync(file, 'utf8'), `Text ${answers.indexOf('it is created')}.`.repeat(1000));
      sum.rounds++;
      sum.published++;
      sum.refused++;
    }
    await Promise.all(publishers.map((publisher) => publisher.close()));
    printFigures('two publishers at once', sum);
  });
});
