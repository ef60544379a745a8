import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { workspaces } from '../harness/project.mjs';
import { PICTURE_SETTINGS, takePicture } from './pictures.js';
import { useWorkbench } from './useWorkbench.js';

// What a new user does, and the pictures of the walkthrough.

const MAX_PICTURE_BYTES = 100_000;
const SIZE = { width: 900, height: 560 };

describe('the first minutes, in an empty folder', function () {
  this.timeout(90_000);
  const opened = useWorkbench({ workspace: workspaces.empty });

  it('lead from New Prompt Bundle to its preview', async () => {
    const { workbench } = opened;
    const { page } = workbench;
    await workbench.runCommand('Prompt Bundles: New Prompt Bundle…');
    const name = page.locator('.quick-input-widget input');
    await name.waitFor();
    await workbench.screenshot('first minutes, name');
    await name.fill('greeter');
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-list').getByText('In the bundle').waitFor();
    await workbench.screenshot('first minutes, templates');
    await page.keyboard.press('Enter');
    await workbench.webview().getByText('You are a helpful assistant.').waitFor();
    await page.locator('.codelens-decoration', { hasText: 'Publish 1.0.0' }).waitFor();
    await workbench.screenshot('first minutes, created');
    await workbench.runCommand('View: Close All Editors');
  });

  it('lead from an empty file that was made by hand to its preview, by what is shown over it', async () => {
    const { workbench, folder } = opened;
    const { page } = workbench;
    writeFileSync(path.join(folder, 'own.prompt-bundle.yaml'), '');
    await workbench.openFile('own.prompt-bundle.yaml');
    const lens = page.locator('.codelens-decoration a', { hasText: 'Start with a bundle' });
    await lens.waitFor();
    await workbench.screenshot('first minutes, empty file');
    await lens.click();
    const preview = page.locator('.codelens-decoration a', { hasText: 'Preview' });
    await preview.waitFor();
    await workbench.screenshot('first minutes, filled file');
    await preview.click();
    await workbench.webview().getByText('You are a helpful assistant.').waitFor();
    await workbench.screenshot('first minutes, preview');
    await workbench.runCommand('View: Close All Editors');
  });
});

describe('the pictures of the walkthrough', function () {
  this.timeout(120_000);
  const opened = useWorkbench({ settings: PICTURE_SETTINGS });

  const shoot = async (name: string): Promise<void> => {
    for (const theme of ['dark', 'light'] as const) {
      await opened.workbench.setColorTheme(theme);
      // The page of a webview takes its colours a moment after the workbench.
      await new Promise((resolve) => setTimeout(resolve, 400));
      const limits = { height: SIZE.height, most: MAX_PICTURE_BYTES };
      await takePicture(opened.workbench, `walkthrough/${name}-${theme}.png`, limits);
    }
  };

  before(async () => {
    const { workbench } = opened;
    await workbench.page.setViewportSize(SIZE);
    await workbench.runCommand('View: Close Primary Side Bar');
  });

  it('show a bundle, its preview, a broken constraint, what is published, and versions side by side', async () => {
    const { workbench } = opened;
    const { page } = workbench;
    const bundle = 'support-agent-1.3.0.prompt-bundle.yaml';
    await workbench.openFile(bundle);
    await page.locator('.codelens-decoration', { hasText: 'Publish 1.3.0' }).waitFor();
    await shoot('create');

    await workbench.runCommand('Prompt Bundles: Open Prompt Preview to the Side');
    await workbench.webview().locator('.text').first().waitFor();
    await shoot('preview');
    await workbench.runCommand('View: Close All Editors');

    await workbench.openFile('support-persona-1.3.0.prompt-template.md');
    await page.locator('.squiggly-warning').first().waitFor();
    await workbench.goTo(16, 20);
    await workbench.runCommand('Go to Next Problem (Error, Warning, Info)');
    await page.locator('.marker-widget').waitFor();
    await shoot('constraint');
    await page.keyboard.press('Escape');
    await workbench.runCommand('View: Close All Editors');

    await workbench.openFile(bundle);
    await page.locator('.codelens-decoration a', { hasText: 'Publish 1.3.0' }).click();
    await page.locator('.monaco-dialog-box').waitFor();
    await shoot('publish');
    await page.keyboard.press('Escape');
    await page.locator('.monaco-dialog-box').waitFor({ state: 'detached' });

    await workbench.runCommand('Prompt Bundles: Compare Versions');
    await workbench.webview().locator('table').waitFor();
    await shoot('compare');
  });
});
