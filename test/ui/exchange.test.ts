// Bringing a prompt along and taking one away, as a person does it: what is asked, and what is told.
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { useWorkbench } from './useWorkbench.js';

const PROMPTY = `---
name: tents
version: 2.1.0
model: { api: chat }
---
system:
You answer for {{shop}}, in the tone of {{customer}}.
{# for us #}

user:
{{task}}
`;

describe('other tools, in VS Code', function () {
  this.timeout(120_000);
  const opened = useWorkbench();
  const list = (text: string): Locator =>
    opened.workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  const shoot = async (name: string): Promise<void> => {
    for (const theme of ['light', 'high contrast dark', 'dark'] as const) {
      await opened.workbench.setColorTheme(theme);
      await opened.workbench.screenshot(`${name}, ${theme}`);
    }
  };

  it('Import Prompt asks what variables stand for, and tells beside the bundle what is not as it was', async () => {
    const { workbench, folder } = opened;
    const { page } = workbench;
    writeFileSync(path.join(folder, 'tents.prompty'), PROMPTY);
    await workbench.openFile('tents.prompty');
    await workbench.runCommand('Prompt Bundles: Import Prompt…');
    await list('tents.prompty').waitFor();
    await workbench.screenshot('import, what');
    await list('tents.prompty').click();
    await list('shop').waitFor();
    await workbench.screenshot('import, variables');
    await list('customer').click();
    await list('{{semantic_traits}}').waitFor();
    await workbench.screenshot('import, meaning of a variable');
    await list('{{semantic_traits}}').click();
    await list('Becomes').waitFor();
    await workbench.screenshot('import, a variable mapped');
    await list('Import').click();
    const told = page.locator('.view-line', { hasText: 'was imported as' });
    await told.waitFor();
    await page.locator('.detected-link').first().waitFor();
    await shoot('import, report');
    assert.ok(existsSync(path.join(folder, 'bundles/tents-2.1.0.prompt-bundle.yaml')));
    await workbench.runCommand('View: Close All Editors');
  });

  it('Export Bundle asks for a format and a place, and tells what is not carried', async () => {
    const { workbench } = opened;
    const { page } = workbench;
    await workbench.openFile('support-agent-1.3.0.prompt-bundle.yaml');
    await workbench.runCommand('Prompt Bundles: Export Bundle…');
    await list('Prompty').waitFor();
    await workbench.screenshot('export, formats');
    await list('Prompty').click();
    await list('Open in an editor').waitFor();
    await workbench.screenshot('export, where');
    await list('Open in an editor').click();
    await page.locator('.view-line', { hasText: 'Not carried' }).first().waitFor();
    await shoot('export, report');
    await workbench.runCommand('View: Revert and Close Editor');
    await workbench.runCommand('View: Close All Editors');
  });

  it('Open in Chat shows the prompt in the chat, or says that there is none', async () => {
    const { workbench } = opened;
    const { page } = workbench;
    await workbench.openFile('support-agent-1.3.0.prompt-bundle.yaml');
    await workbench.runCommand('Prompt Bundles: Open in Chat');
    const chat = page.locator('.interactive-input-part .view-line', { hasText: 'Ferry Lane Cycles' });
    const none = page.locator('.notification-toast', { hasText: 'No language model is set up' });
    await chat.or(none).first().waitFor();
    await workbench.screenshot('open in chat');
  });
});
