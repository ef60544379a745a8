// Verifying a log (spec, section 7): what changed is found, and the right line named.
import assert from 'node:assert/strict';
import { sealLine } from '../../../src/core/audit/checksum.js';
import { encodeUtf8 } from '../../../src/core/text/utf8.js';
import { sha256 } from '../../../src/node/sha256.js';
import { small } from '../published/samples.js';
import { logOf, recordOf, severalRecords, verify } from './logs.js';

const linesOf = (log: string): string[] => log.split('\n').slice(0, -1);
const logFrom = (lines: readonly (string | undefined)[]): string =>
  lines.map((line) => `${line ?? ''}\n`).join('');
const brokenIn = async (log: string | Uint8Array): Promise<number[]> =>
  (await verify(log)).broken.map(({ line }) => line);

const CHANGED = 'The line was changed: its checksum is wrong.';
const MOVED =
  'This line does not name the one before it: one of the two was changed, or lines were added, removed or moved.';

describe('a whole log', () => {
  it('has its records, and nothing broken', async () => {
    const log = await logOf(await severalRecords(3));
    assert.deepEqual(await verify(log), { records: 3, torn: 0, broken: [] });
  });

  it('is whole whatever chunks it comes in', async () => {
    const log = await logOf(await severalRecords(3));
    for (const size of [1, 7, 64, 4096, 1 << 20])
      assert.deepEqual(await verify(log, size), { records: 3, torn: 0, broken: [] });
  });

  it('is whole with CRLF too, as a checkout may write it', async () => {
    const log = await logOf(await severalRecords(3));
    assert.deepEqual(await verify(log.replaceAll('\n', '\r\n')), { records: 3, torn: 0, broken: [] });
  });

  it('of hashes alone is whole', async () => {
    const log = await logOf(await severalRecords(2), 'hashes');
    assert.deepEqual(await verify(log), { records: 2, torn: 0, broken: [] });
  });

  it('may be empty', async () => {
    assert.deepEqual(await verify(''), { records: 0, torn: 0, broken: [] });
  });
});

describe('a log of which a byte changed', function () {
  this.timeout(60_000);

  const flips: readonly [title: string, flip: (byte: number, at: number) => number][] = [
    ['one of its bits', (byte, at) => byte ^ (1 << (at % 8))],
    // Every byte is changed above; of these, which make two lines of one, a part is enough.
    ['a line break in its place', (byte, at) => (byte === 0x0a ? 0x0d : at % 5 === 0 ? 0x0a : byte)],
  ];
  for (const [title, flip] of flips) {
    it(`is broken, and its line named, whichever byte it is: ${title}`, async () => {
      const log = await logOf(await severalRecords(3));
      const bytes = encodeUtf8(log);
      let line = 1;
      for (const [at, byte] of bytes.entries()) {
        const changed = Uint8Array.from(bytes);
        changed[at] = flip(byte, at);
        if (changed[at] === byte) continue;
        const report = await verify(changed, 1 << 20);
        assert.equal(
          report.broken[0]?.line,
          line,
          `byte ${at}, ${JSON.stringify(log.slice(at - 30, at + 5))}`,
        );
        assert.equal(report.torn, 0);
        // A line break more, or less, makes other lines of this one; nothing else is blamed.
        const isBreak = changed[at] === 0x0a || byte === 0x0a;
        assert.ok(report.broken.length <= (isBreak ? 2 : 1), `byte ${at}`);
        if (byte === 0x0a) line++;
      }
    });
  }

  it('is broken in the one line of a log too', async () => {
    const log = await logOf([await recordOf()]);
    for (const [before, after] of [
      ['"created_at":"2026', '"created_at":"2025'],
      ['"event":"copy"', '"event":"save"'],
      ['"engine_version":null', '"engine_version":"10"'],
      ['"renderer_version":"1.0.0"', '"renderer_version":"1.0.1"'],
      ['"system":null', '"system":"1.0"'],
    ] as const) {
      assert.ok(log.includes(before));
      assert.deepEqual(await verify(log.replace(before, after)), {
        records: 1,
        torn: 0,
        broken: [{ line: 1, reason: CHANGED }],
      });
    }
  });

  it('is broken where a checksum stands elsewhere, or under another name', async () => {
    const log = await logOf([await recordOf()]);
    const turned = log.replace(/,"previous":null,("checksum":"\w+")/, ',$1,"previous":null');
    assert.deepEqual((await verify(turned)).broken, [{ line: 1, reason: CHANGED }]);
    assert.deepEqual((await verify(log.replace('"checksum"', '"checksun"'))).broken, [
      { line: 1, reason: 'Records do not have a field `checksun`.' },
    ]);
    assert.deepEqual(await brokenIn(log.replace(/"checksum":"\w+"/, '"checksum":null')), [1]);
  });
});

