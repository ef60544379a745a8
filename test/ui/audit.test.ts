import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { projectFolder } from '../harness/project.mjs';
import { logText, madeRecord } from '../host/auditLogs.js';
import { until } from './preview.js';
import { useWorkbench } from './useWorkbench.js';

describe('the audit log, in VS Code', function () {
  this.timeout(90_000);
  const opened = useWorkbench();
  const log = (name: string): string => path.join(opened.folder, '.prompt-bundles/audit', name);

  // There before VS Code starts to watch: it misses what happens in a folder right after it is made.
  mkdirSync(log(''), { recursive: true });

  const pane = (): Locator =>
    opened.workbench.page.locator('.part.sidebar .pane').filter({ hasText: 'Audit Log' }).first();
  const rows = (): Locator => pane().locator('.monaco-list-row');
  const texts = async (): Promise<string[]> =>
    (await rows().allTextContents()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
  const row = (text: string): Locator => rows().filter({ hasText: text }).first();
  /** Clicks a button of the view, which are seen while somebody points at it. */
  const click = async (name: string): Promise<void> => {
    await pane().locator('.pane-header').hover();
    await pane().locator('.pane-header').getByRole('button', { name }).click();
  };

  function render(bundle: string, input: string, ...more: string[]): void {
    const args = ['render', bundle, '--root', opened.folder, '--input', `inputs/${input}.prompt-input.yaml`];
    execFileSync(process.execPath, [path.join(projectFolder, 'dist/cli.js'), ...args, ...more], {
      cwd: opened.folder,
    });
  }

  before(async () => {
    await opened.workbench.runCommand('Prompt Bundles: Show Audit Log');
    await pane().locator('.welcome-view', { hasText: 'No records yet' }).waitFor();
    // The view has the height of the window.
    await opened.workbench.page.locator('.part.sidebar .pane-header', { hasText: 'Prompt Files' }).click();
    await opened.workbench.screenshot('audit empty');
    const records = await Promise.all(
      ['copy', 'open', 'publish', 'compare'].map((event, i) =>
        madeRecord({
          event: event as 'copy',
          created_at: `2026-03-1${i}T12:00:00.000Z`,
          rendered_prompt: `Prompt ${i}`,
        }),
      ),
    );
    writeFileSync(log('20260310T120000Z-a.jsonl'), await logText(records));
    writeFileSync(log('20260301T120000Z-b.jsonl'), await logText(records.slice(0, 1), 'hashes'));
    render('support-agent@1.2.0', 'calm');
    render('support-agent@1.3.0', 'stressed');
    await until('The records are listed', texts, (found) => found.length >= 7);
  });

  it('shows the records newest first, under their days', async () => {
    const shown = await until('Both are listed', texts, (found) =>
      /^support-agent@1\.3\.0.*command line · .* · [0-9a-f]{12}$/.test(found[1] ?? ''),
    );
    assert.equal(shown[0], 'Today');
    assert.match(shown[2] ?? '', /^support-agent@1\.2\.0/);
    assert.match(shown[3] ?? '', /March 13, 2026/);
    await opened.workbench.screenshot('audit records');
  });

  it('shows a record that is made while it is open', async () => {
    await opened.workbench.openFile('support-agent-1.2.0.prompt-bundle.yaml');
    await opened.workbench.runCommand('Prompt Bundles: Copy Rendered Prompt');
    await until('One more is listed', texts, (found) => (found[1] ?? '').includes('copied'));
  });

  it('names all fields of a record where it is pointed at', async () => {
    await row('support-agent@1.3.0').hover();
    const tip = opened.workbench.page.locator('.monaco-hover', { hasText: 'personality_hash' }).first();
    await tip.waitFor();
    await opened.workbench.screenshot('audit tooltip');
    const text = (await tip.textContent()) ?? '';
    for (const part of [
      'prompt_hash',
      'content_hash',
      'support-persona@1.3.0',
      'engine_version',
      'jsonl:1',
      'The prompt:',
    ])
      assert.ok(text.includes(part), part);
    await opened.workbench.page.mouse.move(0, 0);
  });

  it('tells a changed line of a log, and opens the log there', async () => {
    const file = log('20260310T120000Z-a.jsonl');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"Prompt 1"', '"Prompt X"'));
    await until('The damage is told', texts, (found) => /a\.jsonl:2.*checksum/.test(found[1] ?? ''));
    await opened.workbench.screenshot('audit damage');
    await row('a.jsonl:2').click();
    await until(
      'The log is open',
      () => opened.workbench.page.locator('#status\\.editor\\.selection').allTextContents(),
      ([place = '']) => place.includes('Ln 2,'),
    );
    writeFileSync(file, text);
    await until('The log is whole', texts, (found) => found[0] === 'Today');
  });

  it('replays a record, and shows where the prompts differ', async () => {
    const persona = path.join(opened.folder, 'templates/support-persona-1.3.0.prompt-template.md');
    const text = readFileSync(persona, 'utf8');
    await row('support-agent@1.3.0').hover();
    await row('support-agent@1.3.0').getByRole('button', { name: 'Replay Audit Record' }).click();
    await until('Identical', texts, (found) => found.some((one) => /1\.3\.0.*identical/.test(one)));
    writeFileSync(persona, text.replace('good mechanic', 'patient mechanic'));
    await until('The verdict is old', texts, (found) =>
      found.some((one) => /1\.3\.0.*identical, as of/.test(one)),
    );
    await row('support-agent@1.3.0').hover();
    await row('support-agent@1.3.0').getByRole('button', { name: 'Replay Audit Record' }).click();
    await opened.workbench.page.locator('.tab.active', { hasText: 'recorded ↔ replayed' }).waitFor();
    await until('Changed', texts, (found) => found.some((one) => /1\.3\.0.*templates changed ·/.test(one)));
    await click('Replay All Audit Records');
    await until('All are replayed', texts, (found) => found.includes('Replays that differ'));
    await opened.workbench.runCommand('Notifications: Clear All Notifications');
    for (const theme of ['light', 'dark', 'high contrast dark', 'high contrast light'] as const) {
      await opened.workbench.setColorTheme(theme);
      await opened.workbench.screenshot(`audit replay ${theme}`);
    }
    await opened.workbench.setColorTheme('dark');
    await opened.workbench.page.setViewportSize({ width: 640, height: 800 });
    await opened.workbench.screenshot('audit narrow');
    await opened.workbench.page.setViewportSize({ width: 1280, height: 800 });
    writeFileSync(persona, text);
  });

  it('filters by what is written, says so, and says when nothing matches', async () => {
    const input = opened.workbench.page.locator('.quick-input-widget input[type=text]').first();
    await click('Filter Audit Log');
    await opened.workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Date' }).click();
    await input.fill('2026-13');
    await opened.workbench.page.locator('.quick-input-message', { hasText: 'Write 2026-03-14' }).waitFor();
    await input.fill('2026-03-11..2026-03-12');
    await input.press('Enter');
    await until(
      'The filter is told',
      () => pane().locator('.message').allTextContents(),
      (found) =>
        found.some((text) =>
          /^2 of \d+ records match the filter: date 2026-03-11\.\.2026-03-12\./.test(text),
        ),
    );
    await until('Two are left', texts, (found) => found.length === 4);
    await opened.workbench.screenshot('audit filter');

    await click('Filter Audit Log');
    await opened.workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Hash' }).click();
    await input.fill('00000000');
    await input.press('Enter');
    await until('What can be done', texts, (found) => found.join() === 'Change filter,Clear filter');
    assert.match(
      (await pane().locator('.message').allTextContents()).join(),
      /None of \d+ records matches the filter: hash 00000000…, date 2026-03-11\.\.2026-03-12\./,
    );
    await opened.workbench.screenshot('audit no match');
    await row('Clear filter').click();
    await until('All are there', texts, (found) => found.length >= 7);
  });

  it('says that it is off where nothing is recorded', async () => {
    writeFileSync(log('20260302T120000Z-c.jsonl'), '{"record":1,"created');
    opened.workbench.changeSettings({ 'promptBundles.audit.mode': 'off' });
    await until(
      'It is told',
      () => pane().locator('.message').allTextContents(),
      (found) =>
        found.some((text) => text.includes('1 log has a torn last line. The audit log is off: nothing more')),
    );
    await opened.workbench.screenshot('audit off and torn');
    opened.workbench.changeSettings({ 'promptBundles.audit.folder': 'nothing-here' });
    await pane().locator('.welcome-view', { hasText: 'The audit log is off' }).waitFor();
    await opened.workbench.screenshot('audit off');
  });
});
