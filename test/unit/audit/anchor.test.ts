// Anchors (spec, section 7): what holds of a log beyond what its own chain says.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  anchorText,
  MAX_ANCHOR_BYTES,
  readAnchor,
  type AnchoredLog,
} from '../../../src/core/audit/anchor.js';
import { sealLine } from '../../../src/core/audit/checksum.js';
import { verifyFiles, goneLogs, type VerifiedLog } from '../../../src/core/audit/verifyFiles.js';
import { amount, anchorSentence, anchorSummary } from '../../../src/core/audit/verifyFolder.js';
import { loadHashing } from '../../../src/core/hashing.js';
import { encodeUtf8 } from '../../../src/core/text/utf8.js';
import { sha256 } from '../../../src/node/sha256.js';
import { chunksOf, logOf, severalRecords } from './logs.js';

const NAME = 'a.jsonl';
const HASH = sha256('x');

async function held(text: string, anchored?: AnchoredLog): Promise<VerifiedLog> {
  const log = { name: NAME, files: [NAME] };
  return verifyFiles(log, () => chunksOf(encodeUtf8(text)), await loadHashing(sha256), anchored);
}

/** A log whose chain is whole, whatever its lines say: what somebody makes who changes it and seals it anew. */
function resealed(
  lines: readonly string[],
  change: (record: Record<string, unknown>, i: number) => unknown,
): string {
  let previous: string | null = null;
  return lines
    .map((line, i) => {
      const record = JSON.parse(line) as Record<string, unknown>;
      delete record['checksum'];
      const sealed = sealLine(
        JSON.stringify({ ...record, ...(change(record, i) as object), previous }),
        sha256,
      );
      previous = sha256(sealed);
      return `${sealed}\n`;
    })
    .join('');
}
const same = (): object => ({});

