// A log of 100 MB: what it takes to read it.
import assert from 'node:assert/strict';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { jsonLinesSink } from '../../src/core/audit/jsonLines.js';
import { sha256 } from '../../src/node/sha256.js';
import { recordOf } from '../unit/audit/logs.js';
import { small } from '../unit/published/samples.js';
import { temporaryFolder } from '../unit/temporaryFolder.js';
import { childProcesses } from './childProcess.js';
import { printFigures } from './figures.js';

const MB = 1_000_000;
const FILES = small({ content: 'You answer letters, and you are kind. '.repeat(250) });

/** Makes one log of that many bytes, or a few more; gives the number of its records. */
async function writeLog(root: string, bytes: number): Promise<number> {
  const folder = path.join(root, '.prompt-bundles/audit');
  mkdirSync(folder, { recursive: true });
  const file = openSync(path.join(folder, 'long.jsonl'), 'w');
  let [written, records] = [0, 0];
  const sink = jsonLinesSink({
    append: (text) => Promise.resolve(void (written += writeSync(file, text))),
    sha256,
    onFailure: assert.ifError,
    maxBytes: Infinity,
  });
  const record = await recordOf(FILES, 'task: Where is my bicycle?\n');
  for (; written < bytes; records++) {
    sink.append({ ...record, created_at: new Date(records * 1000).toISOString() });
    await sink.flush();
  }
  closeSync(file);
  return records;
}

describe('a log of 100 MB', () => {
  const folder = temporaryFolder();
  const start = childProcesses();

  it('is verified, listed and replayed in the memory that one of 10 MB takes', async () => {
    const logs = [];
    for (const size of [10 * MB, 100 * MB]) {
      const root = folder(FILES);
      logs.push({ root, records: await writeLog(root, size) });
    }
    for (const args of [['verify'], ['list', '--limit', '5'], ['replay', '--all']]) {
      const most: number[] = [];
      for (const { root, records } of logs) {
        const commands = start('commands', [], {
          command: [process.execPath, '--max-old-space-size=64'],
        });
        const lines = await commands.ask(['audit', ...args, '--root', root, '--format', 'json'], '{');
        const answer = JSON.parse(lines.at(-1) ?? '') as { code: number; out: string; maxRss: number };
        const said = JSON.parse(answer.out) as Record<string, unknown>;
        assert.equal(answer.code, 0);
        assert.equal(said['total'] ?? said['records'], records);
        if (args[0] === 'replay') assert.equal(said['identical'], records);
        if (args[0] === 'verify') assert.deepEqual(said['broken'], []);
        most.push(answer.maxRss);
        await commands.close();
      }
      const [small = 0, large = 0] = most;
      const ratio = large / small;
      printFigures(`audit ${args[0] ?? ''} of a log of 100 MB`, {
        records: logs[1]?.records ?? 0,
        'MB of memory': Math.round(large / 1000),
        'for one of 10 MB': Math.round(small / 1000),
        ratio: ratio.toFixed(2),
      });
      assert.ok(ratio < 1.5, `${args[0] ?? ''}: ${ratio}`);
    }
  });
});
