import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { projectFolder } from '../harness/project.mjs';
import { serious } from './page/axe.js';
import { until } from './preview.js';
import { useWorkbench } from './useWorkbench.js';

describe('the view of all bundles, in VS Code', function () {
  this.timeout(90_000);
  const opened = useWorkbench();
  const file = (name: string): string => path.join(opened.folder, name);

  const pane = (): Locator =>
    opened.workbench.page.locator('.part.sidebar .pane').filter({ hasText: 'Prompt Files' }).first();
  const rows = (): Locator => pane().locator('.monaco-list-row');
  const texts = async (): Promise<string[]> =>
    (await rows().allTextContents()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
  const row = (text: string | RegExp): Locator => rows().filter({ hasText: text }).first();
  const press = (...keys: string[]): Promise<void> =>
    keys.reduce(
      (before, key) => before.then(() => opened.workbench.page.keyboard.press(key)),
      Promise.resolve(),
    );
  const tab = (): Promise<string[]> =>
    opened.workbench.page.locator('.editor-group-container.active .tab.active .label-name').allTextContents();
  /** Opens a row by the arrow before it; again where the rows were just drawn anew. */
  const expand = async (text: string | RegExp): Promise<void> => {
    const isOpen = async (): Promise<boolean> => (await row(text).getAttribute('aria-expanded')) === 'true';
    for (let attempt = 0; attempt < 5 && !(await isOpen()); attempt++) {
      await row(text).locator('.monaco-tl-twistie').click();
      await opened.workbench.page.waitForTimeout(500);
    }
  };

  before(async () => {
    await opened.workbench.openFile('support-agent-1.3.0.prompt-bundle.yaml');
    await opened.workbench.runCommand('Prompt Bundles: Show Bundles');
    await row(/^Bundles/).waitFor();
    await expand(/^Bundles/);
    await expand(/^support-agent/);
    await until('The versions are listed', texts, (found) => found.length === 6);
  });

  it('selects the file of the active editor, and shows what a version is made of', async () => {
    await until(
      'The open bundle is selected',
      () => pane().locator('.monaco-list-row.selected').allTextContents(),
      ([text = '']) => text.includes('1.3.0'),
    );
    await expand(/^1\.3\.0/);
    const shown = await until('Its sections', texts, (found) => found.length === 10);
    assert.deepEqual(shown, [
      'Bundles1',
      'support-agent1.3.0 · 1 warning · 2 versions',
      '1.3.0draft · 1 warning',
      'systemsupport-system@1.0.0',
      'personalitysupport-persona@1.3.0 · 1 warning',
      'activitysupport-activity@1.0.0',
      'tasksupport-task@1.0.0',
      '1.2.0draft',
      'Templates4',
      'Inputs3',
    ]);
    await expand('Templates');
    await until('The templates', texts, (found) => found.includes('support-task1.0.0'));
    await expand(/^support-persona1/);
    await until('Its versions', texts, (found) => found.includes('1.2.0draft · used by 1 bundle'));
    await expand('Inputs');
    await until('The inputs', texts, (found) => found.some((text) => text.startsWith('calm')));
    for (const theme of ['light', 'high contrast dark', 'high contrast light', 'dark'] as const) {
      await opened.workbench.setColorTheme(theme);
      await opened.workbench.screenshot(`explorer ${theme}`);
    }
  });

  it('reads every row out as it is shown', async () => {
    const labels = await rows().evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    assert.deepEqual(labels.slice(0, 5), [
      'Group Bundles, 1',
      'Bundle support-agent, 1.3.0, 1 warning, 2 versions',
      'Version 1.3.0, draft, 1 warning',
      'Section system, support-system@1.0.0',
      'Section personality, support-persona@1.3.0, 1 warning',
    ]);
    await row(/^support-agent1/).hover();
    await until(
      'What is told of the row that is pointed at, each thing once',
      () => opened.workbench.page.locator('.workbench-hover').allInnerTexts(),
      (found) => found.join().trim() === 'support-agent@1.3.0\n1 warning\n2 versions',
    );
    assert.ok(labels.every((label) => /^(?:Group|Bundle|Version|Section|Template|Input)/.test(label ?? '')));
  });

  it('has nothing that axe finds serious', async () => {
    const { page } = opened.workbench;
    await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
    for (const theme of ['light', 'high contrast light', 'high contrast dark', 'dark'] as const) {
      await opened.workbench.setColorTheme(theme);
      const found = await serious(page, '.part.sidebar .pane-body .monaco-list');
      // VS Code joins what is shown of a row without a blank, which no name of it can hold.
      const others = found.filter((one) => !one.startsWith('label-content-name-mismatch'));
      assert.deepEqual(others, [], theme);
    }
  });

  it('gives its commands to the keyboard, in the menu of a row', async () => {
    await row(/^1\.3\.0/).click();
    await press('ArrowDown', 'ArrowDown', 'Shift+F10');
    const { page } = opened.workbench;
    const menu = page.locator('.context-view .monaco-menu');
    await menu.getByText('Copy Reference').waitFor();
    await opened.workbench.screenshot('explorer menu');
    const focused = (): Promise<string[]> => menu.locator('.action-item.focused').allInnerTexts();
    for (let step = 0; step < 20 && !(await focused()).join().includes('Copy Reference'); step++)
      await press('ArrowDown');
    await press('Enter');
    await until(
      'It is copied',
      () => opened.workbench.readClipboard(),
      (text) => text === 'support-persona@1.3.0',
    );
  });

  it('is walked through with the keyboard alone', async () => {
    await row(/^1\.3\.0/).click();
    await until('The bundle is open', tab, ([name]) => name === 'support-agent-1.3.0.prompt-bundle.yaml');
    await press('ArrowDown', 'ArrowDown', 'Enter');
    await until('The template is open', tab, ([name]) => name === 'support-persona-1.3.0.prompt-template.md');
    await until(
      'What was opened stays selected',
      () => pane().locator('.monaco-list-row.selected').allTextContents(),
      ([text = '']) => text.includes('personality'),
    );
  });

  it('follows what is typed, and what other programs do', async () => {
    await opened.workbench.openFile('support-task.prompt-template.yaml');
    const task = file('templates/support-task.prompt-template.yaml');
    const text = readFileSync(task, 'utf8');
    writeFileSync(task, text.replace('semver: 1.0.0', 'semver: 2.0.0'));
    await until('The task is missing', texts, (found) =>
      found.some((one) => one.startsWith('tasksupport-task@1.0.0') && one.includes('missing')),
    );
    await opened.workbench.screenshot('explorer missing');
    writeFileSync(task, text);
    await until('The task is there', texts, (found) => found.includes('tasksupport-task@1.0.0'));
    const [old, other] = [file('inputs/calm.prompt-input.yaml'), file('inputs/quiet.prompt-input.yaml')];
    renameSync(old, other);
    await until('The input has its new name', texts, (found) => found.some((one) => one.startsWith('quiet')));
    renameSync(other, old);
    await until('And its old one', texts, (found) => found.some((one) => one.startsWith('calm')));
  });

  it('finds rows by what is typed', async () => {
    await row('Bundles').click();
    await press('Control+Alt+f');
    const find = pane().locator('.monaco-tree-type-filter input');
    await find.fill('persona');
    await until(
      'The rows that match',
      () => pane().locator('.monaco-list-row .monaco-highlighted-label .highlight').allTextContents(),
      (found) => found.length > 0,
    );
    await opened.workbench.screenshot('explorer find');
    await press('Escape');
  });

  it('gives a template that is dropped into a slot as its reference', async () => {
    await opened.workbench.openFile('support-agent-1.3.0.prompt-bundle.yaml');
    const line = opened.workbench.page.locator('.view-line', { hasText: 'personality' });
    await row('1.2.0draft · used by 1 bundle').dragTo(line, { targetPosition: { x: 130, y: 8 } });
    await until(
      'The reference is replaced',
      () => line.allTextContents(),
      ([text = '']) =>
        text.replaceAll(/\s+/g, ' ').trim() === 'personality: support-persona@1.2.0 newest 1.3.0',
    );
    await until('The row says so', texts, (found) =>
      found.some((one) => one.startsWith('personalitysupport-persona@1.2.0 · newest 1.3.0')),
    );
    await opened.workbench.screenshot('explorer drop');
    await opened.workbench.runCommand('File: Revert File');
  });

  it('opens the preview, and copies, by the buttons of a row', async () => {
    await row(/^1\.3\.0draft/).hover();
    await row(/^1\.3\.0draft/)
      .getByRole('button', { name: 'Copy Rendered Prompt' })
      .click();
    await until(
      'It is copied',
      () => opened.workbench.readClipboard(),
      (text) => text.includes('shop'),
    );
    await row('calm').hover();
    await row('calm').getByRole('button', { name: 'Open Prompt Preview to the Side' }).click();
    await opened.workbench.webview().locator('.part').first().waitFor();
    await opened.workbench.page.setViewportSize({ width: 760, height: 800 });
    await opened.workbench.screenshot('explorer narrow');
    await opened.workbench.page.setViewportSize({ width: 1280, height: 800 });
  });

  it('shows the labels of a version first, where little of a row is seen', async () => {
    const cli = path.join(projectFolder, 'dist/cli.js');
    const run = (...args: string[]): void => {
      execFileSync(process.execPath, [cli, ...args, '--root', opened.folder]);
    };
    run('publish', 'support-agent@1.3.0', '--no-audit');
    run('label', 'support-agent@1.3.0', 'production');
    await opened.workbench.runCommand('Prompt Bundles: Refresh Bundles');
    await until('The label is there', texts, (found) =>
      found.some((one) => one.startsWith('1.3.0production · published · 1 warning')),
    );
    await opened.workbench.page.setViewportSize({ width: 560, height: 800 });
    for (const theme of ['high contrast dark', 'light', 'dark'] as const) {
      await opened.workbench.setColorTheme(theme);
      await opened.workbench.screenshot(`explorer labels ${theme}`);
    }
    await opened.workbench.page.setViewportSize({ width: 1280, height: 800 });
  });

  it('says in the language status which bundle, input and model are in force, and changes them', async () => {
    const { page } = opened.workbench;
    await opened.workbench.runCommand('View: Close All Editors');
    await opened.workbench.openFile('support-task.prompt-template.yaml');
    const status = page.locator('[id="status.languageStatus"] a');
    const rows = (): Promise<string[]> => page.locator('.hover-language-status .left').allTextContents();
    await status.click();
    const before = await until('What is in force', rows, (found) =>
      found.some((text) => text.includes('support-agent@1.3.0')),
    );
    assert.ok(
      before.some((text) => text.includes('calm.prompt-input.yaml')),
      before.join(),
    );
    await opened.workbench.screenshot('language status');
    await page
      .locator('.hover-language-status', { hasText: 'support-agent' })
      .getByText('Choose Bundle')
      .click();
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'support-agent@1.2.0' }).click();
    await status.click();
    await until('The other bundle is in force', rows, (found) =>
      found.some((text) => text.includes('support-agent@1.2.0')),
    );
  });
});