describe('an anchor', () => {
  it('has the same bytes for the same logs: keys and logs in order, indented, a final line break', () => {
    const logs = [
      { name: 'b.jsonl', lines: 0, last: null },
      { lines: 2, last: HASH, name: NAME },
    ];
    const text = `{\n  "anchor": 1,\n  "logs": [\n    {\n      "last": "${HASH}",\n      "lines": 2,\n      "name": "a.jsonl"\n    },\n    {\n      "last": null,\n      "lines": 0,\n      "name": "b.jsonl"\n    }\n  ]\n}\n`;
    assert.equal(anchorText({ logs }), text);
    assert.equal(anchorText({ logs: logs.toReversed() }), text);
    for (const written of [text, text.replaceAll('\n', '\r\n')])
      assert.deepEqual(
        readAnchor(encodeUtf8(written)).anchor?.logs,
        [logs[1], logs[0]].map((log) => ({ ...log })),
      );
    assert.deepEqual(readAnchor(encodeUtf8(anchorText({ logs: [] }))), { anchor: { logs: [] } });
  });

  const entry = `{ "last": "${HASH}", "lines": 1, "name": "a.jsonl" }`;
  const withLogs = (...logs: readonly string[]): string => `{"anchor":1,"logs":[${logs.join(',')}]}`;
  for (const [what, text, problem] of [
    ['is empty', '', /not an anchor/],
    ['is no JSON', 'anchor: 1', /not an anchor/],
    ['is a list', '[]', /not an anchor/],
    ['is another JSON', '{"name":"x"}', /not an anchor/],
    ['is of another format', '{"anchor":2,"logs":[]}', /format 1/],
    ['has its format as a text', '{"anchor":"1","logs":[]}', /format 1/],
    ['has no logs', '{"anchor":1}', /not a list/],
    ['has logs that are no list', '{"anchor":1,"logs":{"0":1}}', /not a list/],
    ['has a log that is none', withLogs('null'), /^Number 1 of its logs is none/],
    ['leads elsewhere', withLogs(entry.replace('a.jsonl', '../a.jsonl')), /name that no log has/],
    [
      'leads elsewhere absolutely',
      withLogs(entry.replace('a.jsonl', '/etc/a.jsonl')),
      /name that no log has/,
    ],
    [
      'leads elsewhere on Windows',
      withLogs(entry.replace('a.jsonl', 'c:\\\\a.jsonl')),
      /name that no log has/,
    ],
    ['names what is no log', withLogs(entry.replace('a.jsonl', 'a.json')), /name that no log has/],
    ['has a hash that is too short', withLogs(entry.replace(HASH, HASH.slice(1))), /a hash that is none/],
    ['has a hash in capitals', withLogs(entry.replace(HASH, HASH.toUpperCase())), /a hash that is none/],
    ['has a hash that is a number', withLogs(entry.replace(`"${HASH}"`, '1')), /a hash that is none/],
    [
      'has lines without a hash, by its name',
      withLogs(entry.replace(`"${HASH}"`, 'null')),
      /^Number 1 of its logs, `a\.jsonl`, has a hash that is none\.$/,
    ],
    [
      'has half a line, by its name',
      withLogs(entry.replace('"lines": 1', '"lines": 1.5')),
      /^Number 1 of its logs, `a\.jsonl`, has a count of lines that is none\.$/,
    ],
    ['has lines without a hash', withLogs(entry.replace(`"${HASH}"`, 'null')), /a hash that is none/],
    ['has a hash without lines', withLogs(entry.replace('"lines": 1', '"lines": 0')), /a hash that is none/],
    ['has less than no lines', withLogs(entry.replace('"lines": 1', '"lines": -1')), /count of lines/],
    ['has half a line', withLogs(entry.replace('"lines": 1', '"lines": 1.5')), /count of lines/],
    ['has lines beyond count', withLogs(entry.replace('"lines": 1', '"lines": 1e300')), /count of lines/],
    [
      'has a log twice',
      anchorText({
        logs: [
          { name: NAME, lines: 1, last: HASH },
          { name: NAME, lines: 1, last: HASH },
        ],
      }),
      /repeated, added or moved/,
    ],
    [
      'has a key twice',
      anchorText({ logs: [] }).replace('"anchor": 1', '"anchor": 1,\n  "logs": []'),
      /repeated, added or moved/,
    ],
    [
      'has a key more',
      withLogs(entry).replace('"anchor"', '"signed":true,"anchor"'),
      /repeated, added or moved/,
    ],
    ['is written in another way', withLogs(entry), /repeated, added or moved/],
    ['has a byte order mark', `\uFEFF${anchorText({ logs: [] })}`, /not an anchor/],
    ['is nested without end', '['.repeat(1_000_000), /not an anchor/],
    ['is blank, and as large as one may be', ' '.repeat(MAX_ANCHOR_BYTES), /not an anchor/],
    ['is too large', ' '.repeat(MAX_ANCHOR_BYTES + 1), /too large/],
  ] as const)
    it(`that ${what} is none`, () => {
      assert.match(readAnchor(encodeUtf8(text)).problem ?? '', problem);
    });

  it('that is not UTF-8 is none', () => {
    assert.match(readAnchor(Uint8Array.of(0x7b, 0xff)).problem ?? '', /not UTF-8/);
  });

  it('is read back as it was written, and nothing makes reading it throw', () => {
    const log = fc.record({
      name: fc.stringMatching(/^[\w.é-]{1,9}\.jsonl$/),
      lines: fc.nat(),
      last: fc.constant(HASH),
    });
    const logs = fc.uniqueArray(
      log.map((one) => (one.lines > 0 ? one : { ...one, last: null })),
      { selector: ({ name }) => name },
    );
    fc.assert(
      fc.property(logs, fc.nat(), fc.nat(255), (given, place, byte) => {
        const bytes = encodeUtf8(anchorText({ logs: given }));
        assert.equal(anchorText(readAnchor(bytes).anchor ?? { logs: [] }), anchorText({ logs: given }));
        bytes[place % bytes.length] = byte;
        const changed = readAnchor(bytes);
        assert.ok(changed.anchor ?? changed.problem);
      }),
    );
  });
});

