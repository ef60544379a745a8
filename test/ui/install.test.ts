import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../harness/project.mjs';
import { runProgram } from '../harness/runProgram.mjs';
import { temporaryFolder } from '../harness/temporaryFolder.mjs';
import { PreviewTester } from './preview.js';
import { useWorkbench } from './useWorkbench.js';

// The extension as a user gets it: packaged, installed, and not under development; also in the oldest and the newest VS Code.

describe('the packaged extension', () => {
  const folder = temporaryFolder();
  const vsix = path.join(folder.path, 'extension.vsix');
  before(async function () {
    this.timeout(180_000);
    await runProgram(process.execPath, ['test/harness/package.mjs', vsix], { cwd: projectFolder });
  });
  after(() => {
    folder.remove();
  });

  describe('on the desktop', () => {
    const opened = useWorkbench({ vsix });
    const snapshot = (): string =>
      path.join(opened.folder, '.prompt-bundles/published/support-agent@1.2.0.json');

    it('shows the preview of the sample', async () => {
      const tester = new PreviewTester(opened.workbench, opened.folder);
      const { bundle, parts } = await tester.open('support-agent-1.3.0.prompt-bundle.yaml');
      assert.match(bundle, /^support-agent/);
      assert.equal(Object.keys(parts).length, 4);
      await opened.workbench.screenshot('installed preview');
    });

    it('has a page in the Extensions view, with its picture', async () => {
      const { page } = opened.workbench;
      await opened.workbench.runCommand('View: Close All Editors');
      await opened.workbench.runCommand('View: Show Extensions');
      await page.locator('.extension-list-item', { hasText: 'Prompt Bundles' }).first().click();
      const readme = opened.workbench.webview();
      await readme.locator('h2', { hasText: 'What it does' }).waitFor();
      await opened.workbench.screenshot('installed page');
      // Newer versions show pictures of servers alone.
      if (process.env['PROMPT_BUNDLES_VSCODE'] === 'newest') return;
      const picture = readme.locator('img').first();
      await picture.waitFor();
      const width = await picture.evaluate(
        (image) => (image as unknown as { naturalWidth: number }).naturalWidth,
      );
      assert.ok(width > 600, `The picture is ${width} wide.`);
    });

    it('publishes a version', async () => {
      const { page } = opened.workbench;
      await opened.workbench.openFile('support-agent-1.2.0.prompt-bundle.yaml');
      await page.locator('.codelens-decoration a', { hasText: 'Publish 1.2.0' }).click();
      await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Publish', exact: true }).click();
      await page.locator('.codelens-decoration', { hasText: 'Published' }).waitFor();
      assert.ok(existsSync(snapshot()));
    });

    it('is gone once it is uninstalled, and what it published stays', async () => {
      const { page } = opened.workbench;
      await opened.workbench.runCommand('View: Show Extensions');
      const row = page.locator('.extension-list-item', { hasText: 'Prompt Bundles' }).first();
      await row.click();
      await page.locator('.extension-editor').getByRole('button', { name: 'Uninstall', exact: true }).click();
      // The window, or its extensions, have to be started anew.
      await page.locator('.extension-editor .extension-action.reload').first().waitFor();
      await page.reload();
      await page.locator('.part.statusbar').waitFor();
      await opened.workbench.runCommand('View: Show Extensions');
      await page.locator('.extensions-viewlet').waitFor();
      await row.waitFor({ state: 'detached' });
      assert.ok(existsSync(snapshot()));
    });
  });

  describe('in the browser’s own host', () => {
    const opened = useWorkbench({ vsix, kind: 'web' });

    it('shows the preview of the sample', async () => {
      const tester = new PreviewTester(opened.workbench, opened.folder);
      const { bundle, parts } = await tester.open('support-agent-1.3.0.prompt-bundle.yaml');
      assert.match(bundle, /^support-agent/);
      assert.equal(Object.keys(parts).length, 4);
    });

    it('runs in the worker of the browser', async () => {
      const { page } = opened.workbench;
      await opened.workbench.runCommand('Developer: Show Running Extensions');
      const row = page.locator('.runtime-extensions-editor .extension', { hasText: 'Prompt Bundles' });
      await row.waitFor();
      await opened.workbench.screenshot('installed in the browser');
      assert.match((await row.textContent()) ?? '', /web worker/);
    });
  });
});
