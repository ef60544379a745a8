import assert from 'node:assert/strict';
import { SLOTS, type Slot } from '../../../../src/core/model/slots.js';
import { folderManner, namesFor, numberedNames } from '../../../../src/language/create/folderManner.js';
import { whyNotNamed } from '../../../../src/language/create/names.js';
import {
  newBundle,
  newBundleWith,
  newInput,
  newTemplateFile,
} from '../../../../src/language/create/newFiles.js';
import { writingStart } from '../../../../src/language/create/writingStart.js';
import { PublishingFolder } from '../fixes/folder.js';

const NEW = { id: 'support', semver: '1.0.0' };
const bundleText = (id: string, semver = '1.0.0'): string =>
  `bundle_id: ${id}\nsemver: ${semver}\ntemplates:\n` +
  ['system', 'personality', 'activity', 'task'].map((slot) => `  ${slot}: { content: x }\n`).join('');
const templateText = (id: string): string => `template_id: ${id}\nsemver: 1.0.0\nrole: user\ncontent: x\n`;

describe('the manner of a folder', () => {
  it('is plain where there is nothing yet', () => {
    const { scope } = new PublishingFolder({});
    assert.deepEqual(folderManner(scope, 'bundle'), {
      ending: '.prompt-bundle.yaml',
      syntax: 'yaml',
      separator: undefined,
      beside: undefined,
    });
    assert.deepEqual(namesFor(NEW, folderManner(scope, 'template')), [
      'support.prompt-template.md',
      'support-1.0.0.prompt-template.md',
    ]);
  });

  it('is that of most files: folder, syntax, and the version in the name', () => {
    const { scope } = new PublishingFolder({
      'bundles/a@1.0.0.prompt-bundle.json': JSON.stringify({
        bundle_id: 'a',
        semver: '1.0.0',
        templates: {},
      }),
      'bundles/a@1.1.0.prompt-bundle.json': JSON.stringify({
        bundle_id: 'a',
        semver: '1.1.0',
        templates: {},
      }),
      'b.prompt-bundle.yaml': bundleText('b'),
      'parts/x.prompt-template.yaml': templateText('x'),
    });
    const manner = folderManner(scope, 'bundle');
    assert.deepEqual(manner, {
      ending: '.prompt-bundle.json',
      syntax: 'json',
      separator: '@',
      beside: 'bundles/a@1.1.0.prompt-bundle.json',
    });
    assert.deepEqual(namesFor(NEW, manner), ['support@1.0.0.prompt-bundle.json']);
    const template = newTemplateFile(scope, NEW, 'task');
    assert.equal(template.names[0], 'support.prompt-template.yaml');
    assert.equal(template.beside, 'parts/x.prompt-template.yaml');
  });

  it('has new files beside the last of the folder that holds most of them', () => {
    const { scope } = new PublishingFolder({
      'a/other1.0.0.prompt-bundle.yaml': bundleText('other'),
      'a/support1.0.0.prompt-bundle.yaml': bundleText('support'),
      'b/3.prompt-bundle.yaml': bundleText('z'),
    });
    const { beside, separator } = folderManner(scope, 'bundle');
    assert.equal(beside, 'a/support1.0.0.prompt-bundle.yaml');
    assert.equal(separator, undefined, 'nothing stands between the two');
  });

  it('has names with a number behind those that are taken', () => {
    assert.deepEqual(numberedNames(['a.prompt-input.yaml', 'a-1.0.0.prompt-input.yaml']), [
      'a.prompt-input.yaml',
      'a-1.0.0.prompt-input.yaml',
      'a-1.0.0-2.prompt-input.yaml',
      'a-1.0.0-3.prompt-input.yaml',
      'a-1.0.0-4.prompt-input.yaml',
      'a-1.0.0-5.prompt-input.yaml',
    ]);
  });

  it('has names that every system allows', () => {
    const { scope } = new PublishingFolder({});
    const [name = ''] = namesFor(
      { id: `../${'a/b:'.repeat(40)}`, semver: '1.0.0' },
      folderManner(scope, 'bundle'),
    );
    assert.match(name, /^[\w.-]{1,80}$/);
    assert.doesNotMatch(name, /^\./);
    assert.equal(
      namesFor({ id: '::', semver: '1.0.0' }, folderManner(scope, 'bundle'))[0],
      'new.prompt-bundle.yaml',
    );
  });
});

