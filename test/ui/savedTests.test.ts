// The Test view as a person uses it: what inputs expect is run by a click, and what failed is shown as a difference.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { until } from './preview.js';
import { useWorkbench } from './useWorkbench.js';

const INPUT = 'inputs/tested.prompt-input.yaml';
const EXPECTING = `task: Where is my parcel?
expect:
  support-agent@1.2.0:
    prompt_hash: ${'0'.repeat(63)}a
    contains: [the shop]
  support-agent@1.3.0:
    contains: [a text that no prompt has]
    max_characters: 3
`;

describe('the Test view, in VS Code', function () {
  this.timeout(120_000);
  const opened = useWorkbench();
  const rows = (): Locator => opened.workbench.page.locator('.test-explorer .monaco-list-row');
  const row = (text: string | RegExp): Locator => rows().filter({ hasText: text }).first();
  const labels = async (): Promise<string[]> =>
    (await rows().allTextContents()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
  const expand = async (text: string | RegExp): Promise<void> => {
    const isOpen = async (): Promise<boolean> => (await row(text).getAttribute('aria-expanded')) === 'true';
    for (let attempt = 0; attempt < 5 && !(await isOpen()); attempt++) {
      await row(text).locator('.monaco-tl-twistie').click();
      await opened.workbench.page.waitForTimeout(500);
    }
  };
  /** The state that the icon of a row says. */
  const stateOf = async (text: string | RegExp): Promise<string> =>
    (await row(text).getAttribute('aria-label')) ?? '';

  before(async () => {
    writeFileSync(path.join(opened.folder, INPUT), EXPECTING);
    await opened.workbench.openFile('tested.prompt-input.yaml');
    await opened.workbench.runCommand('Testing: Focus on Test Explorer View');
    await row(/tested/).waitFor({ timeout: 60_000 });
    await expand(/tested/);
  });

  it('shows the versions and what is expected of each', async () => {
    await expand(/support-agent@1\.2\.0/);
    await expand(/support-agent@1\.3\.0/);
    const shown = await until('All that is expected', labels, (found) => found.length >= 7);
    for (const what of ['prompt_hash 00000000…', 'contains “the shop”', 'max_characters 3'])
      assert.ok(
        shown.some((label) => label.includes(what)),
        `${what} in ${shown.join('; ')}`,
      );
    await opened.workbench.screenshot('test view, before a run');
  });

  it('runs what is chosen by a click, and says what failed and what did not', async () => {
    await row(/tested/).hover();
    await row(/tested/)
      .locator('.action-label[aria-label^="Run Test"]')
      .click();
    await until(
      'That it failed',
      () => stateOf(/tested/),
      (label) => /failed/i.test(label),
    );
    assert.match(await stateOf(/contains “the shop”/), /passed/i);
    assert.match(await stateOf(/max_characters 3/), /failed/i);
    await opened.workbench.screenshot('test view, after a run');
  });

  it('opens a failure at its place, with what is expected and what there is', async () => {
    await row(/prompt_hash/).dblclick();
    const peek = opened.workbench.page.locator('.test-output-peek, .zone-widget').first();
    await peek.waitFor({ timeout: 30_000 });
    const text = await until(
      'What is told',
      async () => (await peek.textContent()) ?? '',
      (found) => found.includes('prompt_hash'),
    );
    assert.match(text.replaceAll('\u00a0', ' '), /gives another prompt|prompt_hash/);
    await opened.workbench.screenshot('test view, a failure');
  });

  it('is as clear in every theme, and where there is little room', async () => {
    const { workbench } = opened;
    for (const theme of ['light', 'high contrast dark', 'high contrast light'] as const) {
      await workbench.setColorTheme(theme);
      await workbench.screenshot(`test view, ${theme}`);
    }
    await workbench.setColorTheme('dark');
    await workbench.page.setViewportSize({ width: 760, height: 800 });
    await workbench.screenshot('test view, narrow');
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
    assert.ok((await rows().count()) >= 7);
  });
});
