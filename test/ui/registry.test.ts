// Registries as an author sees them: from setting one to what differs, by mouse and keyboard, against a real database.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { useDatabase } from '../registry/useDatabase.js';
import { serious as seriousFindings } from './page/axe.js';
import { until } from './preview.js';
import { useWorkbench } from './useWorkbench.js';

describe('registries in the workbench', function () {
  this.timeout(120_000);
  const database = useDatabase();
  const opened = useWorkbench();
  const file = (name: string): string => path.join(opened.folder, name);

  const pane = (): Locator =>
    opened.workbench.page
      .locator('.part.sidebar .pane')
      .filter({ has: opened.workbench.page.locator('.pane-header h3', { hasText: /^Registry$/ }) });
  const rows = (): Locator => pane().locator('.monaco-list-row');
  const texts = async (): Promise<string[]> =>
    (await rows().allTextContents()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
  const row = (text: string | RegExp): Locator => rows().filter({ hasText: text }).first();
  const dialog = (): Locator => opened.workbench.page.locator('.monaco-dialog-box');
  const notification = (text: string): Locator =>
    opened.workbench.page.locator('.notification-toast', { hasText: text }).first();
  const act = async (text: string | RegExp, title: string): Promise<void> => {
    await row(text).hover();
    await row(text).locator(`.action-label[aria-label^="${title}"]`).click();
  };
  const expand = async (text: string | RegExp): Promise<void> => {
    const isOpen = async (): Promise<boolean> => (await row(text).getAttribute('aria-expanded')) === 'true';
    for (let attempt = 0; attempt < 5 && !(await isOpen()); attempt++) {
      await row(text).locator('.monaco-tl-twistie').click();
      await opened.workbench.page.waitForTimeout(500);
    }
  };

  /** Closes another view, whose header may come and go while views are drawn first. */
  const collapse = async (name: string): Promise<void> => {
    const header = opened.workbench.page.locator(`.part.sidebar .pane-header[aria-label^="${name}"]`);
    await until(
      `${name} is closed`,
      async () => {
        const isOpen = (await header.getAttribute('aria-expanded')) === 'true';
        if (isOpen) await header.click();
        return isOpen ? 0 : 1;
      },
      (closed) => closed === 1,
    );
  };

  it('says how to set one while none is set', async () => {
    await opened.workbench.openFile('support-agent-1.3.0.prompt-bundle.yaml');
    await opened.workbench.runCommand('Prompt Bundles: Focus on Registry View');
    // Rows that are out of sight are not there.
    for (const name of ['Prompt Files', 'Audit Log']) await collapse(name);
    await pane().locator('.monaco-button', { hasText: 'Add Connection' }).waitFor();
    await opened.workbench.screenshot('registry, none set');
  });

  it('asks for the secret of one, and shows the versions of the workspace against it', async () => {
    const { connection, password } = database();
    const { host, port, user, database: name } = connection;
    mkdirSync(file('.vscode'), { recursive: true });
    const connections = [{ name: 'team', host, port, user, database: name }];
    writeFileSync(
      file('.vscode/settings.json'),
      JSON.stringify({ 'promptBundles.registry.connections': connections }),
    );
    // Before there is a secret, the server's refusal is told once, and leads to where it is set.
    await notification('Registry team').locator('.monaco-button', { hasText: 'Set Secret' }).click();
    const { page } = opened.workbench;
    const input = page.locator('.quick-input-widget input[type=password]');
    await input.waitFor();
    await opened.workbench.screenshot('registry, secret');
    await input.fill(password);
    await input.press('Enter');
    for (const name of ['Prompt Files', 'Audit Log']) await collapse(name);
    await until('The groups', texts, (found) => found.some((text) => text.startsWith('In this workspace')));
    const found = await until('The versions', texts, (all) =>
      all.some((text) => text.includes('support-agent@1.3.0')),
    );
    assert.match(found.join('\n'), /In this workspace7 not there/);
    assert.match(found.join('\n'), /support-agent@1\.3\.0not there/);
    await page.keyboard.press('Escape');
    await opened.workbench.screenshot('registry, nothing stored');
  });

  it('publishes from the view, and says that both are the same', async () => {
    await act('support-agent@1.3.0', 'Publish to Registry');
    await dialog().waitFor();
    await opened.workbench.screenshot('registry, publish');
    await dialog().locator('.monaco-button', { hasText: 'Publish' }).click();
    await notification('Published support-agent@1.3.0').waitFor();
    await until('Its state', texts, (found) =>
      found.some((text) => text.includes('support-agent@1.3.0same')),
    );
    await expand(/^Bundles/);
    await expand(/^support-agent$/);
    await expand(/^1\.3\.0/);
    await until('Its templates', texts, (found) =>
      found.some((text) => /Personality.*support-persona@1\.3\.0/i.test(text)),
    );
    for (const theme of ['light', 'high contrast dark', 'high contrast light', 'dark'] as const) {
      await opened.workbench.setColorTheme(theme);
      await opened.workbench.screenshot(`registry ${theme}`);
    }
    await opened.workbench.page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
    const serious = await seriousFindings(opened.workbench.page, '.part.sidebar .pane-body .monaco-list');
    // VS Code joins what is shown of a row without a blank, which no name of it can hold.
    assert.deepEqual(
      serious.filter((one) => !one.startsWith('label-content-name-mismatch')),
      [],
    );
  });

  it('shows what differs as soon as a template is another', async () => {
    const persona = file('templates/support-persona-1.3.0.prompt-template.md');
    writeFileSync(persona, `${readFileSync(persona, 'utf8').trimEnd()} And be brief.\n`);
    const found = await until('The states', texts, (all) =>
      all.some((text) => text.includes('support-agent@1.3.0differs')),
    );
    assert.match(found.join('\n'), /support-agent@1\.3\.0differs: content of personality/);
    assert.match(found.join('\n'), /support-persona@1\.3\.0differs: content · template/);
    await opened.workbench.screenshot('registry, differs');
  });

  it('compares it with what is stored, in the table, and says where and by which hashes it differs', async () => {
    const { workbench } = opened;
    await act('support-agent@1.3.0', 'Compare with Registry');
    const table = workbench.webview();
    const found = await until(
      'The rows',
      () =>
        table.locator('tbody tr').evaluateAll((all) =>
          all.map((one) => {
            const places = [...one.querySelectorAll('.place')].map((place) => place.textContent);
            return [one.querySelector('.semver')?.textContent, ...places].join(' ');
          }),
        ),
      (all) => all.includes('1.3.0 registry'),
    );
    assert.deepEqual(found, ['1.2.0 workspace', '1.3.0 registry', '1.3.0 workspace']);
    const summary = table.locator('.chosen-pair .summary');
    await until(
      'The chosen pair',
      () => summary.allTextContents(),
      ([text = '']) => text.includes('support-persona'),
    );
    for (const theme of ['light', 'high contrast dark', 'high contrast light', 'dark'] as const) {
      await workbench.setColorTheme(theme);
      await workbench.screenshot(`registry compare ${theme}`);
    }
    for (const width of [760, 1440]) {
      await workbench.page.setViewportSize({ width, height: 800 });
      await workbench.screenshot(`registry compare ${width}`);
    }
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
  });

  it('opens a stored version as a file to read', async () => {
    await row(/^1\.3\.0/).click();
    await opened.workbench.page
      .locator('.tab.active', { hasText: 'support-agent-1.3.0.prompt-bundle.yaml' })
      .waitFor();
    await until(
      'The preview is open',
      async () => {
        const tabs = opened.workbench.page.locator('.tab.active', { hasText: /^Preview/ });
        if ((await tabs.count()) === 0) await act(/^1\.3\.0/, 'Open Preview from Registry');
        await opened.workbench.page.waitForTimeout(1000);
        return tabs.count();
      },
      (count) => count > 0,
    );
    await opened.workbench
      .webview()
      .getByText('You answer the post for Ferry Lane Cycles', { exact: false })
      .first()
      .waitFor();
    await opened.workbench.screenshot('registry, preview');
  });

  it('writes a version back that the workspace lost', async () => {
    rmSync(file('bundles/support-agent-1.3.0.prompt-bundle.yaml'));
    rmSync(file('templates/support-persona-1.3.0.prompt-template.md'));
    await until('The states', texts, (all) => !all.some((text) => text.includes('support-agent@1.3.0')));
    await act(/^1\.3\.0/, 'Write Registry Version');
    const found = await until('The states', texts, (all) =>
      all.some((text) => text.includes('support-agent@1.3.0same')),
    );
    assert.match(found.join('\n'), /support-persona@1\.3\.0same · template/);
    await opened.workbench.screenshot('registry, pulled');
  });
});
