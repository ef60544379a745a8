import assert from 'node:assert/strict';
import path from 'node:path';
import { projectFolder } from '../harness/project.mjs';
import { runProgram } from '../harness/runProgram.mjs';
import { temporaryFolder } from '../harness/temporaryFolder.mjs';
import { PreviewTester } from './preview.js';
import { useWorkbench } from './useWorkbench.js';

// The extension as a user gets it: packaged, installed, and not under development.

describe('the packaged extension', () => {
  const folder = temporaryFolder();
  const vsix = path.join(folder.path, 'extension.vsix');
  before(async () => {
    await runProgram(process.execPath, ['test/harness/package.mjs', vsix], { cwd: projectFolder });
  });
  const opened = useWorkbench({ vsix });
  after(() => {
    folder.remove();
  });

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
    const picture = readme.locator('img').first();
    await picture.waitFor();
    const width = await picture.evaluate(
      (image) => (image as unknown as { naturalWidth: number }).naturalWidth,
    );
    await opened.workbench.screenshot('installed page');
    assert.ok(width > 600, `The picture is ${width} wide.`);
  });
});
