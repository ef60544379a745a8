import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { workspaces } from '../harness/project.mjs';
import { isTakingPictures, PICTURE_SETTINGS, takePicture } from './pictures.js';
import { until } from './preview.js';
import { useWorkbench } from './useWorkbench.js';

// From an empty folder to a bundle of four templates and an input, by completion alone: what is typed is the beginning of
// words that are chosen from the list. The tour of the README shows it in pictures, sharper than others.

const WIDTH = 840;
const MAX_PICTURE_BYTES = 130_000;

const FILES = [
  'greet-system.prompt-template.md',
  'greet-personality.prompt-template.yaml',
  'greet-activity.prompt-template.json',
  'greet-task.prompt-template.md',
  'greet.prompt-bundle.yaml',
  'hello.prompt-input.yaml',
] as const;

describe('writing from nothing', function () {
  this.timeout(120_000);
  const opened = useWorkbench({
    workspace: workspaces.empty,
    settings: PICTURE_SETTINGS,
    scale: isTakingPictures ? 1.5 : 1,
  });
  const page = () => opened.workbench.page;
  const list = () => page().locator('.suggest-widget.visible');

  /** Whether something is visible, or becomes so within so many milliseconds. */
  const isThere = (what: Locator, timeout: number): Promise<boolean> =>
    what.waitFor({ timeout }).then(
      () => true,
      () => false,
    );

  /** Asks for the list, by a beginning of a word or by the key. */
  const ask = async (typed = ''): Promise<void> => {
    if (typed !== '') await page().keyboard.type(typed, { delay: 20 });
    // An editor that has just been opened may close a list again.
    await until(
      'A list',
      async () => {
        if (!(await list().isVisible())) await page().keyboard.press('Control+Space');
        await page().waitForTimeout(300);
        return list().isVisible();
      },
      (isShown) => isShown,
    );
  };

  /** Takes what is selected in the list, which is to be that. */
  const choose = async (label: string): Promise<void> => {
    await until(
      `"${label}" is selected`,
      async () => {
        // An editor that has just been opened may close its list again.
        if (!(await isThere(list(), 1500))) await page().keyboard.press('Control+Space');
        return list().locator('.monaco-list-row.focused', { hasText: label }).count();
      },
      (count) => count > 0,
    );
    await page().keyboard.press('Enter');
    await until(
      `"${label}" is chosen`,
      () => list().locator('.monaco-list-row.focused', { hasText: label }).count(),
      (count) => count === 0,
    );
  };

  const begin = async (name: string): Promise<void> => {
    await opened.workbench.openFile(name);
    await page().locator('.editor-group-container.active .view-lines').click();
    // Another attempt begins with nothing too.
    await page().keyboard.press('Control+A');
    await page().keyboard.press('Delete');
  };

  const saved = async (name: string): Promise<string> => {
    await page().keyboard.press('Control+s');
    await page().locator('.editor-group-container.active .tab.active:not(.dirty)').waitFor();
    return readFileSync(path.join(opened.folder, name), 'utf8');
  };

  const picture = (name: string, height: number): Promise<void> =>
    takePicture(opened.workbench, `readme/${name}.png`, { height, most: MAX_PICTURE_BYTES });

  before(async () => {
    for (const name of FILES) writeFileSync(path.join(opened.folder, name), '');
    await page().setViewportSize({ width: WIDTH, height: 520 });
    await opened.workbench.runCommand('View: Close Primary Side Bar');
    await startJson();
  });

  /** VS Code starts what reads JSON with the first such file, and closes a list that is open then. */
  const startJson = async (): Promise<void> => {
    const broken = path.join(opened.folder, 'broken.json');
    writeFileSync(broken, '{');
    await opened.workbench.openFile('broken.json');
    await page().locator('.editor-group-container.active .squiggly-error').first().waitFor();
    rmSync(broken);
    await opened.workbench.runCommand('View: Close All Editors');
  };

  /** How many errors and warnings there are. */
  const problems = (): Promise<string> => page().locator('.statusbar-item#status\\.problems').innerText();

  it('fills an empty template with all that it needs', async () => {
    for (const name of [FILES[0], FILES[3]]) {
      await begin(name);
      await ask();
      await list().locator('.monaco-list-row.focused', { hasText: 'prompt-template' }).waitFor();
      if (name === FILES[0]) await opened.workbench.screenshot('writing, empty template');
      await choose('prompt-template');
      assert.match(await saved(name), /^---\ntemplate_id: greet-(?:system|task)\nsemver: 1\.0\.0\nrole: /);
    }
  });

  it('writes a template key by key, in YAML', async () => {
    await begin(FILES[1]);
    await ask('templ');
    await choose('template_id');
    await choose('greet-personality');
    await page().keyboard.press('Enter');
    await ask('sem');
    await choose('semver');
    await choose('1.0.0');
    await page().keyboard.press('Enter');
    await ask('ro');
    await choose('role');
    await page().keyboard.type('dev', { delay: 20 });
    await opened.workbench.screenshot('writing, role');
    await choose('developer');
    await page().keyboard.press('Enter');
    await ask('cont');
    await choose('content');
    await choose('Let these traits show');
    await page().keyboard.press('Enter');
    await page().keyboard.type('Activity: {{', { delay: 40 });
    await list().locator('.monaco-list-row').first().waitFor();
    await picture('placeholders', 280);
    await page().keyboard.type('act', { delay: 20 });
    await choose('{{activity_level}}');
    assert.equal(
      await saved(FILES[1]),
      'template_id: greet-personality\nsemver: 1.0.0\nrole: developer\ncontent: |-\n  Let these traits show in how you write: {{semantic_traits}}\n  Activity: {{activity_level}}',
    );
  });

  it('writes a template key by key, in JSON', async () => {
    await begin(FILES[2]);
    await ask();
    await choose('prompt-template');
    const text = JSON.parse(await saved(FILES[2])) as Record<string, unknown>;
    assert.equal(text['template_id'], 'greet-activity');
  });

  it('writes a bundle of them, and an input with a saved test', async () => {
    await begin(FILES[4]);
    await ask('bundle');
    await choose('bundle_id');
    await choose('greet');
    await page().keyboard.press('Enter');
    await ask('se');
    await choose('semver');
    await choose('1.0.0');
    await page().keyboard.press('Enter');
    await ask('te');
    await choose('templates');
    await list().locator('.monaco-list-row').first().waitFor();
    await picture('references', 262);
    for (const slot of ['system', 'personality', 'activity', 'task']) {
      if (slot !== 'system') await page().keyboard.press('Tab');
      await ask(`greet-${slot.slice(0, 3)}`);
      await choose(`greet-${slot}@1.0.0`);
    }
    assert.equal(
      await saved(FILES[4]),
      'bundle_id: greet\nsemver: 1.0.0\ntemplates:\n  system: greet-system@1.0.0\n  personality: greet-personality@1.0.0\n  activity: greet-activity@1.0.0\n  task: greet-task@1.0.0',
    );

    await begin(FILES[5]);
    await ask('act');
    await choose('activity_level');
    await choose('0.5');
    await page().keyboard.press('Enter');
    await ask('exp');
    await choose('expect');
    await choose('greet@1.0.0');
    await list().locator('.monaco-list-row', { hasText: 'Present prompt_hash' }).waitFor();
    await picture('expected-hash', 200);
    await page().keyboard.press('Enter');
    assert.match(
      await saved(FILES[5]),
      /^activity_level: 0\.5\nexpect:\n {2}greet@1\.0\.0: ["]?[0-9a-f]{64}["]?$/,
    );
    await until('There are no problems', problems, (text) => /^\s*0\s+0\s*$/.test(text));
    // The tab says so a moment later.
    await page().locator('.tab.active [class*="monaco-decorations-style"]').waitFor({ state: 'detached' });
    await opened.workbench.screenshot('writing, done');
  });

  it('renames a template that three bundles use by one command, in all of them', async () => {
    const { workbench, folder } = opened;
    const bundle = readFileSync(path.join(folder, FILES[4]), 'utf8');
    const bundles = ['greet', 'thank', 'welcome'].map((id) => path.join(folder, `${id}.prompt-bundle.yaml`));
    for (const file of bundles.slice(1))
      writeFileSync(file, bundle.replace('greet', path.basename(file).split('.')[0] ?? ''));
    await workbench.openFile(FILES[1]);
    await page().locator('.codelens-decoration', { hasText: 'Used by 3 bundles' }).waitFor();
    await workbench.goTo(1, 20);
    await workbench.press('F2');
    const box = page().locator('.rename-box input');
    await box.waitFor();
    await box.fill('voice');
    await page().keyboard.press('Control+Enter');
    const apply = page().getByRole('button', { name: 'Apply' });
    await apply.waitFor();
    await picture('rename', 520);
    await apply.click();
    const references = (): (string | undefined)[] =>
      bundles.map((file) => /personality: (\S+)/.exec(readFileSync(file, 'utf8'))?.[1]);
    await until(
      'All bundles have the new name',
      () => Promise.resolve(references()),
      (found) => found.every((reference) => reference === 'voice@1.0.0'),
    );
  });

  it('is readable in every theme', async () => {
    const { workbench } = opened;
    await workbench.openFile(FILES[4]);
    for (const theme of ['light', 'dark', 'high contrast dark', 'high contrast light'] as const) {
      await workbench.setColorTheme(theme);
      await workbench.goTo(4, 11);
      await page().keyboard.press('Control+Space');
      await list().locator('.monaco-list-row').first().waitFor();
      await workbench.screenshot(`writing, references, ${theme}`);
      await page().keyboard.press('Escape');
    }
  });
});
