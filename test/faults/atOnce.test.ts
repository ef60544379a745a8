// Several processes that write at once.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { small } from '../unit/published/samples.js';
import { read } from '../unit/rendering.js';
import { temporaryFolder, writeFiles } from '../unit/temporaryFolder.js';
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

  it('of one version with different contents: exactly one of them publishes it, every time', async () => {
    const rounds = 100;
    const root = folder();
    const publishers = [start('commands'), start('commands')];
    const sum = { rounds: 0, published: 0, refused: 0 };
    for (let round = 0; round < rounds; round++) {
      const published = path.join(root, String(round), 'published');
      mkdirSync(published, { recursive: true });
      const workspaces = ['one', 'other'].map((name) => path.join(root, String(round), name));
      for (const [i, workspace] of workspaces.entries()) {
        writeFiles(workspace, small({ content: `Text ${i}.` }));
        mkdirSync(path.join(workspace, '.prompt-bundles'));
        symlinkSync(published, path.join(workspace, '.prompt-bundles/published'));
      }
      const answers = await Promise.all(
        publishers.map(async (publisher, i) => {
          const order = ['publish', 'b@1.0.0', '--no-audit', '--root', workspaces[i], '--format', 'json'];
          const line = (await publisher.ask(order, '{')).at(-1) ?? '';
          const { code, out } = JSON.parse(line) as { code: number; out: string };
          return { code, ...(JSON.parse(out) as { status: string; content_hash?: string }) };
        }),
      );
      const winners = answers.filter(({ status }) => status === 'published');
      const losers = answers.filter(({ code, status }) => code === 1 && status === 'refused');
      assert.deepEqual([winners.length, losers.length], [1, 1], JSON.stringify(answers));
      assert.deepEqual(readdirSync(published), ['b@1.0.0.json']);
      const { snapshot } = read('b@1.0.0.json', readFileSync(path.join(published, 'b@1.0.0.json')));
      assert.equal(snapshot?.content_hash, winners[0]?.content_hash);
      sum.rounds++;
      sum.published += winners.length;
      sum.refused += losers.length;
    }
    await Promise.all(publishers.map((publisher) => publisher.close()));
    printFigures('two publishers at once', sum);
  });
});
