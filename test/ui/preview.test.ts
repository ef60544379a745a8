import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { PreviewTester, promptOf, sha256, until, type Shown } from './preview.js';
import { useWorkbench } from './useWorkbench.js';

const BUNDLE = 'support-agent-1.3.0.prompt-bundle.yaml';
const PERSONA = 'support-persona-1.3.0.prompt-template.md';
const CALM = 'calm.prompt-input.yaml';

/** Which parts, and which hashes, are other than before. */
function changes(before: Shown, after: Shown): string[] {
  const hashes = Object.keys(after.hashes).filter((name) => after.hashes[name] !== before.hashes[name]);
  const parts = Object.keys(after.parts).filter(
    (slot) => after.parts[slot]?.text !== before.parts[slot]?.text,
  );
  const templates = Object.keys(after.parts).filter(
    (slot) => after.parts[slot]?.templateHash !== before.parts[slot]?.templateHash,
  );
  return [...parts, ...templates.map((slot) => `template_hash of ${slot}`), ...hashes].sort();
}

/** The most that a line of the prompt is high. */
const LINE_PX = 24;

/** What VS Code keeps of webviews for the next load of the window. */
const storedState = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const result = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(new Error(String(request.error)));
        };
      });
    const names = (await indexedDB.databases()).map(({ name = '' }) => name);
    const found: unknown[] = [];
    for (const name of names.filter((candidate) => candidate.startsWith('vscode-web-state-db-'))) {
      const database = await result(indexedDB.open(name));
      const store = database.transaction('ItemTable').objectStore('ItemTable');
      found.push(...(await result<unknown[]>(store.getAll())));
      database.close();
    }
    const states = found.filter(
      (value) => typeof value === 'string' && value.includes('promptBundles.preview'),
    );
    return states.join('\n');
  });

