// Logs on file systems that cannot append: a file for each record, which together are the log.
import assert from 'node:assert/strict';
import { auditFileName, groupLogs, logNameOf, segmentFileName } from '../../../src/core/audit/files.js';
import { jsonLinesSink } from '../../../src/core/audit/jsonLines.js';
import { recordsIn } from '../../../src/core/audit/listRecords.js';
import { LogPieces } from '../../../src/core/audit/logPieces.js';
import { segmentAppender } from '../../../src/core/audit/segmentAppender.js';
import { verifyFiles, type VerifiedLog } from '../../../src/core/audit/verifyFiles.js';
import { loadHashing } from '../../../src/core/hashing.js';
import { encodeUtf8 } from '../../../src/core/text/utf8.js';
import { sha256 } from '../../../src/node/sha256.js';
import { chunksOf, logOf, severalRecords } from './logs.js';

const STARTED = new Date('2026-03-01T08:30:00.000Z');
const LOG = '20260301T083000Z-id';

/** A file system that holds whole files alone, and may fail in the middle of writing one. */
class WholeFiles {
  readonly files = new Map<string, Uint8Array>();
  /** So many bytes of the next file are still written; `undefined`: all. */
  failAfter: number | undefined;
  prepared = 0;

  prepare = (): Promise<void> => {
    this.prepared++;
    return Promise.resolve();
  };

  create = async (name: string, text: string): Promise<void> => {
    assert.ok(!this.files.has(name), `${name} is written a second time`);
    const bytes = encodeUtf8(text);
    await Promise.resolve();
    if (this.failAfter === undefined) this.files.set(name, bytes);
    else {
      if (this.failAfter >= 0) this.files.set(name, bytes.subarray(0, this.failAfter));
      throw new Error('The connection was lost.');
    }
  };

  read = (name: string): AsyncGenerator<Uint8Array> => chunksOf(this.files.get(name) ?? new Uint8Array());

  async verified(): Promise<readonly VerifiedLog[]> {
    const hashing = await loadHashing(sha256);
    return Promise.all(groupLogs([...this.files.keys()]).map((log) => verifyFiles(log, this.read, hashing)));
  }
}

