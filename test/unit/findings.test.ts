// What is told of files: in which order, with how many places, and what may be silenced.
import assert from 'node:assert/strict';
import {
  boundedPlaces,
  canBeSilenced,
  compareFindings,
  type Finding,
  type RelatedPlace,
} from '../../src/core/model/findings.js';

describe('findings', () => {
  const finding = (start: number, end: number, code: Finding['code']): Finding => ({
    code,
    severity: 'error',
    message: '',
    range: { start, end },
  });

  it('are in order of where they start, where they end, and their code', () => {
    const ordered = [
      finding(1, 9, 'syntax'),
      finding(2, 3, 'syntax'),
      finding(2, 8, 'emoji'),
      finding(2, 8, 'schema'),
      finding(2, 8, 'syntax'),
    ];
    for (const [i, a] of ordered.entries())
      for (const [j, b] of ordered.entries())
        assert.equal(Math.sign(compareFindings(a, b)), Math.sign(i - j));
  });

  for (const [what, given, expected] of [
    ['a warning', { code: 'emoji', severity: 'warning' }, true],
    ['an error that stops a render', { code: 'schema', severity: 'error' }, false],
    [
      'one that the settings give another severity',
      { code: 'schema', severity: 'warning', usualSeverity: 'error' },
      false,
    ],
    ['an error beside renders', { code: 'label-unknown', severity: 'error' }, true],
    ['a published version that changed', { code: 'published-version-changed', severity: 'error' }, true],
  ] as const)
    it(`can${expected ? '' : 'not'} be silenced: ${what}`, () => {
      assert.equal(canBeSilenced(given), expected);
    });
});

describe('the places that explain a finding', () => {
  const places = (count: number): RelatedPlace[] =>
    Array.from({ length: count }, (_, i) => ({
      message: `Place ${i}.`,
      file: 'a',
      range: { start: i, end: i + 1 },
    }));

  it('are all of them up to twenty', () => {
    for (const count of [0, 1, 20]) assert.deepEqual(boundedPlaces(places(count)), places(count));
  });

  it('are the first twenty of more, and the last says how many there are', () => {
    const [first, last] = [places(19), places(20).slice(-1)];
    for (const [given, total, message] of [
      [places(21), 21, 'Place 19, and 1 more.'],
      [places(20), 1020, 'Place 19, and 1,000 more.'],
    ] as const)
      assert.deepEqual(boundedPlaces(given, total), [...first, ...last.map((one) => ({ ...one, message }))]);
  });
});
