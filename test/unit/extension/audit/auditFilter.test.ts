// What people write to filter the audit log, and how its records are grouped: the parts that need no editor.
import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import { byDay, dateForms, dayOf, readDates } from '../../../../src/extension/audit/dates.js';
import {
  describeFilter,
  isEmpty,
  readHashDigits,
  toRecordFilter,
} from '../../../../src/extension/audit/filter.js';

// Local time, whatever the machine's is: what is checked holds in every zone.
const NOW = new Date(2026, 2, 14, 15, 30);
const iso = (...parts: [number, number, number]): string => new Date(...parts).toISOString();
const lastBefore = (...parts: [number, number, number]): string =>
  new Date(new Date(...parts).getTime() - 1).toISOString();

describe('dates to filter by', () => {
  for (const [text, since, until] of [
    ['2026-03-14', iso(2026, 2, 14), lastBefore(2026, 2, 15)],
    ['2026-03', iso(2026, 2, 1), lastBefore(2026, 3, 1)],
    ['2025-12', iso(2025, 11, 1), lastBefore(2026, 0, 1)],
    ['2026', iso(2026, 0, 1), lastBefore(2027, 0, 1)],
    ['2024-02-29', iso(2024, 1, 29), lastBefore(2024, 2, 1)],
    ['today', iso(2026, 2, 14), lastBefore(2026, 2, 15)],
    ['yesterday', iso(2026, 2, 13), lastBefore(2026, 2, 14)],
    [' 2026-03-01 .. 2026-03-05 ', iso(2026, 2, 1), lastBefore(2026, 2, 6)],
    ['2025..2026-03', iso(2025, 0, 1), lastBefore(2026, 3, 1)],
    ['2026-03..today', iso(2026, 2, 1), lastBefore(2026, 2, 15)],
  ] as const) {
    it(`${text} are whole days of local time`, () => {
      assert.deepEqual(readDates(text, NOW), { text: text.trim(), since, until });
    });
  }

  it('are read in English and in the language of the editor', () => {
    l10n.config({ contents: { today: 'heute', yesterday: 'gestern' } });
    try {
      assert.match(dateForms(), /, heute, gestern,/);
      assert.equal(readDates('heute', NOW)?.since, iso(2026, 2, 14));
      assert.equal(readDates('gestern..today', NOW)?.since, iso(2026, 2, 13));
    } finally {
      l10n.config({ contents: {} });
    }
    assert.match(dateForms(), /, today, yesterday,/);
    assert.equal(readDates('heute', NOW), undefined);
  });

  it('may have an open end', () => {
    assert.deepEqual(readDates('2026-03..', NOW), { text: '2026-03..', since: iso(2026, 2, 1) });
    assert.deepEqual(readDates('..2026-03', NOW), { text: '..2026-03', until: lastBefore(2026, 3, 1) });
  });

  for (const text of [
    '',
    '..',
    '2026-3',
    '2026-13',
    '2026-00',
    '2026-02-29',
    '2026-04-31',
    '14.3.2026',
    'tomorrow',
    '2026-03-14T10',
    '2026-03..2026-02',
    '2026..2026..2026',
    '0026-01-01',
  ]) {
    it(`${JSON.stringify(text)} is none`, () => {
      assert.equal(readDates(text, NOW), undefined);
    });
  }
});

describe('a hash to filter by', () => {
  it('is its first digits, as they are written or pasted', () => {
    assert.equal(readHashDigits(' 5F46a3\n'), '5f46a3');
    assert.equal(readHashDigits('a'.repeat(64)), 'a'.repeat(64));
  });

  it('has no other signs, and no more digits than a hash', () => {
    for (const text of ['', '5g', '0x5f', '5f 46', 'a'.repeat(65)])
      assert.equal(readHashDigits(text), undefined, text);
  });
});

describe('a filter of the audit log', () => {
  const dates = readDates('2026-03', NOW);
  assert.ok(dates);

  it('is said in words', () => {
    assert.equal(
      describeFilter({ bundle: 'support@1.0.0', hash: '5f46', dates }),
      'bundle support@1.0.0, hash 5f46…, date 2026-03',
    );
    assert.equal(describeFilter({ event: 'copy', hash: '5f46' }), 'event copied, hash 5f46…');
    assert.equal(describeFilter({}), '');
  });

  it('is empty when it lets everything through', () => {
    assert.equal(isEmpty({}), true);
    for (const filter of [{ bundle: 'b' }, { event: 'copy' }, { hash: 'a' }, { dates }])
      assert.equal(isEmpty(filter), false);
  });

  it('is read by the log as what is set, and no more', () => {
    assert.deepEqual(toRecordFilter({}), {});
    assert.deepEqual(toRecordFilter({ bundle: 'b', event: 'copy', hash: 'a', dates }), {
      event: 'copy',
      bundle: 'b',
      hash: 'a',
      since: dates.since,
      until: dates.until,
    });
  });
});

describe('records by day', () => {
  it('are grouped by the local day, in the order they come in', () => {
    const times = [
      new Date(2026, 2, 15, 0, 0),
      new Date(2026, 2, 14, 23, 59),
      new Date(2026, 2, 14, 0, 0),
      new Date(2025, 11, 31, 12, 0),
    ];
    assert.deepEqual(
      byDay(times, (time) => time).map(({ day, items }) => [day, items.length]),
      [
        ['2026-03-15', 1],
        ['2026-03-14', 2],
        ['2025-12-31', 1],
      ],
    );
    assert.deepEqual(
      byDay([], () => NOW),
      [],
    );
    assert.equal(dayOf(NOW), '2026-03-14');
  });
});
