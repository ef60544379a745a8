// The index over several roots: what each file is kept as, and whom a change concerns, here and elsewhere.
import assert from 'node:assert/strict';
import { fileTypeOf } from '../../../src/core/documents/fileKinds.js';
import { parsePromptFile, type PromptFile } from '../../../src/core/documents/promptFile.js';
import { PromptIndex } from '../../../src/language/promptIndex.js';
import { template } from './memoryWorkspace.js';

const T = 'one/t.prompt-template.md';
const B = 'two/b.prompt-bundle.yaml';
const BUNDLE =
  'bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: t@1.0.0\n  personality: { content: P }\n  activity: { content: A }\n  task: { content: T }\n';

function parse(file: string, text: string): PromptFile {
  const type = fileTypeOf(file);
  assert.ok(type, file);
  return parsePromptFile(type, { text });
}

/** An index whose roots are the first steps of paths, or what `moved` says. */
function indexOf(moved: ReadonlyMap<string, string> = new Map()): PromptIndex {
  return new PromptIndex({
    rootOf: (file) => moved.get(file) ?? file.split('/')[0] ?? '',
    nameOfRoot: (root) => (root === 'loose' ? undefined : `Folder ${root}`),
  });
}

const filled = (moved?: ReadonlyMap<string, string>): PromptIndex => {
  const index = indexOf(moved);
  index.load(T, parse(T, template('t', 'Text.')));
  index.load(B, parse(B, BUNDLE));
  return index;
};

describe('the index of all files', () => {
  it('has none of a root that was only asked about, until something is in it', () => {
    const index = filled();
    const scope = index.of('three/t.prompt-template.md');
    assert.equal(index.of('three/other.prompt-input.yaml'), scope);
    assert.deepEqual([...index.all().keys()], ['one', 'two']);
    index.load('three/t.prompt-template.md', parse(T, template('t', 'Text.')));
    assert.equal(index.all().get('three'), scope);
    assert.deepEqual(index.delete('three').files, ['three/t.prompt-template.md']);
    const anew = index.of('three/t.prompt-template.md');
    assert.notEqual(anew, scope);
    assert.deepEqual(index.delete('three').files, []);
    assert.notEqual(index.of('three/t.prompt-template.md'), anew);
    assert.equal(scope.surroundings.isWhole(), true, 'nobody says that there are more files');
  });

  it('has a scope for each root, which answers for its own files alone', () => {
    const index = filled();
    assert.deepEqual([...index.all().keys()], ['one', 'two']);
    assert.deepEqual(index.of(T).definitions('template', { id: 't', semver: '1.0.0' }), [T]);
    assert.deepEqual(index.of(B).definitions('template', { id: 't', semver: '1.0.0' }), []);
  });

  it('says which other roots define a template, and none of those that are no folder of anybody', () => {
    const index = filled();
    const other = 'loose/t.prompt-template.md';
    index.load(other, parse(other, template('t', 'Text.')));
    const { surroundings } = index.of(B);
    assert.deepEqual(surroundings.rootsDefining({ id: 't', semver: '1.0.0' }), ['Folder one']);
    assert.deepEqual(surroundings.rootsDefining({ id: 't', semver: '2.0.0' }), []);
  });

  it('tells the bundles of other roots when a version comes or goes, and not when its text changes', () => {
    const index = filled();
    assert.deepEqual([...index.update(T, parse(T, template('t', 'Other.')))], [T]);
    assert.deepEqual([...index.update(T, parse(T, template('t', 'Other.', '', '2.0.0')))].sort(), [T, B]);
    assert.deepEqual([...index.update(T, parse(T, template('t', 'Other.')))].sort(), [T, B]);
    assert.deepEqual([...index.remove(T)].sort(), [T, B]);
    assert.deepEqual([...index.remove(T)], [T]);
  });

  it('knows a file that breaks while it is written as the version that it was, until it is saved', () => {
    const index = filled();
    const broken = parse(T, '---\n[\n---\n');
    index.update(T, broken, T, 'unsaved');
    assert.deepEqual(index.of(T).get(T)?.identity?.name, { id: 't', semver: '1.0.0' });
    assert.ok(index.update(T, broken).has(B));
    assert.equal(index.of(T).get(T)?.identity, undefined);
    const never = indexOf();
    never.update(T, broken, T, 'unsaved');
    assert.equal(never.of(T).get(T)?.identity, undefined);
  });

  it('takes out the files that belong to another root by now, and forgets roots that are gone', () => {
    const moved = new Map<string, string>();
    const index = filled(moved);
    const other = 'one/o.prompt-template.md';
    index.load(other, parse(other, template('o', 'Text.')));
    moved.set(T, 'three');
    const one = index.takeOutMoved(() => true);
    assert.deepEqual(one.files, [T]);
    assert.deepEqual([...one.affected], [T]);
    assert.deepEqual([...(index.all().get('one')?.files() ?? [])], [other]);
    assert.deepEqual(index.takeOutMoved((root) => root !== 'two').files, [B]);
    assert.deepEqual([...index.all().keys()], ['one']);
    assert.deepEqual(index.delete('one').files, [other]);
    assert.deepEqual(index.delete('one').files, []);
  });
});