describe('the segments of a log', () => {
  it('sort by number, behind a file of the log’s own name, and each log for itself', () => {
    const [one, two] = [auditFileName(STARTED, 'id', 1), auditFileName(STARTED, 'id', 2)];
    const names = [1, 2, 10, 999_999, 1_000_000].map((segment) => segmentFileName(one, segment));
    assert.deepEqual(names.slice(0, 3), [
      `${LOG}.000001.jsonl`,
      `${LOG}.000002.jsonl`,
      `${LOG}.000010.jsonl`,
    ]);
    const others = [
      segmentFileName(two, 1),
      'old.jsonl',
      'a.b.jsonl',
      'a.12345.jsonl',
      '.gitignore',
      'x.json',
    ];
    assert.deepEqual(groupLogs([...others, ...names.toReversed(), one]), [
      { name: one, files: [one, ...names] },
      { name: two, files: [segmentFileName(two, 1)] },
      { name: 'a.12345.jsonl', files: ['a.12345.jsonl'] },
      { name: 'a.b.jsonl', files: ['a.b.jsonl'] },
      { name: 'old.jsonl', files: ['old.jsonl'] },
    ]);
    for (const name of names) assert.equal(logNameOf(name), one);
  });

  async function written(
    states: readonly (number | undefined)[],
    disk = new WholeFiles(),
  ): Promise<WholeFiles> {
    const failures: unknown[] = [];
    const sink = jsonLinesSink({
      append: segmentAppender(disk, STARTED, 'id'),
      sha256,
      onFailure: (error) => failures.push(error),
    });
    for (const [i, record] of (await severalRecords(states.length)).entries()) {
      disk.failAfter = states[i];
      sink.append(record);
      await sink.flush();
    }
    assert.equal(failures.length, states.some((state) => state !== undefined) ? 1 : 0);
    return disk;
  }

  it('have the bytes that one file would have, a record each', async () => {
    const disk = await written([undefined, undefined, undefined]);
    const texts = [...disk.files].map(([, bytes]) => Buffer.from(bytes).toString());
    assert.deepEqual(
      [...disk.files.keys()],
      [1, 2, 3].map((segment) => segmentFileName(`${LOG}.jsonl`, segment)),
    );
    assert.equal(texts.join(''), await logOf(await severalRecords(3)));
    assert.equal(disk.prepared, 1);
    const [log] = await disk.verified();
    assert.deepEqual([log?.records, log?.torn, log?.broken], [3, undefined, []]);
    const listed: number[] = [];
    for (const name of disk.files.keys())
      for await (const { line } of recordsIn(name, disk.read(name))) listed.push(line);
    assert.deepEqual(listed, [1, 1, 1]);
  });

  for (const failAfter of [-1, 0, 1, 500, 1e6])
    it(`lose none that was acknowledged where a write fails after ${failAfter} bytes`, async () => {
      const disk = await written([undefined, undefined, failAfter, undefined, undefined]);
      const logs = await disk.verified();
      assert.deepEqual(
        logs.flatMap(({ broken }) => broken),
        [],
      );
      const torn = logs.flatMap((log) => (log.torn ? [log.torn] : []));
      // The writer tries once more, in a new file, before it gives up.
      assert.deepEqual(
        torn.map(({ line }) => line),
        failAfter > 0 && failAfter < 1e6 ? [1, 1] : [],
      );
      const versions: unknown[] = [];
      for (const name of disk.files.keys())
        for await (const { record } of recordsIn(name, disk.read(name))) versions.push(record.engine_version);
      for (const version of ['1.0.0', '1.1.0', '1.3.0', '1.4.0'])
        assert.ok(versions.includes(version), version);
    });

  const names = [1, 2, 3, 4].map((segment) => segmentFileName(`${LOG}.jsonl`, segment));
  const [first = '', second = '', third = '', fourth = ''] = names;
  for (const [what, tamper, broken] of [
    ['one is gone', (files: Map<string, Uint8Array>) => files.delete(second), [[third, 1]]],
    ['the first is gone', (files) => files.delete(first), [[second, 1]]],
    ['one is empty', (files) => files.set(second, new Uint8Array()), [[third, 1]]],
    [
      'two changed places',
      (files) => {
        const [two = new Uint8Array(), three = new Uint8Array()] = [files.get(second), files.get(third)];
        files.set(second, three).set(third, two);
      },
      [
        [second, 1],
        [fourth, 1],
      ],
    ],
    [
      'one was changed',
      (files) => {
        const bytes = Buffer.from(files.get(third) ?? []).toString();
        files.set(third, encodeUtf8(bytes.replace('"copy"', '"open"')));
      },
      [[third, 1]],
    ],
    [
      'one lost its line break',
      (files) => files.set(second, (files.get(second) ?? new Uint8Array()).slice(0, -1)),
      [[second, 1]],
    ],
    [
      'one has a line more',
      (files) => {
        files.set(second, Buffer.concat([files.get(second) ?? [], files.get(first) ?? []] as Uint8Array[]));
      },
      [[second, 2]],
    ],
  ] as readonly (readonly [
    string,
    (files: Map<string, Uint8Array>) => unknown,
    readonly (readonly [string, number])[],
  ])[])
    it(`are broken where ${what}, and the file is named`, async () => {
      const disk = await written([undefined, undefined, undefined, undefined]);
      tamper(disk.files);
      const [log] = await disk.verified();
      assert.deepEqual(
        log?.broken.map(({ file, line }) => [file, line]),
        broken,
      );
    });
});

describe('the lines of a log that several files hold', () => {
  it('are those of their files, and line 0 is the whole of the last', async () => {
    const texts = new Map([
      ['a', 'one\ntwo\nthr'],
      ['b', 'ee\nfour\n'],
      ['c', 'five'],
      ['d', '\nsix\n'],
    ]);
    for (const size of [1, 1000]) {
      const pieces = new LogPieces([...texts.keys()], async function* (file) {
        yield* chunksOf(encodeUtf8(texts.get(file) ?? ''), size);
        yield new Uint8Array();
      });
      let read = '';
      for await (const bytes of pieces.bytes()) read += Buffer.from(bytes).toString();
      assert.equal(read, [...texts.values()].join(''));
      assert.deepEqual(
        [0, 1, 2, 3, 4, 5, 6].map((line) => pieces.placeOf(line)),
        [
          { file: 'd', line: 0 },
          { file: 'a', line: 1 },
          { file: 'a', line: 2 },
          { file: 'a', line: 3 },
          { file: 'b', line: 2 },
          { file: 'c', line: 1 },
          { file: 'd', line: 2 },
        ],
      );
    }
  });
});
