import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { projectFolder } from '../harness/project.mjs';
import { until } from './preview.js';
import { useWorkbench } from './useWorkbench.js';

// A person compares versions: table, diff editors, and what is saved, published and copied.

describe('comparing versions', function () {
  this.timeout(120_000);
  const opened = useWorkbench();
  const page = (): FrameLocator => opened.workbench.webview();

  before(() => {
    const cli = path.join(projectFolder, 'dist/cli.js');
    execFileSync(process.execPath, [cli, 'publish', 'support-agent@1.2.0', '--root', opened.folder]);
  });

  /** The table as a person reads it: version and places, and the hashes that are as in the row above. */
  const rows = (): Promise<string[]> =>
    page()
      .locator('tbody tr')
      .evaluateAll((found) =>
        found.map((row) =>
          [
            row.querySelector('.semver')?.textContent,
            ...[...row.querySelectorAll('.badge:not([hidden])')].map((badge) => badge.textContent),
            ...[...row.querySelectorAll('.place')].map((place) => place.textContent),
            `${row.querySelectorAll('.hash-cell.same').length} same`,
          ].join(' '),
        ),
      );

  const rowsBecome = (expected: readonly string[]): Promise<string[]> =>
    until(`The rows are ${expected.join(', ')}`, rows, (found) => found.join() === expected.join());

  it('opens the table from a bundle, and follows what is typed without losing its place', async () => {
    const { workbench } = opened;
    await workbench.openFile('support-agent-1.3.0.prompt-bundle.yaml');
    await workbench.runCommand('Prompt Bundles: Compare Versions');
    await rowsBecome(['1.2.0 workspace published 0 same', '1.3.0 workspace 4 same']);
    assert.equal(
      await page().locator('.chosen-pair .summary').textContent(),
      'Only the personality differs: support-persona 1.2.0 → 1.3.0.',
    );
    await page().getByRole('combobox', { name: 'Tokens' }).selectOption('o200k_base');
    await page()
      .getByText(/\d+ tokens added, \d+ removed \(\d+ → \d+ tokens by o200k_base\)\./)
      .waitFor();
    for (const theme of ['dark', 'light', 'high contrast dark'] as const) {
      await workbench.setColorTheme(theme);
      await workbench.screenshot(`compare ${theme}`);
    }
    await workbench.setColorTheme('dark');
    await workbench.runCommand('View: Move Editor into Right Group');
    await workbench.page.keyboard.press('Control+1');
    await workbench.openFile('support-persona-1.2.0.prompt-template.md');
    await workbench.goTo(12);
    await workbench.type('Really. ');
    await rowsBecome(['1.2.0 published 0 same', '1.2.0 unsaved workspace 5 same', '1.3.0 workspace 4 same']);
    await workbench.screenshot('compare beside an editor');
    await workbench.runCommand('File: Revert File');
    await rowsBecome(['1.2.0 workspace published 0 same', '1.3.0 workspace 4 same']);
  });

  it('opens two versions in the diff editor, which names them, explains its text and leads to its source', async () => {
    const { workbench } = opened;
    await page().getByRole('button', { name: 'Personality', exact: true }).click();
    const title = 'support-agent personality: 1.2.0 (workspace) ↔ 1.3.0 (workspace)';
    await workbench.page.locator('.tab.active', { hasText: title }).waitFor();
    const changed = workbench.page.locator('.modified .view-line', { hasText: 'extremely careful' }).first();
    await changed.hover({ position: { x: 60, y: 8 } });
    const hover = workbench.page.locator('.monaco-hover .hover-contents', {
      hasText: 'support-persona@1.3.0',
    });
    await hover.first().waitFor();
    assert.match(
      await hover.first().innerText(),
      /Personality:\ssupport-persona@1\.3\.0\s+support-persona-1\.3\.0\.prompt-template\.md:16/,
    );
    const isWithin = await workbench.page
      .locator('.monaco-diff-editor .modified .overflow-guard')
      .evaluate(
        (guard) => (guard.querySelector('.view-lines')?.clientWidth ?? Infinity) <= guard.clientWidth,
      );
    assert.ok(isWithin, 'nothing has to be scrolled sideways');
    assert.equal(await workbench.page.getByRole('button', { name: 'Rendered Prompt' }).count(), 1);
    await workbench.screenshot('compare diff with hover');
    await changed.click({ position: { x: 60, y: 8 } });
    await workbench.page.keyboard.press('F12');
    await workbench.page
      .locator('.tab.active', { hasText: 'support-persona-1.3.0.prompt-template.md' })
      .waitFor();
  });

  it('brings the table back after the window was loaded anew', async () => {
    const { workbench } = opened;
    await workbench.page.reload();
    await workbench.ready();
    await workbench.page.getByRole('tab', { name: 'Compare support-agent' }).click();
    await rowsBecome(['1.2.0 workspace published 0 same', '1.3.0 workspace 4 same']);
  });
});
