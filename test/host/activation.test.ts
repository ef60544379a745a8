import assert from 'node:assert/strict';
import { commands, Range, window, workspace, type CodeAction, type Uri } from 'vscode';
import { at, becomes, extension, lensTitles, open } from './support.js';

/** True when a part of the extension was read. */
const isRead = (part: string): boolean => Object.keys(require.cache).some((file) => file.endsWith(part));

describe('the extension in the Node extension host', () => {
  it('is active by itself in a workspace that holds prompt files', async () => {
    assert.equal(workspace.workspaceFolders?.length, 1);
    await becomes('Active', () => extension().isActive, true);
  });

  it('reads the fixes only where there is something to offer', async () => {
    const offered = async (uri: Uri, line: number): Promise<string[]> => {
      const place = new Range(line, 4, line, 4);
      const actions = await commands.executeCommand<CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        place,
      );
      return actions.map(({ title }) => title);
    };
    const input = await window.showTextDocument(await open(at('inputs/calm.prompt-input.yaml')));
    await becomes(
      'That the files are read',
      async () => (await lensTitles(input.document.uri)).length > 0,
      true,
    );
    assert.deepEqual(await offered(input.document.uri, 0), []);
    assert.equal(isRead('fixes.js'), false);
    // The slot of a template can be written into its bundle.
    const bundle = await open(at('bundles/support-agent-1.3.0.prompt-bundle.yaml'));
    const line = bundle
      .getText()
      .split('\n')
      .findIndex((text) => text.trim().startsWith('personality:'));
    assert.deepEqual(await offered(bundle.uri, line), ['Write support-persona@1.3.0 into the bundle']);
  });

  it('registers the commands of its manifest, and no other', async () => {
    const { contributes } = extension().packageJSON as {
      contributes: {
        commands: { command: string }[];
        views: Record<string, { id: string }[]>;
      };
    };
    const views = Object.values(contributes.views).flat();
    const registered = (await commands.getCommands(true)).filter(
      (id) =>
        id.startsWith('promptBundles.') &&
        // VS Code makes commands of its own for each view, such as the one that focuses it.
        !views.some((view) => id.startsWith(`${view.id}.`)),
    );
    assert.deepEqual(registered.sort(), contributes.commands.map(({ command }) => command).sort());
  });
});
