import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, window, workspace, type CodeLens } from 'vscode';
import { waitForPromptFiles } from '../../../src/extension/activation/waitForPromptFiles.js';
import { MISSPELT_BUNDLE } from '../misspeltBundle.js';
import { at, becomes, extension, folder, open, problems, tidyUp, write } from '../support.js';

// A window whose folder holds no prompt file when it opens. The tests build on each other, as a first day does.

/** True when all but the entry was read. */
const isStarted = (): boolean =>
  Object.keys(require.cache).some((file) => file.endsWith('startExtension.js'));

describe('a window without prompt files', () => {
  after(() => tidyUp(at('bundles'), at('notes.yaml')));

  it('does not activate the extension', () => {
    assert.equal(extension().isActive, false);
  });

  it('reads the entry alone when YAML, JSON or Markdown is opened', async () => {
    await window.showTextDocument(await open(at('README.md')));
    await becomes('Active', () => extension().isActive, true);
    await window.showTextDocument(await open(await write(at('notes.yaml'), 'a: 1\n')));
    assert.equal(isStarted(), false);
  });

  const waits: [string, () => Promise<unknown>, string][] = [
    ['a file', () => write(at('own/a.prompt-template.md'), ''), 'own/a.prompt-template.md'],
    ['a folder with one', () => moveIn('b.prompt-input.json'), 'own'],
    ['a folder with one deep in it', () => moveIn('deep/er/c.prompt-bundle.yml'), 'own'],
  ];
  for (const [what, create, created] of waits) {
    it(`finds ${what} that is created by another program`, async () => {
      let found = 0;
      const waiting = waitForPromptFiles(() => found++);
      try {
        await new Promise((resolve) => setTimeout(resolve, 200));
        assert.equal(found, 0);
        await create();
        await becomes('Found', () => found, 1);
      } finally {
        waiting.dispose();
        await tidyUp(at('own'), at(created));
      }
    });
  }

  it('finds nothing in folders that hold what is not ours', async () => {
    await write(at('node_modules/x/d.prompt-template.md'), '');
    let found = 0;
    const waiting = waitForPromptFiles(() => found++);
    try {
      // By now VS Code watches the folder, and tells of what comes there.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await write(at('node_modules/x/e.prompt-template.md'), '');
      await new Promise((resolve) => setTimeout(resolve, 1_500));
    } finally {
      waiting.dispose();
      await tidyUp(at('node_modules'));
    }
    assert.equal(found, 0);
  });

  it('shows problems and lenses of the first bundle, without a command', async () => {
    const uri = await write(at('bundles/hello.prompt-bundle.yaml'), MISSPELT_BUNDLE);
    const codes = (): string[] => problems(uri).map((problem) => problem.split(' ')[1] ?? '');
    await becomes('The codes of the problems', codes, ['unknown-placeholder']);
    assert.equal(isStarted(), true);
    await window.showTextDocument(await open(uri));
    const lenses = (): PromiseLike<string[]> =>
      commands
        .executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 9)
        .then((found) =>
          found.map(({ command }) => command?.title ?? '').filter((title) => title.includes('Publish')),
        );
    await becomes('The lenses', lenses, ['Publish 1.0.0']);
  });
});

/** Makes a file in a folder elsewhere, and moves the folder into the workspace. */
async function moveIn(name: string): Promise<void> {
  const elsewhere = await mkdtemp(path.join(tmpdir(), 'prompt-bundles-'));
  const file = path.join(elsewhere, 'own', name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, '');
  await rename(path.join(elsewhere, 'own'), path.join(folder().fsPath, 'own'));
  assert.ok(workspace.workspaceFolders);
}