describe('the preview in VS Code', function () {
  this.timeout(90_000);
  const opened = useWorkbench();
  let preview: PreviewTester;
  const complaints: string[] = [];

  before(() => {
    const { workbench, folder } = opened;
    preview = new PreviewTester(workbench, folder);
    workbench.page.on('console', (line) => {
      if (/content security policy|refused to|trusted type/i.test(line.text())) complaints.push(line.text());
    });
    workbench.page.on('dialog', (dialog) => {
      complaints.push(`dialog ${dialog.message()}`);
      void dialog.accept();
    });
  });
  afterEach(() => preview.tidyUp());

  it('opens from the button in the editor title, and shows what the command line renders', async () => {
    const { workbench } = opened;
    await workbench.openFile(BUNDLE);
    await workbench.page
      .locator(
        '.editor-group-container.active .editor-actions [aria-label^="Open Prompt Preview to the Side"]',
      )
      .click();
    const shown = await preview.shows('Four parts', ({ parts }) => Object.keys(parts).length === 4);
    const stored = await preview.renderStored('support-agent@1.3.0', CALM);
    assert.equal(promptOf(shown), stored['rendered_prompt']);
    for (const name of ['prompt_hash', 'bundle_hash', 'personality_hash', 'content_hash'])
      assert.equal(shown.hashes[name], stored[name], name);
    assert.deepEqual(
      [shown.bundle, shown.version, shown.input, shown.model],
      ['support-agent', '1.3.0', CALM, 'support-large (from input)'],
    );
    assert.deepEqual(
      Object.values(shown.parts).map(({ source }) => source),
      ['support-system@1.0.0', 'support-persona@1.3.0', 'support-activity@1.0.0', 'support-task@1.0.0'],
    );
  });

  it('opens from the palette for a template, in its place', async () => {
    const { workbench } = opened;
    await workbench.openFile(PERSONA);
    await workbench.runCommand('Prompt Bundles: Open Prompt Preview');
    await preview.shows('The prompt', ({ version }) => version === '1.3.0');
    assert.equal(await workbench.page.locator('.editor-group-container').count(), 1);
    assert.equal(await preview.activeFile(), 'Preview support-agent@1.3.0');
    await workbench.screenshot('preview wide dark');
  });

  it('changes exactly the part that is typed in, and the hashes that cover it, without saving', async () => {
    const before = await preview.open(BUNDLE);
    await preview.edit(PERSONA, 10, 17);
    await opened.workbench.type(' to you');
    const after = await preview.shows('What is typed', ({ parts }) =>
      Boolean(parts['personality']?.text.startsWith('# Who is writing to you\n')),
    );
    assert.deepEqual(
      changes(before, after),
      ['content_hash', 'personality', 'prompt_hash', 'template_hash of personality'].sort(),
    );
    assert.equal(
      (await preview.renderStored('support-agent@1.3.0', CALM))['prompt_hash'],
      before.hashes['prompt_hash'],
    );
  });

  it('changes what an input, a model and a version change, chosen in the drop-downs', async () => {
    const first = await preview.open(BUNDLE);
    await preview.choose('Input', 'japanese.prompt-input.yaml');
    const japanese = await preview.shows('The other input', ({ parts }) =>
      Boolean(parts['task']?.text.includes('はじめまして')),
    );
    assert.deepEqual(changes(first, japanese), [
      'activity',
      'personality',
      'personality_hash',
      'prompt_hash',
      'task',
    ]);
    const stored = await preview.renderStored('support-agent@1.3.0', 'japanese.prompt-input.yaml');
    assert.equal(promptOf(japanese), stored['rendered_prompt']);

    await preview.choose('Model', 'support-small');
    await preview.choose('Version', '1.2.0');
    const older = await preview.shows(
      'The other version',
      ({ parts }) => parts['personality']?.source === 'support-persona@1.2.0',
    );
    assert.equal(older.model, 'support-small');
    assert.deepEqual(changes(japanese, older), [
      'bundle_hash',
      'content_hash',
      'personality',
      'prompt_hash',
      'template_hash of personality',
    ]);

    await preview.choose('Model', 'support-large');
    await preview.choose('Input', 'No input');
    const none = await preview.shows('No input', ({ parts }) =>
      Boolean(parts['activity']?.text.includes('at 0.0 of')),
    );
    assert.deepEqual(changes(older, none), [
      'activity',
      'personality',
      'personality_hash',
      'prompt_hash',
      'task',
    ]);
    assert.ok(none.parts['personality']?.text.endsWith('\n{}'));
  });

  it('shows what is typed in an input', async () => {
    await preview.open(BUNDLE);
    await preview.choose('Input', CALM);
    const before = await preview.shows('The input', ({ parts }) =>
      Boolean(parts['activity']?.text.includes('at 0.35 of')),
    );
    await preview.edit(CALM, 5, 20);
    await preview.insert('5');
    const after = await preview.shows('The other level', ({ parts }) =>
      Boolean(parts['activity']?.text.includes('at 0.355 of')),
    );
    assert.deepEqual(changes(before, after), ['activity', 'personality_hash', 'prompt_hash']);
  });

  it('keeps the last good prompt under the reason when the template breaks, until it is fixed', async () => {
    const { workbench } = opened;
    const before = await preview.open(BUNDLE);
    await preview.edit(PERSONA, 4, 7);
    await preview.insert('"');
    const broken = await preview.shows('A problem', ({ problem }) => problem !== '');
    assert.deepEqual(changes(before, broken), []);
    assert.equal(broken.isOld, true);
    assert.match(
      broken.problem,
      /^Template support-persona@1\.3\.0 is in \S+, which cannot be read \(line 4\)\. .*\nsupport-persona-1\.3\.0\.prompt-template\.md:4 /,
    );
    assert.ok(await preview.page.getByText(`Last good render: 1.3.0, ${CALM}, `).isVisible());
    assert.equal(await preview.button('Copy prompt').getAttribute('aria-disabled'), 'true');
    await workbench.screenshot('preview broken template dark');
    // As when its tab was hidden for a while: the page is made anew.
    await workbench.runCommand('Developer: Reload Webviews');
    const anew = await until(
      'The last good prompt again',
      () => preview.look(),
      ({ problem, parts }) => problem === broken.problem && Object.keys(parts).length === 4,
    );
    assert.equal(promptOf(anew), promptOf(before));
    await preview.edit(PERSONA, 4, 8);
    await workbench.press('Backspace');
    const fixed = await preview.shows('No problem', ({ problem }) => problem === '');
    assert.deepEqual(changes(before, fixed), []);
    assert.equal(fixed.isOld, false);
    assert.equal(await preview.button('Copy prompt').getAttribute('aria-disabled'), null);
  });

  it('keeps it too when the bundle breaks', async () => {
    const { workbench } = opened;
    const before = await preview.open(BUNDLE);
    await preview.edit(BUNDLE, 2, 9);
    await preview.insert('"');
    const broken = await preview.shows('A problem', ({ problem }) => problem !== '');
    assert.deepEqual(changes(before, broken), []);
    assert.match(
      broken.problem,
      /^The bundle has errors\. .*\nsupport-agent-1\.3\.0\.prompt-bundle\.yaml:\d+ /,
    );
    assert.deepEqual([broken.bundle, broken.version], ['support-agent', '1.3.0']);
    await workbench.press('Backspace');
    await preview.shows('No problem', ({ problem }) => problem === '');
  });

  it('goes to the place of a problem, and to the text of a part', async () => {
    await preview.open(BUNDLE);
    await preview.edit(PERSONA, 4, 7);
    await preview.insert('x');
    await preview.edit(BUNDLE, 1);
    await preview.shows('A problem', ({ problem }) => problem.includes(`${PERSONA}:4`));
    await preview.page.locator('.detail').first().click();
    await until(
      'The cursor is at the problem',
      () => preview.cursor(),
      (cursor) => cursor === 'Ln 4, Col 7',
    );
    await until(
      'The file of the problem is open',
      () => preview.activeFile(),
      (file) => file === PERSONA,
    );

    await preview.button('support-task@1.0.0').click();
    await until(
      'The task is open',
      () => preview.activeFile(),
      (file) => file === 'support-task.prompt-template.yaml',
    );
    await until(
      'The cursor is at its text',
      () => preview.cursor(),
      (cursor) => cursor === 'Ln 7, Col 3',
    );
    await preview.button('support-persona@1.3.0').click();
    await until(
      'The cursor is at its text',
      () => preview.cursor(),
      (cursor) => cursor === 'Ln 10, Col 1',
    );
    assert.equal(await opened.workbench.page.locator('.editor-group-container').count(), 2);
  });

  it('copies exactly the prompt it shows, and the whole of a hash', async () => {
    const shown = await preview.open(BUNDLE);
    const prompt = await preview.copiedBy(() => preview.button('Copy prompt').click());
    assert.equal(prompt, promptOf(shown));
    assert.equal(sha256(prompt), shown.hashes['prompt_hash']);
    await preview.page.getByText('Prompt copied').waitFor();
    const hash = await preview.copiedBy(() => preview.page.locator('.hash', { hasText: 'content' }).click());
    assert.equal(hash, shown.hashes['content_hash']);
  });

  it('has a context menu that copies a section and opens its source', async () => {
    const shown = await preview.open(BUNDLE);
    const entry = (name: string) => opened.workbench.page.getByRole('menuitem', { name, exact: true });
    const text = preview.page.locator('.part-personality .text');
    await text.click({ button: 'right', position: { x: 40, y: 8 } });
    await entry('Copy Section').waitFor();
    for (const name of ['Open Source', 'Copy Prompt']) assert.ok(await entry(name).isVisible(), name);
    // A click that follows soon after the one that opened the menu may be taken for its end.
    const choose = async (name: string): Promise<void> => {
      await entry(name).hover();
      await opened.workbench.page.keyboard.press('Enter');
    };
    const copied = await preview.copiedBy(() => choose('Copy Section'));
    assert.equal(copied, shown.parts['personality']?.text);
    await text.click({ button: 'right', position: { x: 40, y: 8 } });
    await choose('Open Source');
    await opened.workbench.page.getByRole('tab', { name: PERSONA }).waitFor();
  });

  it('marks in place what is typed since it was opened', async () => {
    await preview.open(BUNDLE);
    await preview.button('Show changes').click();
    await preview.page
      .getByRole('combobox', { name: 'Changes since' })
      .selectOption('the preview was opened');
    await preview.page.getByText('No changes', { exact: true }).waitFor();
    await preview.edit(PERSONA, 10, 17);
    await preview.insert('very ');
    await until(
      'The words that were added',
      () =>
        preview.page
          .locator('body')
          .evaluate(() =>
            [...(CSS.highlights.get('added') ?? [])].map((range) => (range as Range).toString()),
          ),
      (added) => added.join().includes('very'),
    );
    await opened.workbench.screenshot('preview-changes');
    await preview.button('Show changes').click();
  });

  it('opens the prompt as an editor', async () => {
    await preview.open(BUNDLE);
    await preview.button('Open as editor').click();
    await until(
      'The editor is open',
      () => preview.activeFile(),
      (file) => file === 'support-agent@1.3.0.txt',
    );
  });

  it('keeps hostile text text', async () => {
    const hostile =
      '<script>window.hacked = 1</script><img src="x" onerror="window.hacked = 2"></div></style><iframe srcdoc="<script>parent.hacked=3</script>"></iframe><a href="javascript:hacked=4">&lt;b&gt; $& {{{{task}}}}';
    await preview.open(BUNDLE);
    await preview.edit(PERSONA, 12, 1);
    await preview.insert(hostile);
    const shown = await preview.shows('What is typed', ({ parts }) =>
      Boolean(parts['personality']?.text.includes('<script>window.hacked = 1</script><img')),
    );
    const [beforeTask = ''] = hostile.split('{{{{task}}}}');
    assert.ok(shown.parts['personality']?.text.includes(beforeTask));
    const { page } = preview;
    const isHarmless = async (): Promise<void> => {
      assert.equal(await page.locator('.text :not(.chunk, mark)').count(), 0, 'elements in the text');
      assert.equal(await page.locator('img, iframe, a[href], style:not(#_defaultStyles)').count(), 0);
      assert.equal(await page.locator('body').evaluate(() => 'hacked' in window), false);
      assert.deepEqual(complaints, []);
    };
    await isHarmless();
    // Once more as the page's first text rather than a change of it.
    await opened.workbench.runCommand('Developer: Reload Webviews');
    assert.deepEqual(await preview.shows('The same', ({ parts }) => Object.keys(parts).length === 4), shown);
    await isHarmless();
    const copied = await preview.copiedBy(() => preview.button('Copy prompt').click());
    assert.equal(copied, promptOf(shown));
  });

  it('is there again with its selection after a reload of the window', async () => {
    const { workbench } = opened;
    await preview.open(BUNDLE);
    await preview.choose('Version', '1.2.0');
    await preview.choose('Input', 'stressed.prompt-input.yaml');
    await preview.choose('Model', 'support-large');
    const before = await preview.shows(
      'The selection',
      ({ version, input, model, parts }) =>
        version === '1.2.0' &&
        input === 'stressed.prompt-input.yaml' &&
        model === 'support-large' &&
        Boolean(parts['task']?.text.includes('front brake cable')),
    );
    await until(
      'The tab has the name of what it shows',
      () => workbench.page.locator('.tab .label-name').allTextContents(),
      (names) => names.includes('Preview support-agent@1.2.0'),
    );
    // VS Code stores what it restores every few seconds.
    await until(
      'VS Code has stored the selection',
      () => storedState(workbench.page),
      (state) =>
        [/1\.2\.0\.prompt-bundle/, /stressed\.prompt-input/, /support-large/].every((part) =>
          part.test(state),
        ),
    );
    await workbench.page.reload();
    await workbench.ready();
    const after = await preview.shows('The prompt again', ({ parts }) => Object.keys(parts).length === 4);
    assert.deepEqual(after, before);
  });

  it('finds its bundle again that was moved while no window was open, or says what became of it', async () => {
    const { workbench, folder } = opened;
    const [old, moved] = [BUNDLE, 'moved.prompt-bundle.yaml'].map((name) =>
      path.join(folder, 'bundles', name),
    ) as [string, string];
    const text = readFileSync(old, 'utf8');
    const before = await preview.open(BUNDLE);
    const reopenedAfter = async (file: string, change: () => void): Promise<void> => {
      await until(
        'VS Code has stored what the bundle is called',
        () => storedState(workbench.page),
        (state) => state.includes(file) && /bundleName[\\":]+support-agent@1\.3\.0/.test(state),
      );
      const address = workbench.page.url();
      await workbench.page.goto('about:blank');
      change();
      await workbench.page.goto(address);
      await workbench.ready();
    };
    try {
      await reopenedAfter(BUNDLE, () => {
        renameSync(old, moved);
      });
      const found = await preview.shows('The prompt', ({ parts }) => Object.keys(parts).length === 4);
      assert.deepEqual(
        [found.bundle, found.version, promptOf(found)],
        [before.bundle, before.version, promptOf(before)],
      );
      await reopenedAfter('moved.prompt-bundle', () => {
        writeFileSync(moved, text.replace('bundle_id: support-agent', 'bundle_id: other-agent'));
      });
      const said = workbench.page.locator('.notification-toast', {
        hasText:
          'moved.prompt-bundle.yaml was support-agent@1.3.0 when its preview was open last, and is other-agent@1.3.0 now.',
      });
      await said.waitFor();
      await workbench.screenshot('preview of another bundle than before');
      await said.getByRole('button', { name: 'Choose Bundle' }).click();
      await workbench.page
        .locator('.quick-input-list .monaco-list-row', { hasText: 'support-agent' })
        .click();
      await preview.shows(
        'The chosen bundle',
        ({ bundle, version }) => bundle === 'support-agent' && version.startsWith('1.2.0'),
      );
    } finally {
      rmSync(moved, { force: true });
      writeFileSync(old, text);
    }
  });

  it('keeps its scroll position and nodes, and the editor the focus, over 50 edits', async () => {
    const { workbench } = opened;
    await preview.open(BUNDLE);
    const body = preview.page.locator('body');
    // To open a template brings its part into sight: what is typed afterwards moves nothing.
    await preview.edit('support-task.prompt-template.yaml', 13, 3);
    await body.evaluate(() => {
      document.querySelector('.part-activity')?.scrollIntoView({ behavior: 'instant' });
      for (const node of document.querySelectorAll('.chunk, mark, button, option'))
        node.setAttribute('data-kept', '');
      const text = document.querySelector('.part-activity .chunk')!.firstChild!;
      document.getSelection()!.setBaseAndExtent(text, 4, text, 12);
    });
    const look = () =>
      body.evaluate(() => ({
        // Where it stands in the window: what is above may grow, and the browser scrolls by as much.
        top: Math.round(document.querySelector('.part-activity .chunk')!.getBoundingClientRect().top),
        isScrolled: window.scrollY > 100,
        selected: document.getSelection()!.toString(),
        nodes: document.querySelectorAll('.chunk, mark, button, option').length,
        kept: document.querySelectorAll('[data-kept]').length,
      }));
    const before = await look();
    assert.ok(before.isScrolled);
    assert.equal(before.selected, 'workshop');
    assert.equal(before.kept, before.nodes);
    const typed = 'Fifty edits, each typed at its own time, one by one';
    for (const key of typed) await workbench.page.keyboard.type(key, { delay: 15 });
    await preview.shows('All of it', ({ parts }) =>
      Boolean(parts['task']?.text.includes(`${typed}Write the reply`)),
    );
    // What is typed takes a second line: the page may scroll by it to keep the cursor in sight, and by no more.
    const { top, ...after } = await look();
    assert.deepEqual({ ...after, top: before.top }, before);
    assert.ok(Math.abs(top - before.top) <= 2 * LINE_PX, `${before.top} became ${top}`);
    const focused = await workbench.page.evaluate(() => document.activeElement?.className ?? '');
    assert.match(focused, /inputarea|native-edit-context/);
  });

  it('is drawn in the colours of each theme', async () => {
    const { workbench } = opened;
    const themes = ['dark', 'light', 'high contrast dark', 'high contrast light'] as const;
    await preview.open(BUNDLE);
    await preview.choose('Input', 'stressed.prompt-input.yaml');
    await preview.shows('The input', ({ parts }) =>
      Boolean(parts['task']?.text.includes('front brake cable')),
    );
    const body = preview.page.locator('body');
    const scrollTo = (selector: string): Promise<void> =>
      preview.page.locator(selector).evaluate((element) => {
        element.scrollIntoView({ behavior: 'instant' });
      });
    const seen = new Map<string, string>();
    const wear = async (theme: (typeof themes)[number]): Promise<void> => {
      await workbench.setColorTheme(theme);
      const colors = await until(
        'The page takes the colours of the theme',
        () =>
          body.evaluate((shown) => {
            const { backgroundColor, color } = getComputedStyle(shown);
            return `${backgroundColor} ${color}`;
          }),
        (found) => (seen.get(found) ?? theme) === theme,
      );
      seen.set(colors, theme);
      await body.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
    };
    for (const theme of themes) {
      await wear(theme);
      await scrollTo('.header');
      await workbench.screenshot(`preview ${theme}`);
      await scrollTo('.part-activity');
      await workbench.screenshot(`preview values ${theme}`);
    }
    await scrollTo('.header');
    await preview.edit(PERSONA, 4, 7);
    await preview.insert('x');
    await preview.shows('A problem', ({ problem }) => problem !== '');
    for (const theme of themes) {
      await wear(theme);
      await workbench.screenshot(`preview problem ${theme}`);
    }
  });

  it('fits a width of 420 pixels', async () => {
    const { workbench } = opened;
    await workbench.setColorTheme('dark');
    await preview.open(BUNDLE);
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.page.locator('.part.sidebar').waitFor({ state: 'hidden' });
    const body = preview.page.locator('body');
    // Side bars give way one after the other.
    await until(
      'The page is 420 pixels wide',
      async () => {
        const width = await body.evaluate(() => window.innerWidth);
        const { width: whole = 0 } = workbench.page.viewportSize() ?? {};
        if (width !== 420) await workbench.page.setViewportSize({ width: whole - width + 420, height: 800 });
        return width;
      },
      (width) => width === 420,
    );
    assert.equal(await body.evaluate(() => document.documentElement.scrollWidth), 420);
    for (const name of ['Copy prompt', 'Open as editor', 'support-persona@1.3.0'])
      assert.ok(await preview.button(name).isVisible(), name);
    await workbench.screenshot('preview narrow dark');
    await workbench.setColorTheme('light');
    await workbench.screenshot('preview narrow light');
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.setColorTheme('dark');
  });

  it('is not complained about by the browser', () => {
    assert.deepEqual(complaints, []);
  });
});
