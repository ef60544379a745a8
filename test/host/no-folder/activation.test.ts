import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, Uri, window, workspace, type CodeLens } from 'vscode';
import { MISSPELT_BUNDLE } from '../misspeltBundle.js';
import { at, becomes, extension, open, problems, tidyUp, write } from '../support.js';

// A window without a folder. The tests build on each other.

/** The files of the extension that were read. */
const readFiles = (): string[] =>
  Object.keys(require.cache).filter((file) => {
    const way = path.relative(path.join(realpathSync(extension().extensionPath), 'dist'), file);
    return !way.startsWith('..') && !way.startsWith('test');
  });

describe('a window without a folder', () => {
  const elsewhere = Uri.file(mkdtempSync(path.join(tmpdir(), 'prompt-bundles-loose-')));
  after(async () => {
    await tidyUp();
    rmSync(elsewhere.fsPath, { recursive: true });
  });

  it('does not activate the extension', () => {
    assert.equal(workspace.workspaceFolders, undefined);
    assert.equal(extension().isActive, false);
    assert.deepEqual(readFiles(), []);
  });

  it('reads one small file when YAML, JSON or Markdown is opened', async () => {
    for (const name of ['a.yaml', 'b.json', 'c.md'])
      await window.showTextDocument(await open(await write(at(name, elsewhere), '')));
    await becomes('Active', () => extension().isActive, true);
    const [entry = '', ...others] = readFiles();
    assert.deepEqual(others, []);
    assert.ok(statSync(entry).size < 8800);
  });

  it('shows problems and lenses of a bundle that is opened, without a command', async () => {
    const bundle = await write(at('hello.prompt-bundle.yaml', elsewhere), MISSPELT_BUNDLE);
    await commands.executeCommand('vscode.open', bundle);
    const codes = (): string[] => problems(bundle).map((problem) => problem.split(' ')[1] ?? '');
    await becomes('The codes of the problems', codes, ['unknown-placeholder']);
    const lenses = (): PromiseLike<string[]> =>
      commands
        .executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', bundle, 9)
        .then((found) => found.map(({ command }) => command?.title ?? ''));
    await becomes('A lens', async () => (await lenses()).includes('Preview'), true);
  });
});
