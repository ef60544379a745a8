import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { useWorkbench } from './useWorkbench.js';

// Publishing by mouse and keyboard, with the dialogs that VS Code really shows.

describe('publishing in the workbench', () => {
  const opened = useWorkbench();

  it('goes from the lens over the dialog to a lens that says so, and from a refusal to the next version', async () => {
    const { workbench, folder } = opened;
    const { page } = workbench;
    const lens = (title: string) => page.locator('.codelens-decoration a', { hasText: title });
    const dialog = page.locator('.monaco-dialog-box');
    const button = (title: string) => dialog.getByRole('button', { name: title, exact: true });
    const snapshot = (semver: string): boolean =>
      existsSync(path.join(folder, '.prompt-bundles/published', `support-agent@${semver}.json`));

    await workbench.openFile('support-agent-1.3.0.prompt-bundle.yaml');
    await lens('Publish 1.3.0').click();
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /personality: support-persona@1\.3\.0 \(new\)/);
    assert.equal(snapshot('1.3.0'), false, 'nothing is written before the author agrees');
    await button('Publish').click();
    await lens('Published').waitFor();
    assert.equal(snapshot('1.3.0'), true);

    await workbench.openFile('support-persona-1.3.0.prompt-template.md');
    await workbench.goTo(12);
    await workbench.type('Stay kind. ');
    await workbench.openFile('support-agent-1.3.0.prompt-bundle.yaml');
    await lens('Unpublished changes').waitFor();
    await workbench.runCommand('Prompt Bundles: Publish Version');
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /support-persona-1\.3\.0\.prompt-template\.md:12:1/);
    await button('Create Next Version').click();
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: '1.3.1' }).click();
    const rename = page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Rename 2 files' });
    await rename.waitFor();
    await workbench.screenshot('publish rename files');
    await rename.click();
    await page.locator('.tab.active', { hasText: 'support-agent-1.3.1.prompt-bundle.yaml' }).waitFor();
    // Where the mouse rested, a hover would cover the lens.
    await page.mouse.move(0, 0);
    await lens('Publish 1.3.1').click();
    await dialog.waitFor();
    await button('Save and Publish').click();
    await lens('Published').waitFor();
    assert.equal(snapshot('1.3.1'), true);
  });
});
