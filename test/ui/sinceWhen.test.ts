// Since when the prompt says what it says, in VS Code: by menu, by key, at the cursor, and as a view of its own.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { PreviewTester } from './preview.js';
import { useWorkbench } from './useWorkbench.js';

const BUNDLE = 'support-agent-1.3.0.prompt-bundle.yaml';
const PERSONA = 'support-persona-1.3.0.prompt-template.md';

describe('since when, in VS Code', function () {
  this.timeout(90_000);
  const opened = useWorkbench();
  let preview: PreviewTester;
  const note = () => preview.page.getByRole('dialog', { name: /^Since when/ });

  before(() => {
    const { workbench, folder } = opened;
    preview = new PreviewTester(workbench, folder);
    const git = (...args: readonly string[]): unknown => execFileSync('git', args, { cwd: folder });
    git('init', '--quiet');
    git('add', '--all');
    git(
      ...['user.name=Author', 'user.email=author@example.org', 'commit.gpgSign=false'].flatMap((set) => [
        '-c',
        set,
      ]),
      ...['commit', '--quiet', '--message', 'Add the support agent'],
    );
  });
  afterEach(() => preview.tidyUp());

  it('is told by the menu of the text and by a key, and closed by Escape', async () => {
    const { page } = opened.workbench;
    await preview.open(BUNDLE);
    const text = preview.page.locator('.part-personality .text');
    await text.click({ button: 'right', position: { x: 40, y: 8 } });
    const entry = page.getByRole('menuitem', { name: /^Show Since When/ });
    await entry.hover();
    await page.keyboard.press('Enter');
    await note().getByText('Add the support agent').first().waitFor();
    assert.match(await note().innerText(), /Author/);
    await opened.workbench.screenshot('since when by menu');
    await note().press('Escape');
    await note().waitFor({ state: 'hidden' });

    await text.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Alt+F12');
    await note().getByText('Add the support agent').first().waitFor();
    await page.keyboard.press('Escape');
    await note().waitFor({ state: 'hidden' });
  });

  it('is told at the cursor of a template, as it stands in its editor', async () => {
    await preview.open(BUNDLE);
    await preview.edit(PERSONA, 12, 9);
    await preview.insert('surely ');
    await preview.page.locator('.part-personality .text', { hasText: 'surely ' }).waitFor();
    await opened.workbench.runCommand('Prompt Bundles: Show Since When');
    await note().getByText('Not committed yet').waitFor();
    await note().getByRole('button', { name: 'Close (Escape)' }).click();
  });

  it('is a view of its own, by which the newest text is found', async () => {
    await preview.open(BUNDLE);
    await preview.button('Show ages').click();
    const bar = preview.page.getByRole('group', { name: 'Ages', exact: true });
    await bar.getByText('Past day').waitFor();
    await preview.edit(PERSONA, 12, 9);
    await preview.insert('surely ');
    await bar.getByRole('button', { name: /^Not committed yet 1/ }).waitFor();
    await bar.getByRole('button', { name: 'Go to an older sentence' }).click();
    await bar.getByText(/^1 of /).waitFor();
    assert.match(
      (await preview.page.locator('.unseen[role=status]').textContent()) ?? '',
      /^Sentence 1 of .*surely .*Not committed yet$/,
    );
    await opened.workbench.screenshot('ages');
    await preview.button('Show ages').click();
    await bar.waitFor({ state: 'hidden' });
  });
});
