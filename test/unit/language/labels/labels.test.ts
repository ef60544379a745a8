import assert from 'node:assert/strict';
import { readLabels } from '../../../../src/language/labels/readLabels.js';
import { ScopeIndex } from '../../../../src/language/scopes/scopeIndex.js';

const FILE = '.prompt-bundles/labels.json';

describe('the labels of a root', () => {
  it('are found by bundle, by name and by version, in order, and go with their file', () => {
    const scope = new ScopeIndex();
    const file = readLabels(
      FILE,
      '{"b": {"live": "1.0.0", "beta": "1.0.0", "next": "2.0.0"}, "a": {"live": "3.0.0"}}',
    );
    scope.updateLabels(file);
    const { labels } = scope;
    assert.deepEqual(labels.bundles(), ['a', 'b']);
    assert.deepEqual(
      labels.named('b').map(({ label }) => label),
      ['beta', 'live', 'next'],
    );
    assert.deepEqual(labels.of({ id: 'b', semver: '1.0.0' }), ['beta', 'live']);
    assert.equal(labels.versionOf('b', 'next'), '2.0.0');
    assert.equal(labels.versionOf('b', 'none'), undefined);
    assert.equal(scope.record(FILE), file);
    assert.equal(scope.record('a.prompt-bundle.yaml'), undefined);
    const moved = readLabels(FILE, '{"b": {"live": "2.0.0"}, "a": {"live": "3.0.0"}}');
    assert.deepEqual([...labels.set(moved)], ['b']);
    scope.removeSnapshot(FILE);
    assert.deepEqual(labels.bundles(), []);
    assert.equal(scope.record(FILE), undefined);
  });
});
