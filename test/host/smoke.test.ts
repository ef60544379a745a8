import assert from 'node:assert/strict';
import { extensions, workspace } from 'vscode';

describe('the extension in the Node extension host', () => {
  it('activates in a window of one folder', async () => {
    const extension = extensions.getExtension('prompt-bundles.prompt-bundles');
    await extension?.activate();
    assert.equal(extension?.isActive, true);
    assert.equal(workspace.workspaceFolders?.length, 1);
  });
});