describe('a log of which lines were', () => {
  it('removed is broken at the line behind', async () => {
    const lines = linesOf(await logOf(await severalRecords(4)));
    assert.deepEqual(await verify(logFrom(lines.toSpliced(1, 1))), {
      records: 3,
      torn: 0,
      broken: [{ line: 2, reason: MOVED }],
    });
    assert.deepEqual((await verify(logFrom(lines.slice(2)))).broken, [
      {
        line: 1,
        reason:
          'The first line names a line before it: the log was cut off at its start, or its lines were moved.',
      },
    ]);
  });

  it('swapped is broken where the order is not that of writing', async () => {
    const [a, b, c, d] = linesOf(await logOf(await severalRecords(4)));
    assert.deepEqual(await brokenIn(logFrom([a, c, b, d])), [2, 4]);
    assert.deepEqual(await brokenIn(logFrom([b, a, c, d])), [1, 3]);
  });

  it('inserted, or written twice, is broken at that line alone', async () => {
    const [a, b, c] = linesOf(await logOf(await severalRecords(3)));
    const [other] = linesOf(await logOf([await recordOf(small(), 'task: other')]));
    assert.deepEqual(await brokenIn(logFrom([a, other, b, c])), [2]);
    assert.deepEqual(await brokenIn(logFrom([a, b, b, c])), [3]);
    assert.deepEqual(await brokenIn(logFrom([a, b, a, c])), [3]);
    assert.deepEqual(await brokenIn(logFrom([a, '', b, c])), [2]);
    assert.deepEqual(await brokenIn(logFrom([a, '{}', b, c])), [2]);
  });
});

describe('a log that ends in the middle of a line', () => {
  it('is torn, wherever it ends, and the lines before are read', async function () {
    this.timeout(60_000);
    const records = await severalRecords(3);
    const bytes = encodeUtf8(await logOf(records));
    const start = bytes.lastIndexOf(0x0a, bytes.length - 2) + 1;
    assert.deepEqual(await verify(bytes.subarray(0, start)), { records: 2, torn: 0, broken: [] });
    for (let length = start + 1; length < bytes.length; length++) {
      const report = await verify(bytes.subarray(0, length), 1 << 20);
      assert.deepEqual(report, { records: 2, torn: 1, broken: [] }, `cut at ${length}`);
    }
  });

  it('is broken where something else stands than a line break behind a whole record', async () => {
    const record = await recordOf(small(), 'task: |-\n  } "\n  } {\n');
    const log = await logOf([record, record]);
    const reason = 'The line break after this record was replaced.';
    for (const end of [' ', '\r', '\0', '}', '}}', 'x', '{"record":1', '\uFFFD']) {
      assert.deepEqual(
        await verify(log.slice(0, -1) + end),
        { records: 1, torn: 0, broken: [{ line: 2, reason }] },
        JSON.stringify(end),
      );
    }
    const bytes = encodeUtf8(log);
    bytes[bytes.length - 1] = 0x8a;
    assert.deepEqual(await brokenIn(bytes), [2]);
  });
});

describe('a line that is no record', () => {
  it('is broken, and says why', async () => {
    const record = await recordOf();
    const written = (change: object): string => JSON.stringify({ ...record, previous: null, ...change });
    for (const [line, reason] of [
      ['', 'The line is empty.'],
      ['x', 'The line is not JSON.'],
      ['[]', 'The line is not a record.'],
      ['null', 'The line is not a record.'],
      ['1', 'The line is not a record.'],
      [written({ record: 2 }), 'The line is not a record of format 1.'],
      [written({ created_at: '2026-03-01' }), 'The field created_at is missing or not valid.'],
      [written({ created_at: '2026-02-31T00:00:00.000Z' }), 'The field created_at is missing or not valid.'],
      [written({ created_at: '2026-13-01T00:00:00.000Z' }), 'The field created_at is missing or not valid.'],
      [written({ templates: {} }), 'The field templates is missing or not valid.'],
      [written({ prompt_hash: 'X'.repeat(64) }), 'The field prompt_hash is missing or not valid.'],
      [written({ event: undefined }), 'The field event is missing or not valid.'],
      [written({ extra: 1 }), 'Records do not have a field `extra`.'],
      [written({ semver: '1.0.1' }), 'bundle_hash is not that of the version.'],
      [written({ input: '{}' }), 'personality_hash is not that of the input.'],
      [written({ rendered_prompt: '' }), 'prompt_hash is not that of the prompt.'],
    ] as const)
      assert.deepEqual((await verify(`${line}\n`)).broken, [{ line: 1, reason }]);
  });

  it('is broken where it is not UTF-8', async () => {
    const bytes = encodeUtf8(await logOf([await recordOf()]));
    bytes[bytes.length - 3] = 0xff;
    assert.deepEqual((await verify(bytes)).broken, [{ line: 1, reason: 'The line is not UTF-8.' }]);
  });

  it('is told up to a number, and then counted', async () => {
    for (const [count, reason] of [
      [1000, /^The line is not JSON\.$/],
      [1001, /^1 more line is broken from here on or before\.$/],
      [1500, /^500 more lines are broken from here on or before\.$/],
    ] as const) {
      const { broken } = await verify('x\n'.repeat(count));
      assert.equal(broken.length, Math.min(count, 1001));
      const last = broken.at(-1);
      assert.equal(last?.line, count);
      assert.match(last.reason, reason);
    }
  });
});

