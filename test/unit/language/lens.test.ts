import assert from 'node:assert/strict';
import { provideLenses, contentHashOf } from '../../../src/language/lens.js';
import { bundleOf, template, workspaceOf, type MemoryWorkspace } from './memoryWorkspace.js';

const OPTIONS = { canEdit: true, canPublish: true };

/** The lenses over a file: each as `title -> what it does`, hashes by their names, with the text that they stand over. */
async function lensesOf(made: MemoryWorkspace, file: string, options = OPTIONS): Promise<string[]> {
  const lenses = await provideLenses(
    { ...made.context, told: made, expectationsOf: (input) => made.expectationResults(input) },
    file,
    options,
  );
  return lenses.map(({ range, title, action }) => {
    const over = made.get(file).source.text.slice(range.start, range.end);
    const named = title.replace(/^(\w+_hash) [0-9a-f]{8}$/, '$1');
    if (!action) return `${over}: ${named}`;
    const does =
      action.kind === 'run'
        ? action.command
        : action.kind === 'open'
          ? action.file
          : action.bundles.join(' ');
    return `${over}: ${named} -> ${does}`;
  });
}

const LAST = [
  'b: Preview -> preview',
  'b: Copy -> copy',
  'b: Compare -> compareVersions',
  'b: content_hash -> copyContentHash',
];

describe('lenses', () => {
  it('say over a bundle how it stands, and lead to what can be done with it', async () => {
    const made = await workspaceOf(bundleOf({}));
    assert.deepEqual(await lensesOf(made, 'b.prompt-bundle.yaml'), [
      'b: Draft',
      'b: Publish 1.0.0 -> publish',
      ...LAST,
    ]);
    assert.deepEqual(await lensesOf(made, 'b.prompt-bundle.yaml', { canEdit: false, canPublish: false }), [
      'b: Draft',
      ...LAST,
    ]);
  });

  it('offer no prompt and no hash of a bundle that cannot be rendered', async () => {
    const made = await workspaceOf({ 'b.prompt-bundle.yaml': 'bundle_id: b\nsemver: 1.0.0\n' });
    assert.deepEqual(await lensesOf(made, 'b.prompt-bundle.yaml'), [
      'b: Preview -> preview',
      'b: Compare -> compareVersions',
    ]);
    assert.equal(await contentHashOf(made.context, 'b.prompt-bundle.yaml'), undefined);
    assert.equal(await contentHashOf(made.context, 'none.prompt-bundle.yaml'), undefined);
    const missing = await workspaceOf({
      ...bundleOf({}),
      's.prompt-template.md': template('other', 'Text.'),
    });
    assert.equal(await contentHashOf(missing.context, 'b.prompt-bundle.yaml'), undefined);
  });

  it('say over a template who uses it: nobody, one bundle, or several', async () => {
    const files = bundleOf({});
    const made = await workspaceOf({ ...files, 'u.prompt-template.md': template('u', 'Text.') });
    assert.deepEqual(await lensesOf(made, 'u.prompt-template.md'), [
      'u: Draft',
      'u: Used by no bundle',
      'u: Preview -> preview',
    ]);
    assert.deepEqual(await lensesOf(made, 's.prompt-template.md'), [
      's: Draft',
      's: Used by b@1.0.0 -> b.prompt-bundle.yaml',
      's: Preview -> preview',
    ]);
    await made.write({
      'c.prompt-bundle.yaml': files['b.prompt-bundle.yaml']?.replace('bundle_id: b', 'bundle_id: c'),
    });
    assert.deepEqual((await lensesOf(made, 's.prompt-template.md')).slice(1, 2), [
      's: Used by 2 bundles -> b.prompt-bundle.yaml c.prompt-bundle.yaml',
    ]);
    await made.write({ 'u.prompt-template.md': 'No front matter.' });
    assert.deepEqual(await lensesOf(made, 'u.prompt-template.md'), []);
  });

  it('say over an input which bundles it is for, and at what it expects whether that holds', async () => {
    const made = await workspaceOf({
      ...bundleOf({ task: 'Do {{task}}.' }),
      'any.prompt-input.yaml': 'task: work\n',
      'other.prompt-input.yaml': 'task: work\nmodel_type: unknown\n',
      'test.prompt-input.yaml': 'task: work\nexpect:\n  b@1.0.0: {contains: [Do work]}\n',
      'fails.prompt-input.yaml':
        'task: work\nexpect:\n  b@1.0.0: {contains: [Do nothing]}\n  c@1.0.0: {contains: [x]}\n',
      'none.prompt-input.yaml': 'task: work\nexpect: {}\n',
      'alone.prompt-input.yaml': 'task: work\nexpect:\n  b@1.0.0: {contains: [Do nothing]}\n',
      'broken.prompt-input.yaml': 'task: 1\n',
    });
    const lenses = (name: string): Promise<string[]> => lensesOf(made, `${name}.prompt-input.yaml`);
    assert.deepEqual(await lenses('any'), [
      'task: For b@1.0.0 -> b.prompt-bundle.yaml',
      'task: Preview -> preview',
    ]);
    assert.deepEqual(await lenses('other'), ['task: For no bundle']);
    assert.deepEqual((await lenses('test')).at(-1), 'expect: The expectation holds');
    assert.deepEqual(
      (await lenses('fails')).at(-1),
      'expect: 2 of 2 expectations do not hold -> fails.prompt-input.yaml',
    );
    assert.deepEqual(
      (await lenses('alone')).at(-1),
      'expect: The expectation does not hold -> alone.prompt-input.yaml',
    );
    assert.deepEqual(await lenses('none'), await lenses('any'));
    assert.deepEqual(await lenses('broken'), []);
    assert.equal(made.expectationResults('any.prompt-input.yaml'), undefined);
    await made.write({
      'fails.prompt-input.yaml': made
        .get('fails.prompt-input.yaml')
        .source.text.replace('Do nothing', 'Do work'),
    });
    assert.deepEqual(
      (await lenses('fails')).at(-1),
      'expect: 1 of 2 expectations does not hold -> fails.prompt-input.yaml',
    );
  });

  it('are none over what is no file of ours, or is gone', async () => {
    const made = await workspaceOf({});
    assert.deepEqual(
      await provideLenses({ ...made.context, told: made, expectationsOf: () => undefined }, 'x', OPTIONS),
      [],
    );
  });
});
