import assert from 'node:assert/strict';
import { labelFindings } from '../../../../src/language/labels/labelFindings.js';
import { readLabels } from '../../../../src/language/labels/readLabels.js';
import { ScopeIndex } from '../../../../src/language/scopes/scopeIndex.js';

import { small } from '../../published/samples.js';
import { read, snapshotOf } from '../../rendering.js';
import { workspaceOf } from '../memoryWorkspace.js';

const FILE = '.prompt-bundles/labels.json';

describe('what is told of labels', () => {
  it('is nothing where there are none', () => {
    assert.deepEqual(labelFindings(new ScopeIndex()), []);
  });

  it('is which bundle was meant, where there is no such bundle: in no file, unreadable or published, damaged or not', async () => {
    const { scope } = await workspaceOf({
      'draft.prompt-bundle.yaml': 'bundle_id: draft\nsemver: 1.0.0\n',
      'broken.prompt-bundle.yaml': 'bundle_id: broken\ntemplates: [\n',
    });
    const { name, text } = await snapshotOf(small());
    scope.updateSnapshot(read(name, text));
    const other = await snapshotOf(small({ id: 'c' }), 'c@1.0.0');
    scope.updateSnapshot(read(other.name, other.text.replace('kind', 'cold')));
    const labels = ['b', 'c', 'draft', 'broken', 'drafts', 'none'].map((id) => [id, { live: '1.0.0' }]);
    scope.updateLabels(readLabels(FILE, JSON.stringify(Object.fromEntries(labels))));
    assert.deepEqual(
      labelFindings(scope).map(({ code, replacement }) => [code, replacement]),
      [
        ['label-unpublished', undefined],
        ['label-unpublished', undefined],
        ['label-unpublished', undefined],
        ['label-unknown', '"draft"'],
        ['label-unknown', undefined],
      ],
    );
  });
});

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
