import assert from 'node:assert/strict';
import { extensions, workspace } from 'vscode';

describe('the extension in a window of two folders', () => {
  it('activates', async () => {
    const extension = extensions.getExtension('prompt-bundles.prompt-bundles');
    await extension?.activate();
    assert.equal(extension?.isActive, true);
    assert.equal(workspace.workspaceFolders?.length, 2);
  });
});