describe('a line without a checksum', () => {
  const stripped = (line = ''): string => line.replace(/,"checksum":"\w+"/, '');
  const LOST = 'The line has no checksum, and lines before it have one: it was changed.';

  it('is broken behind one that has it: the second, one in the middle, the last, and all behind the first', async () => {
    const lines = linesOf(await logOf(await severalRecords(4)));
    for (const [lost, broken] of [
      [[1], [2]],
      [[2], [3]],
      [[3], [4]],
      [
        [1, 2, 3],
        [2, 3, 4],
      ],
    ] as const) {
      const log = logFrom(
        lines.map((line, i) => ((lost as readonly number[]).includes(i) ? stripped(line) : line)),
      );
      const report = await verify(log);
      assert.deepEqual(
        report.broken,
        broken.map((line) => ({ line, reason: LOST })),
      );
      assert.equal(report.records, 4);
    }
  });

  it('is broken too where its chain was written anew', async () => {
    const [first = '', ...others] = linesOf(await logOf(await severalRecords(3)));
    const resealed = [first];
    for (const line of others) {
      const previous = sha256(resealed.at(-1) ?? '');
      resealed.push(stripped(line).replace(/"previous":"\w+"/, `"previous":"${previous}"`));
    }
    assert.deepEqual(await brokenIn(logFrom(resealed)), [2, 3]);
  });

  it('is broken at the start of a log by the line behind it, which names it as it was', async () => {
    const [first, ...others] = linesOf(await logOf(await severalRecords(3)));
    assert.deepEqual(await brokenIn(logFrom([stripped(first), ...others])), [1]);
  });
});

describe('a chain that goes back in time', () => {
  const BACK =
    'The record is more than a minute older than one before it: lines were added or moved, or times changed.';
  async function brokenAt(...seconds: readonly number[]): Promise<readonly unknown[]> {
    const record = await recordOf();
    let previous: string | null = null;
    const lines = seconds.map((second) => {
      const created_at = new Date(Date.UTC(2026, 2, 1) + second * 1000).toISOString();
      const line = sealLine(JSON.stringify({ ...record, created_at, previous }), sha256);
      previous = sha256(line);
      return line;
    });
    return (await verify(logFrom(lines))).broken;
  }

  for (const [seconds, broken] of [
    [[0, 0, 5], []],
    [[100, 40, 100], []],
    [[100, 39.999, 100], [2]],
    [[100, 70, 41, 39.9], [4]],
    [[100, 45, 30, 100], [3]],
    [[5000, 0, 1, 2], [2]],
    [
      [5000, 0, 5000, 0],
      [2, 4],
    ],
    [[-1e9, 0, -1e9], [3]],
  ] as const)
    it(`by ${seconds.join(' s, ')} s is broken at ${broken.join(', ') || 'no line'}`, async () => {
      assert.deepEqual(
        await brokenAt(...seconds),
        broken.map((line) => ({ line, reason: BACK })),
      );
    });
});

describe('a log without checksums, as the spec alone has it', () => {
  async function plainLines(): Promise<string[]> {
    let previous: string | null = null;
    return (await severalRecords(4)).map((record) => {
      const line = JSON.stringify({ ...record, previous });
      previous = sha256(line);
      return line;
    });
  }

  it('is whole', async () => {
    assert.deepEqual(await verify(logFrom(await plainLines())), { records: 4, torn: 0, broken: [] });
  });

  it('is broken where a line changed, by the line behind it', async () => {
    const lines = await plainLines();
    const changed = lines.with(1, (lines[1] ?? '').replace('"event":"copy"', '"event":"open"'));
    const [broken, ...others] = (await verify(logFrom(changed))).broken;
    assert.equal(broken?.line, 2);
    assert.match(broken.reason, /^The line after this one does not carry its hash: this line was changed/);
    assert.deepEqual(others, []);
  });

  it('may go on with lines that have them', async () => {
    const [plain = ''] = await plainLines();
    const [first = '', second = ''] = linesOf(await logOf((await severalRecords(2)).slice(0, 2)));
    assert.notEqual(first, plain);
    assert.deepEqual(await brokenIn(logFrom([plain, second])), [1]);
  });
});