describe('new files', () => {
  const written = (
    files: PublishingFolder,
    made: readonly { names: readonly string[]; text: string }[],
  ): string[] => {
    const names = made.map(({ names: [name = ''] }) => name);
    files.write(Object.fromEntries(made.map(({ text }, i) => [names[i] ?? '', text])));
    return names;
  };

  it('are a bundle that renders, with its templates in it or in four files', () => {
    for (const [where, count] of [
      ['bundle', 1],
      ['files', 5],
    ] as const) {
      const files = new PublishingFolder({});
      const { bundle, templates } = newBundle(files.scope, NEW, where);
      const names = written(files, [bundle, ...templates]);
      assert.equal(names.length, count);
      for (const name of names) assert.deepEqual(files.get(name).findings, [], name);
      const { references = [] } = files.scope.get('support.prompt-bundle.yaml') ?? {};
      assert.equal(references.length, count - 1);
      for (const { name } of references) assert.equal(files.scope.definitions('template', name).length, 1);
    }
  });

  it('use a template that is there already', () => {
    const files = new PublishingFolder({ 't.prompt-template.yaml': templateText('support-task') });
    const { templates } = newBundle(files.scope, NEW, 'files');
    assert.deepEqual(
      templates.map(({ names: [name] }) => name),
      ['system', 'personality', 'activity'].map((slot) => `support-${slot}.prompt-template.yaml`),
    );
  });

  it('are a bundle around one template that is there', () => {
    const files = new PublishingFolder({ 't.prompt-template.yaml': templateText('t') });
    const [name = ''] = written(files, [
      newBundleWith(files.scope, NEW, 'activity', { id: 't', semver: '1.0.0' }),
    ]);
    const parsed = files.get(name);
    assert.deepEqual(parsed.findings, []);
    assert.ok(parsed.kind === 'bundle' && parsed.model);
    assert.deepEqual(
      SLOTS.map((slot) => parsed.model?.templates[slot].kind),
      ['inline', 'inline', 'reference', 'inline'],
    );
    assert.deepEqual(
      files.scope.get(name)?.references.map(({ slot, name: { id } }) => [slot, id]),
      [['activity', 't']],
    );
  });

  it('are selected where writing starts', () => {
    const files = new PublishingFolder({});
    const { bundle, templates } = newBundle(files.scope, NEW, 'bundle');
    const input = newInput(files.scope, 'calm', 'gpt-x');
    const four = newBundle(files.scope, { id: 'four', semver: '1.0.0' }, 'files');
    const names = written(files, [bundle, ...templates, input, ...four.templates]);
    const selected = names.map((name) => {
      const { start, end } = writingStart(files.get(name));
      return files.text(name).slice(start, end);
    });
    assert.deepEqual(selected.slice(0, 3), [
      'You are a helpful assistant.',
      'What can you help me with?',
      'You are a helpful assistant.',
    ]);
    assert.match(files.text('calm.prompt-input.yaml'), /model_type: "?gpt-x"?\n/);
    assert.deepEqual(files.get('calm.prompt-input.yaml').findings, []);
  });

  it('have the role of the slot that they are for', () => {
    const { scope } = new PublishingFolder({});
    const roles = (['system', 'personality', 'activity', 'task'] as const satisfies readonly Slot[]).map(
      (slot) => /role: (\w+)/.exec(newTemplateFile(scope, NEW, slot).text)?.[1],
    );
    assert.deepEqual(roles, ['system', 'developer', 'developer', 'user']);
  });
});

describe('the name of a new version', () => {
  it('is free, valid, and no trap', async () => {
    const files = new PublishingFolder({ 'b.prompt-bundle.yaml': bundleText('b') });
    const why = (id: string, semver = '1.0.0') => whyNotNamed(files.scope, 'bundle', { id, semver });
    assert.equal(why('c'), undefined);
    assert.equal(why('b', '1.0.1'), undefined);
    assert.match(why('b') ?? '', /`b@1\.0\.0` exists already/);
    assert.match(why('') ?? '', /1 to 255/);
    assert.equal(why('a'.repeat(255)), undefined);
    assert.match(why('a'.repeat(256)) ?? '', /1 to 255/);
    assert.match(why(' a') ?? '', /without blanks/);
    assert.match(why('a\u200b') ?? '', /hidden characters/);
    assert.match(why('a', 'v1') ?? '', /no SemVer version/);
    await files.publish('b.prompt-bundle.yaml');
    files.scope.remove('b.prompt-bundle.yaml');
    assert.match(why('b') ?? '', /exists already/);
  });
});
