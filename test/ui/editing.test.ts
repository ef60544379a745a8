import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { until } from './preview.js';
import { useWorkbench } from './useWorkbench.js';

const BUNDLE = 'support-agent-1.3.0.prompt-bundle.yaml';
const PERSONA = 'support-persona-1.3.0.prompt-template.md';

/** A kind of hover: where it is asked for, and what it tells. */
const HOVERS: readonly (readonly [name: string, file: string, line: number, column: number, says: RegExp])[] =
  [
    ['reference', BUNDLE, 9, 20, /Template support-persona@1\.3\.0.*You are the voice of the shop/s],
    [
      'placeholder',
      PERSONA,
      25,
      6,
      /\{\{semantic_traits\}\} becomes, with calm\.prompt-input\.yaml:.*"tone":"curious"/s,
    ],
    ['constraint', PERSONA, 6, 5, /MAX_PARAGRAPHS: The most paragraphs a part may have\./],
    ['version', PERSONA, 3, 10, /Since 1\.2\.0: the text changed in \d places.*\+ … .*Be extremely careful/s],
    ['hash', 'japanese.prompt-input.yaml', 13, 30, /prompt_hash of support-agent@1\.2\.0.*It holds\./s],
    ['bundle', 'japanese.prompt-input.yaml', 13, 5, /Bundle support-agent@1\.2\.0.*Serves support-large/s],
  ];

describe('an editor of a prompt file', function () {
  this.timeout(120_000);
  const opened = useWorkbench();

  const hover = (): Locator =>
    opened.workbench.page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first();

  it('tells in a hover what stands under the cursor', async () => {
    const { workbench } = opened;
    for (const theme of ['dark', 'light'] as const) {
      await workbench.setColorTheme(theme);
      for (const [name, file, line, column, says] of HOVERS) {
        await workbench.openFile(file);
        await workbench.goTo(line, column);
        await until(
          `The hover of a ${name}`,
          async () => {
            if ((await hover().count()) === 0) await workbench.runCommand('Show or Focus Hover');
            return hover()
              .innerText({ timeout: 1000 })
              .catch(() => '');
          },
          (text) => says.test(text.replaceAll('\u00a0', ' ')),
        );
        await workbench.screenshot(`hover ${name} ${theme}`);
        await workbench.press('Escape');
      }
    }
  });

  it('finds each of many names as one goes on typing', async () => {
    const { workbench, folder } = opened;
    const { page } = workbench;
    const models = Array.from({ length: 210 }, (_, i) => `many-${i}`).join(', ');
    const many = `bundle_id: many\nsemver: 1.0.0\ntags: [${models}]\n`;
    writeFileSync(path.join(folder, 'many.prompt-bundle.yaml'), many);
    const few = path.join(folder, 'few.prompt-bundle.yaml');
    writeFileSync(few, 'tags:\n  - \n');
    await workbench.openFile('few.prompt-bundle.yaml');
    await workbench.goTo(2, 5);
    const list = page.locator('.suggest-widget.visible');
    const selected = list.locator('.monaco-list-row.focused');
    const isSelected = (label: RegExp): Promise<void> =>
      until(
        `${label.source} is selected`,
        async () => {
          // An editor that has just been opened may close a list again.
          if (!(await list.isVisible())) await page.keyboard.press('Control+Space');
          return (await selected.allInnerTexts()).join('');
        },
        (text) => label.test(text),
      ).then(() => undefined);
    await workbench.type('many-');
    await isSelected(/^many-\d/);
    // Which is not among the first: until it is found, VS Code shows and takes those that are.
    await page.keyboard.type('209');
    await isSelected(/^many-209/);
    await workbench.screenshot('one of many names');
    await page.keyboard.press('Enter');
    await workbench.press('Control+s');
    await until(
      'The bundle',
      () => Promise.resolve(readFileSync(few, 'utf8')),
      (text) => text === 'tags:\n  - many-209\n',
    );
    for (const name of [few, path.join(folder, 'many.prompt-bundle.yaml')]) rmSync(name);
  });

  it('renames a template in its bundles and in its name with F2, and back with one undo', async () => {
    const { workbench, folder } = opened;
    const { page } = workbench;
    await workbench.openFile(PERSONA);
    await workbench.goTo(2, 18);
    await workbench.press('F2');
    const box = page.locator('.rename-box input');
    await box.waitFor();
    await workbench.screenshot('rename box');
    await box.fill('shop-voice');
    await page.keyboard.press('Enter');
    const bundle = path.join(folder, 'bundles', BUNDLE);
    await until(
      'The tab of the renamed file',
      () => page.locator('.tab.active').allInnerTexts(),
      (tabs) => tabs.some((tab) => tab.includes('shop-voice-1.3.0.prompt-template.md')),
    );
    await until(
      'The bundle, which VS Code saves after a rename',
      () => Promise.resolve(readFileSync(bundle, 'utf8')),
      (text) => text.includes('personality: shop-voice@1.3.0'),
    );
    await until(
      'No problem is left of it',
      () => page.locator('[id="status.problems"]').innerText(),
      (text) => /\b0\b.*\b1\b/s.test(text),
    );
    await workbench.screenshot('renamed');
    await workbench.press('Control+z');
    const question = page.locator('.monaco-dialog-box').getByRole('button', { name: /undo in .* files/i });
    if (
      await question.waitFor({ timeout: 2000 }).then(
        () => true,
        () => false,
      )
    ) {
      await workbench.screenshot('undo of a rename');
      await question.click();
    }
    await until(
      'The tab of the file',
      () => page.locator('.tab.active').allInnerTexts(),
      (tabs) => tabs.some((tab) => tab.includes(PERSONA)),
    );
  });
});
