import assert from 'node:assert/strict';
import {
  compareRecords,
  matchesFilter,
  NewestRecords,
  recordsIn,
  type PlacedRecord,
} from '../../../src/core/audit/listRecords.js';
import { LogLineReader, MAX_LINE_BYTES } from '../../../src/core/audit/logLines.js';
import type { WrittenRecord } from '../../../src/core/audit/record.js';
import { encodeUtf8 } from '../../../src/core/text/utf8.js';
import { chunksOf, logOf, recordOf, severalRecords } from './logs.js';

async function listed(log: string | Uint8Array, file = 'a.jsonl'): Promise<PlacedRecord[]> {
  const all: PlacedRecord[] = [];
  const bytes = typeof log === 'string' ? encodeUtf8(log) : log;
  for await (const record of recordsIn(file, chunksOf(bytes))) all.push(record);
  return all;
}

const written = async (): Promise<WrittenRecord> => ({ ...(await recordOf()), previous: null });

describe('the records of a log', () => {
  it('come with their lines, and lines that are none are passed over', async () => {
    const [a = '', b = ''] = (await logOf(await severalRecords(2))).split('\n');
    const found = await listed(`${a}\n\nnot JSON\n{}\n${b}\r\n${a.slice(0, 100)}`);
    assert.deepEqual(
      found.map(({ file, line, record }) => [file, line, record.engine_version]),
      [
        ['a.jsonl', 1, '1.0.0'],
        ['a.jsonl', 5, '1.1.0'],
      ],
    );
  });

  it('are read from logs of others too, with fields of their own', async () => {
    const found = await listed(`${JSON.stringify({ ...(await written()), more: 1 })}\n`);
    assert.equal(found.length, 1);
  });

  it('are passed over where a line is longer than is held in memory', () => {
    const reader = new LogLineReader();
    const chunk = new Uint8Array(8_000_000).fill(0x20);
    for (let length = 0; length <= MAX_LINE_BYTES; length += chunk.length)
      assert.deepEqual([...reader.push(chunk)], []);
    assert.deepEqual(
      [...reader.push(encodeUtf8('\nnext\n'))],
      [
        { line: 1, text: undefined, reason: 'The line is too long.', torn: false },
        { line: 2, text: 'next', torn: false },
      ],
    );
  });
});

describe('the newest records', () => {
  it('come first, and of one time the later line of the later file', async () => {
    const records = await severalRecords(3);
    const placed = (i: number, file: string, line: number): PlacedRecord => ({
      file,
      line,
      record: { ...(records[i] as WrittenRecord), previous: null },
    });
    const all = [
      placed(0, 'a', 1),
      placed(1, 'a', 2),
      placed(2, 'a', 3),
      placed(2, 'b', 1),
      placed(1, 'b', 2),
    ];
    const names = (listed: readonly PlacedRecord[]): string[] =>
      listed.map(({ file, line }) => `${file}${line}`);
    for (const given of [all, all.toReversed()]) {
      assert.deepEqual(names([...given].sort(compareRecords)), ['b1', 'a3', 'b2', 'a2', 'a1']);
      const newest = new NewestRecords(3);
      for (const record of given) newest.add(record);
      assert.deepEqual(names(newest.records()), ['b1', 'a3', 'b2']);
    }
  });

  it('are held in no greater number than is wanted, and all are counted', async () => {
    const record = await written();
    const newest = new NewestRecords(10);
    for (let i = 0; i < 1000; i++) {
      const created_at = new Date(((i * 7) % 1000) * 1000).toISOString();
      newest.add({ file: 'a', line: i + 1, record: { ...record, created_at } });
    }
    assert.equal(newest.count, 1000);
    assert.deepEqual(
      newest.records().map(({ record: { created_at } }) => Date.parse(created_at) / 1000),
      [999, 998, 997, 996, 995, 994, 993, 992, 991, 990],
    );
  });
});

describe('a filter of records', () => {
  const at = '2026-03-15T08:30:00.000Z';
  for (const [filter, passes] of [
    [{}, true],
    [{ bundle: 'b' }, true],
    [{ bundle: 'b@1.0.0' }, true],
    [{ bundle: 'b@1.0' }, false],
    [{ bundle: 'B' }, false],
    [{ since: '2026-03-15' }, true],
    [{ since: '2026-03-16' }, false],
    [{ since: at }, true],
    [{ since: '2026-03-15T08:30' }, true],
    [{ since: '2026-03-15T08:31' }, false],
    [{ until: '2026-03-15' }, true],
    [{ until: '2026-03-14' }, false],
    [{ until: '2026-03-15T08:30' }, true],
    [{ until: '2026-03-15T08:29' }, false],
    [{ since: '2026-03', until: '2026-03' }, true],
    [{ bundle: 'b', hash: 'zz' }, false],
    [{ event: 'copy' }, true],
    [{ event: 'save' }, false],
  ] as const) {
    it(`of ${JSON.stringify(filter)} ${passes ? 'lets it through' : 'leaves it out'}`, async () => {
      assert.equal(matchesFilter({ ...(await written()), created_at: at }, filter), passes);
    });
  }

  it('of a hash lets any hash of the record through, by its first digits, however they are written', async () => {
    const record = await written();
    const { bundle_hash, personality_hash, prompt_hash, content_hash, templates } = record;
    for (const hash of [
      bundle_hash,
      personality_hash,
      prompt_hash,
      content_hash,
      templates.task.template_hash,
    ]) {
      assert.ok(matchesFilter(record, { hash }));
      assert.ok(matchesFilter(record, { hash: hash.slice(0, 6).toUpperCase() }));
      assert.ok(!matchesFilter(record, { hash: `${hash}0` }));
    }
  });
});
