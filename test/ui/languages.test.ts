// The extension in other languages than English, in VS Code: what people read is translated, what files hold is not.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { translations } from '../harness/l10n.mjs';
import { projectFolder } from '../harness/project.mjs';
import { SAMPLE_RENDER } from '../sampleRender.js';
import { PreviewTester, until } from './preview.js';
import { useWorkbench } from './useWorkbench.js';

const LANGUAGES = ['de', 'zh-cn'];
const BUNDLE = path.posix.basename(SAMPLE_RENDER.bundleFile);

for (const language of LANGUAGES)
  describe(`in the language ${language}, in VS Code`, function () {
    this.timeout(120_000);
    const opened = useWorkbench({ language });
    const texts = translations().get(language) ?? {};
    const ofManifest = JSON.parse(
      readFileSync(path.join(projectFolder, `package.nls.${language}.json`), 'utf8'),
    ) as Readonly<Record<string, string>>;

    /** The translation of an English text, or of one with a comment for translators. */
    const translated = (english: string, ...values: readonly string[]): string => {
      const key = Object.keys(texts).find((one) => one === english || one.startsWith(`${english}/`));
      assert.ok(key !== undefined, `There is no text ${english}`);
      return (texts[key] ?? '').replaceAll(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? '');
    };

    it('has the page of a prompt, whose own text stays', async () => {
      const tester = new PreviewTester(opened.workbench, opened.folder);
      const { parts, hashes } = await tester.open(BUNDLE);
      assert.match(parts['system']?.text ?? '', /You answer/);
      for (const hash of Object.values(SAMPLE_RENDER.hashes))
        assert.ok(Object.values(hashes).includes(hash), JSON.stringify(hashes));
      assert.equal(await tester.page.locator('html').getAttribute('lang'), language);
      for (const english of ['Findings', 'Hashes', 'Constraints in force', 'Size'])
        await tester.page.getByText(translated(english), { exact: true }).first().waitFor();
      await opened.workbench.screenshot(`preview in ${language}`);
    });

    it('has lenses over a bundle, and commands', async () => {
      const { page } = opened.workbench;
      await page.keyboard.press('Control+1');
      await opened.workbench.openFile(BUNDLE);
      await page
        .locator('.codelens-decoration', { hasText: translated('Preview') })
        .first()
        .waitFor();
      await page.keyboard.press('F1');
      await page.keyboard.insertText(ofManifest['command.publish.title'] ?? '');
      await page
        .locator('.quick-input-list .monaco-list-row', { hasText: ofManifest['command.publish.title'] ?? '' })
        .first()
        .waitFor();
      await page.keyboard.press('Escape');
    });

    it('has the view of all bundles', async () => {
      const { page } = opened.workbench;
      await opened.workbench.runCommand('Prompt Bundles: Show Bundles');
      await page
        .locator('.part.sidebar .pane-header', { hasText: ofManifest['view.explorer.name'] ?? '' })
        .waitFor();
      await page
        .locator('.part.sidebar .monaco-list-row', { hasText: translated('Inputs') })
        .first()
        .waitFor();
    });

    it('tells of a problem', async () => {
      const { page } = opened.workbench;
      await opened.workbench.openFile('support-persona-1.3.0.prompt-template.md');
      await opened.workbench.runCommand('View: Focus Problems (Errors, Warnings, Infos)');
      const message = translated(
        '“{0}” is forbidden by FORBIDDEN_TOKENS. Leave it out or say it in other words.',
        'extremely',
      );
      await until(
        'The problem is listed',
        () => page.locator('.markers-panel .monaco-list-row').allTextContents(),
        (rows) => rows.some((row) => row.includes(message)),
      );
      await opened.workbench.screenshot(`problems in ${language}`);
    });
  });