describe('a log that is anchored', () => {
  const RECORDS = 4;
  let whole = '';
  let lines: readonly string[] = [];
  before(async () => {
    whole = await logOf(await severalRecords(RECORDS));
    lines = whole.trimEnd().split('\n');
  });

  it('is as it was, now and when it has grown', async () => {
    const { end } = await held(whole);
    assert.deepEqual(end, { name: NAME, lines: RECORDS, last: sha256(lines.at(-1) ?? '') });
    for (let count = 0; count <= RECORDS; count++) {
      const { end: earlier } = await held(
        lines
          .slice(0, count)
          .map((line) => `${line}\n`)
          .join(''),
      );
      assert.deepEqual([earlier.lines, earlier.last === null], [count, count === 0]);
      for (const text of [whole, whole.replaceAll('\n', '\r\n'), `${whole}{"record":1,`]) {
        const { unanchored, isAnchored, broken } = await held(text, earlier);
        assert.deepEqual([unanchored, isAnchored, broken], [undefined, true, []]);
      }
    }
  });

  it('is anchored up to its last whole line where it is torn', async () => {
    const torn = `${whole}{"record":1,"crea`;
    const { end, broken } = await held(torn);
    assert.deepEqual([end.lines, broken], [RECORDS, []]);
    assert.ok((await held(torn, end)).isAnchored);
    assert.ok((await held(whole, end)).isAnchored);
  });

  const CHANGED = /^This is not the anchored line/;
  for (const [what, tampered, line, reason] of [
    [
      'changed in its first line and sealed anew',
      () => resealed(lines, (_record, i) => (i === 0 ? { engine_version: '9' } : {})),
      4,
      CHANGED,
    ],
    [
      'changed in its last line and sealed anew',
      () => resealed(lines, (_record, i) => (i === 3 ? { event: 'open' } : {})),
      4,
      CHANGED,
    ],
    [
      'given another time and sealed anew',
      () => resealed(lines, () => ({ created_at: '2026-03-01T00:00:00.000Z' })),
      4,
      CHANGED,
    ],
    [
      'bereft of a line and sealed anew, with another at its end',
      () => resealed([...lines.slice(1), lines[3] ?? ''], same),
      4,
      CHANGED,
    ],
    ['given a line and sealed anew', () => resealed([lines[0] ?? '', ...lines], same), 4, CHANGED],
    [
      'put in another order and sealed anew',
      () =>
        resealed([lines[1] ?? '', lines[0] ?? '', lines[2] ?? '', lines[3] ?? ''], () => ({
          created_at: '2026-03-01T00:00:00.000Z',
        })),
      4,
      CHANGED,
    ],
    [
      'cut off by a line',
      () =>
        lines
          .slice(0, 3)
          .map((text) => `${text}\n`)
          .join(''),
      3,
      /^The log was cut off: 4 lines of it are anchored, and there are 3\.$/,
    ],
    ['cut off in the middle of a line', () => whole.slice(0, -10), 3, /^The log was cut off/],
    ['cut off by all lines but one', () => `${lines[0] ?? ''}\n`, 1, /there is 1\.$/],
    ['emptied', () => '', 0, /^The log was emptied: 4 lines of it are anchored\.$/],
  ] as const)
    it(`is found to be ${what}`, async () => {
      const { end } = await held(whole);
      const { unanchored, isAnchored, broken } = await held(tampered(), end);
      assert.deepEqual(broken, []);
      assert.deepEqual([unanchored?.file, unanchored?.line, isAnchored], [NAME, line, false]);
      assert.match(unanchored?.reason ?? '', reason);
    });

  it('is found to be emptied of the one line that was anchored', async () => {
    const { end } = await held(`${lines[0] ?? ''}\n`);
    const { unanchored } = await held('', end);
    assert.equal(unanchored?.reason, 'The log was emptied: 1 line of it is anchored.');
  });

  it('is found to be changed before its anchor where its chain says so, and not behind it', async () => {
    const { end } = await held(
      lines
        .slice(0, 3)
        .map((line) => `${line}\n`)
        .join(''),
    );
    for (const [changed, isAnchored] of [
      [0, false],
      [1, false],
      [3, true],
    ] as const) {
      const text = lines
        .map((line, i) => `${i === changed ? line.replace('"copy"', '"open"') : line}\n`)
        .join('');
      const report = await held(text, end);
      assert.deepEqual(
        report.broken.map(({ line }) => line),
        [changed + 1],
      );
      assert.deepEqual([report.unanchored, report.isAnchored], [undefined, isAnchored]);
    }
  });

  it('in a line that was broken by then is as it was anchored, and yet not as it was written', async () => {
    const broken = lines.map((line, i) => `${i === 3 ? line.replace('"copy"', '"open"') : line}\n`).join('');
    const { end } = await held(broken);
    const report = await held(broken, end);
    assert.deepEqual([report.unanchored, report.isAnchored], [undefined, false]);
  });

  it('is told to be gone, and so is one of which nothing was anchored', () => {
    const logs = [
      { name: NAME, lines: 1, last: HASH },
      { name: 'b.jsonl', lines: 0, last: null },
      { name: 'c.jsonl', lines: 7, last: HASH },
    ];
    assert.deepEqual(goneLogs({ logs }, [{ name: 'c.jsonl', files: ['c.000001.jsonl'] }]), [
      { file: NAME, line: 0, reason: 'The log is missing: 1 line of it is anchored.' },
      { file: 'b.jsonl', line: 0, reason: 'The log is missing: 0 lines of it are anchored.' },
    ]);
  });

  it('that cannot be read is broken, and not as it was anchored', async () => {
    const anchored = { name: NAME, lines: 1, last: HASH };
    const read = (): AsyncIterable<Uint8Array> => {
      throw new Error('no right to');
    };
    const report = await verifyFiles(
      { name: NAME, files: [NAME] },
      read,
      await loadHashing(sha256),
      anchored,
    );
    assert.deepEqual(report.broken, [
      { file: NAME, line: 0, reason: 'The log cannot be read: no right to.' },
    ]);
    assert.deepEqual([report.isAnchored, report.end], [false, { name: NAME, lines: 0, last: null }]);
  });
});

describe('what an anchor holds', () => {
  for (const [summary, said] of [
    [{ lines: 1, logs: 1 }, '1 line in 1 log'],
    [{ lines: 6, logs: 1 }, '6 lines in 1 log'],
    [{ lines: 1, logs: 2 }, '1 line in 2 logs'],
    [{ lines: 6, logs: 2 }, '6 lines in 2 logs'],
  ] as const)
    it(`is ${said}`, () => {
      assert.equal(amount(summary), said);
    });

  it('is counted before anything is held against it', () => {
    const logs = [2, 3].map((lines) => ({ name: `${lines}.jsonl`, lines, last: HASH }));
    assert.deepEqual(anchorSummary({ logs }), { logs: 2, lines: 5, intact: 0 });
  });

  for (const [intact, said] of [
    [4, 'a.json anchors 9 lines in 4 logs: all are as they were.'],
    [3, 'a.json anchors 9 lines in 4 logs: 1 of the logs is not as it was anchored.'],
    [1, 'a.json anchors 9 lines in 4 logs: 3 of the logs are not as they were anchored.'],
  ] as const)
    it(`is told: ${said}`, () => {
      assert.equal(anchorSentence('a.json', { lines: 9, logs: 4, intact }), said);
    });
});
