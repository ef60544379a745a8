import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  isSnapshotName,
  referenceOfName,
  snapshotFileName,
} from '../../../src/core/published/snapshotName.js';
import { sha256 } from '../../../src/node/sha256.js';
import { anyString } from '../arbitraries.js';

const nameOf = (id: string, semver = '1.0.0'): string => snapshotFileName({ id, semver }, { sha256 });

describe('the name of a snapshot', () => {
  for (const [id, semver, name] of [
    ['support-agent', '1.3.0', 'support-agent@1.3.0.json'],
    ['Support', '1.0.0-RC.1', '%53upport@1.0.0-%52%43.1.json'],
    ['support', '1.0.0-rc.1+b', 'support@1.0.0-rc.1+b.json'],
    ['a.b.', '1.0.0', 'a.b%2E@1.0.0.json'],
    ['a@b', '1.0.0', 'a%40b@1.0.0.json'],
    ['a%40b', '1.0.0', 'a%2540b@1.0.0.json'],
    ['a~b', '1.0.0', 'a%7Eb@1.0.0.json'],
    ['../é', '1.0.0', '..%2F%C3%A9@1.0.0.json'],
    ['ı', '1.0.0', '%C4%B1@1.0.0.json'],
    ['con', '1.0.0', '%63on@1.0.0.json'],
    ['aux.json', '1.0.0', '%61ux.json@1.0.0.json'],
    ['nul', '2.0.0-rc.1', '%6Eul@2.0.0-rc.1.json'],
    ['prn.x', '1.0.0', '%70rn.x@1.0.0.json'],
    ['prn.', '1.0.0', 'prn%2E@1.0.0.json'],
    ['com1', '1.0.0', '%63om1@1.0.0.json'],
    ['lpt9.a.b', '1.0.0', '%6Cpt9.a.b@1.0.0.json'],
    ['NUL', '1.0.0', '%4E%55%4C@1.0.0.json'],
    ['com0', '1.0.0', 'com0@1.0.0.json'],
    ['com10', '1.0.0', 'com10@1.0.0.json'],
    ['console', '1.0.0', 'console@1.0.0.json'],
    ['aux-agent', '1.0.0', 'aux-agent@1.0.0.json'],
    ['my.nul', '1.0.0', 'my.nul@1.0.0.json'],
  ] as const) {
    it(`of ${id}@${semver} is ${name}`, () => {
      assert.equal(nameOf(id, semver), name);
    });
  }

  it('over 200 bytes is cut, and ends in a hash of the whole', () => {
    assert.equal(nameOf('x'.repeat(194)), `${'x'.repeat(194)}@1.0.0.json`);
    const [one, other] = ['x', 'y'].map((last) => nameOf(`${'é'.repeat(200)}${last}`));
    assert.match(one ?? '', /^(?:%C3%A9)+%?[C3A9%]*~[0-9a-f]{16}\.json$/);
    assert.equal(one?.length, 205);
    assert.notEqual(one, other);
  });

  it('is never that of two versions, even where case is folded and Unicode normalised', () => {
    const id = fc.oneof(
      anyString(8),
      anyString(300),
      fc.stringMatching(/^[aAbB.@%~]{1,6}$/),
      fc.stringMatching(/^(%6E|n|N)ul(\.|%2E|)$/),
    );
    const semver = fc.stringMatching(/^[1-9]\.0\.0(-[a-cA-C.]*[a-cA-C])?(\+[a-cA-C])?$/);
    const reference = fc.record({ id, semver });
    fc.assert(
      fc.property(reference, reference, (a, b) => {
        const [one, other] = [a, b].map(({ id, semver }) =>
          nameOf(id, semver).toLowerCase().normalize('NFKC'),
        );
        assert.equal(one === other, a.id === b.id && a.semver === b.semver);
      }),
      { numRuns: 1000 },
    );
  });

  it('says which version it is of, unless it was cut', () => {
    for (const [id, semver] of [
      ['b', '1.0.0'],
      ['../é', '1.0.0-RC.1+b'],
      ['a@b.', '1.0.0'],
      ['nul', '1.0.0'],
    ] as const)
      assert.deepEqual(referenceOfName(nameOf(id, semver)), { id, semver });
    for (const name of [
      nameOf('x'.repeat(300)),
      'b.json',
      '%@1.0.0.json',
      '%ff@1.0.0.json',
      'a@b@1.0.0.json',
    ])
      assert.equal(referenceOfName(name), undefined);
  });

  it('is one that any file system takes, and that is known again', () => {
    fc.assert(
      fc.property(anyString(300), (id) => {
        const name = nameOf(id);
        assert.match(name, /^[a-z0-9._+%A-F@~-]+\.json$/);
        assert.doesNotMatch(name, /^(con|prn|aux|nul|com[1-9]|lpt[1-9])[.@]/);
        assert.ok(name.length <= 205);
        assert.ok(isSnapshotName(name));
      }),
    );
    for (const other of ['README.md', '.b@1.0.0.tmp', 'notes.json', '.00000000.tmp'])
      assert.equal(isSnapshotName(other), false);
  });
});
