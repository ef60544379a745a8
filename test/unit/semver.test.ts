// Versions (SemVer 2.0.0) and references to them (spec, section 1.2).
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatReference, parseReference } from '../../src/core/model/reference.js';
import { compareSemver, isSemver } from '../../src/core/model/semver.js';
import { parseTemplate, TEMPLATE } from './documents/parsing.js';

const EXACT = [
  '0.0.0',
  '1.0.0',
  '10.20.30',
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-0.3.7',
  '1.0.0-x.7.z.92',
  '1.0.0--',
  '1.0.0---.-',
  '1.0.0-0a',
  '1.0.0+001',
  '1.0.0+a-b.01',
  '1.0.0-rc.1+build.7',
  '99999999999999999999.0.0',
  '1.0.0-A',
  `1.0.0-${'a'.repeat(58)}`,
];
const NOT_EXACT = [
  '',
  '1',
  '1.0',
  '1.0.0.0',
  'v1.0.0',
  '=1.0.0',
  ' 1.0.0',
  '1.0.0 ',
  '1.0.0\n',
  '01.0.0',
  '1.00.0',
  '1.0.0-',
  '1.0.0-01',
  '1.0.0-a..b',
  '1.0.0-.a',
  '1.0.0+',
  '1.0.0+a..b',
  '1.0.0+a+b',
  '1.0.0-é',
  '1.0.0-ſ',
  '1.0.0-\u212a',
  '١.0.0',
  '1.x',
  '^1.0.0',
  '~1.0.0',
  '1.0.0 || 2.0.0',
  '*',
  'latest',
  '-1.0.0',
  `1.0.0-${'a'.repeat(59)}`,
];

describe('an exact version', () => {
  for (const version of EXACT) {
    it(`is ${version}`, () => {
      assert.ok(isSemver(version));
    });
  }
  for (const version of NOT_EXACT) {
    it(`is not ${JSON.stringify(version)}`, () => {
      assert.ok(!isSemver(version));
    });
  }

  it('is one to the schema of the files exactly if it is one', () => {
    for (const version of [...EXACT, ...NOT_EXACT]) {
      const { findings } = parseTemplate(TEMPLATE.replace('1.0.0', JSON.stringify(version)));
      assert.equal(findings.length === 0, isSemver(version), version);
    }
  });
});

describe('the order of versions', () => {
  const ORDERED = [
    'nonsense',
    '0.0.0',
    '0.0.1',
    '0.10.0',
    '1.0.0-0',
    '1.0.0-1',
    '1.0.0-10',
    '1.0.0-99999999999999999999',
    '1.0.0--',
    '1.0.0-A',
    `1.0.0-${'a'.repeat(58)}`,
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.0+a',
    '1.0.0+b',
    '1.9.0',
    '1.9.9',
    '1.9.10',
    '1.10.0',
    '2.0.0',
    '99999999999999999999.0.0',
    '100000000000000000000.0.0',
  ];

  it('is by precedence, then as strings; what is no version comes first', () => {
    assert.deepEqual([...ORDERED].reverse().sort(compareSemver), ORDERED);
    for (const [i, a] of ORDERED.entries()) {
      for (const [j, b] of ORDERED.entries())
        assert.equal(Math.sign(compareSemver(a, b)), Math.sign(i - j), `${a} ${b}`);
    }
  });

  it('is an order', () => {
    const identifier = fc.constantFrom('0', '1', '10', 'a', 'A', '-', 'rc1');
    const version = fc
      .tuple(fc.nat(2), fc.nat(2), fc.array(identifier, { maxLength: 3 }), fc.constantFrom('', '+a', '+1'))
      .map(
        ([major, minor, pre, build]) =>
          `${major}.${minor}.0${pre.length > 0 ? `-${pre.join('.')}` : ''}${build}`,
      );
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        assert.ok(Math.sign(compareSemver(a, b)) + Math.sign(compareSemver(b, a)) === 0);
        assert.equal(compareSemver(a, b) === 0, a === b);
        if (compareSemver(a, b) < 0 && compareSemver(b, c) < 0) assert.ok(compareSemver(a, c) < 0);
      }),
    );
  });
});

describe('a reference', () => {
  for (const [text, id, semver] of [
    ['a@1.0.0', 'a', '1.0.0'],
    ['a@b@1.0.0', 'a@b', '1.0.0'],
    [' a @ 1.0.0 ', ' a ', ' 1.0.0 '],
    ['@@1', '@', '1'],
  ] as const) {
    it(`${JSON.stringify(text)} is split at its last @, and not trimmed`, () => {
      assert.deepEqual(parseReference(text), { id, semver });
      assert.equal(formatReference({ id, semver }), text);
    });
  }
  for (const text of ['', '@', 'a', 'a@', '@1.0.0']) {
    it(`${JSON.stringify(text)} is none`, () => {
      assert.equal(parseReference(text), undefined);
    });
  }
});
