import assert from 'node:assert/strict';
import { commands, workspace } from 'vscode';
import { becomes, extension } from './support.js';

describe('the extension in the Node extension host', () => {
  it('is active by itself in a workspace that holds prompt files', async () => {
    assert.equal(workspace.workspaceFolders?.length, 1);
    await becomes('Active', () => extension().isActive, true);
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
