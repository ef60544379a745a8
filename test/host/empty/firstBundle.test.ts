import assert from 'node:assert/strict';
import { commands, window, workspace, type CodeLens, type TextDocument, type Uri } from 'vscode';
import { choose, codes, codesBecome, actionsAt, rangeOf } from '../actions.js';
import { answering, at, becomes, copied, exists, open, read, retype, tidyUp, write } from '../support.js';

// From a folder without prompt files to a rendered bundle of one's own: what is offered is enough.

const shown = async (uri: Uri): Promise<TextDocument> => {
  const document = await open(uri);
  await window.showTextDocument(document, { preview: false });
  return document;
};

const lenses = (uri: Uri): PromiseLike<string[]> =>
  commands
    .executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 9)
    .then((found) => found.map(({ command }) => command?.title ?? ''));

describe('a first bundle', () => {
  const own = ['hello.prompt-bundle.yaml', 'my-bundle.prompt-bundle.yaml', 'parts'];
  afterEach(() => tidyUp(...own.map((name) => at(name))));

  it('is written by the lens over an empty file', async () => {
    const uri = await write(at('hello.prompt-bundle.yaml'), '');
    const document = await shown(uri);
    await becomes('The lenses', () => lenses(uri), ['Start with a bundle']);
    await commands.executeCommand('promptBundles.insertStarter', uri);
    await codesBecome(uri, []);
    await becomes('The lenses', async () => (await lenses(uri)).includes('Preview'), true);
    assert.match(await copied(uri), /^You are a helpful assistant\.\n/);
    const before = document.getText();
    const said = await answering('showErrorMessage', undefined, () =>
      commands.executeCommand('promptBundles.insertStarter', uri),
    );
    assert.deepEqual(said, [
      'hello.prompt-bundle.yaml is not empty, so nothing was inserted. Create a new file for another template, bundle or input.',
    ]);
    assert.equal(document.getText(), before);
  });

  it('is written by fixes alone, one key after the other, with templates in files of their own', async () => {
    const bundle =
      'bundle_id: hello\ntemplates:\n  system: base@1.0.0\n  personality: voice@2.1.0\n  task: ask/it@1.0.0\n';
    const uri = await write(at('parts/hello.prompt-bundle.yaml'), bundle);
    const document = await shown(uri);
    const missing = 'unresolved-template';
    await codesBecome(uri, ['schema', 'schema', missing, missing, missing]);
    await choose(uri, rangeOf(uri, 'schema'), 'Add `semver: 1.0.0`');
    await codesBecome(uri, ['schema', missing, missing, missing]);
    await choose(uri, rangeOf(uri, 'schema'), 'Add `templates.activity`');
    await codesBecome(uri, [missing, missing, missing]);
    await choose(uri, rangeOf(uri, missing), 'Create template base@1.0.0');
    await becomes(
      'The editor in front',
      () => window.activeTextEditor?.document.uri.path.split('/').at(-1),
      'base.prompt-template.md',
    );
    await codesBecome(uri, [missing, missing]);
    await choose(uri, rangeOf(uri, missing), 'Create all 2 missing templates');
    await codesBecome(uri, []);
    assert.equal(
      await read(at('parts/ask-it.prompt-template.md')),
      '---\ntemplate_id: "ask/it"\nsemver: 1.0.0\nrole: user\n---\n\n{{task}}\n',
    );
    // The next version of a template starts as the one before is now, saved or not.
    const base = await open(at('parts/base.prompt-template.md'));
    await retype(base, base.getText().replace(/You are.*/, 'Ours.'));
    await retype(document, document.getText().replace('base@1.0.0', 'base@1.1.0'));
    await codesBecome(uri, [missing]);
    await choose(uri, rangeOf(uri, missing), 'Create template base@1.1.0');
    await codesBecome(uri, []);
    assert.equal(
      await read(at('parts/base-1.1.0.prompt-template.md')),
      '---\ntemplate_id: base\nsemver: 1.1.0\nrole: system\n---\n\nOurs.\n',
    );
  });

  it('offers neither a severity nor a suppression for what stops the render, whatever the settings say', async () => {
    const uri = await write(
      at('hello.prompt-bundle.yaml'),
      'bundle_id: hello\nsemver: 1.0\ntemplates: a\nextra: 1\n',
    );
    const titles = async (): Promise<string[]> => {
      const all = await Promise.all(
        [...new Set(codes(uri))].map((code) => actionsAt(uri, rangeOf(uri, code))),
      );
      return all.flat().map(({ title }) => title);
    };
    const silencing = async (): Promise<string[]> =>
      (await titles()).filter((title) => /severity|Suppress/.test(title));
    await shown(uri);
    await codesBecome(uri, ['schema', 'schema', 'unknown-key']);
    assert.deepEqual(await silencing(), []);
    const settings = workspace.getConfiguration('promptBundles', uri);
    await settings.update('rules', { 'unknown-key': 'information' });
    try {
      await codesBecome(uri, ['schema', 'schema', 'unknown-key']);
      assert.deepEqual(await silencing(), []);
    } finally {
      await settings.update('rules', undefined);
    }
  });

  it('is made by New Prompt Bundle, which opens it with its preview and overwrites nothing', async () => {
    const create = (): Promise<string[]> =>
      answering('showErrorMessage', undefined, () =>
        commands.executeCommand('promptBundles.newBundle', { id: 'my-bundle', templates: 'bundle' }),
      );
    // One of an earlier attempt may not be told to be gone yet.
    await becomes('What is said', create, []);
    const uri = at('my-bundle.prompt-bundle.yaml');
    assert.ok(await exists(uri));
    const tabs = (): string[] =>
      window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
    await becomes('The tabs', tabs, ['my-bundle.prompt-bundle.yaml', 'Preview my-bundle@1.0.0']);
    const text = await read(uri);
    assert.deepEqual(await create(), [
      '`my-bundle@1.0.0` exists already. Choose another id or version. Nothing was written.',
    ]);
    assert.equal(await read(uri), text);
  });
});
