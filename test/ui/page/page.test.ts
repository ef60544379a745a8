import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { readPageMessage } from '../../../src/preview/readMessages.js';
import { eventually } from './eventually.js';
import { alone, findings, noBundle, problem, promptOf, render, section } from './messages.js';
import { launch, openPage, type OpenPage } from './openPage.js';

describe('preview page', function () {
  this.timeout(60_000);
  let browser: Browser;
  let opened: OpenPage;
  before(async () => (browser = await launch()));
  after(() => browser.close());
  const open = async (...args: [Parameters<typeof openPage>[1]?]): Promise<OpenPage> =>
    (opened = await openPage(browser, ...args));
  afterEach(async () => {
    assert.deepEqual(opened.complaints, []);
    await opened.page.close();
  });

  it('says that it is ready, and shows nothing that is not of the protocol', async () => {
    const { page, say, posted } = await open();
    assert.deepEqual(await posted(), [{ type: 'ready' }]);
    await say({ ...render, bundleId: 7 });
    await say({ type: 'html', html: '<p>hello</p>' });
    assert.equal(await page.getByRole('heading').count(), 0);
  });

  it('shows the four parts with their exact text, source and values', async () => {
    const { page, say } = await open();
    await say(render);
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'support-agent');
    assert.deepEqual(await page.locator('main').getByRole('heading', { level: 2 }).allTextContents(), [
      'System',
      'Personality',
      'Activity',
      'Task',
    ]);
    assert.deepEqual(await page.locator('.text').allTextContents(), [
      'You are  a support agent.\n\n\tAnswer from the record.\n',
      'Traits: {"patience":0.9}',
      '',
      'Task: The parcel is late. ',
    ]);
    assert.equal(await page.locator('mark[data-value=task]').textContent(), 'The parcel is late. ');
    assert.ok(
      await page.getByRole('region', { name: 'Activity' }).getByText('Empty', { exact: true }).isVisible(),
    );
  });

  it('posts what is pressed and chosen, each of the protocol', async () => {
    const { page, say, posted } = await open();
    await say(render);
    await page.getByRole('combobox', { name: 'Version' }).selectOption('b');
    await page.getByRole('combobox', { name: 'Input' }).selectOption('');
    await page.getByRole('combobox', { name: 'Model' }).selectOption('gpt-4o');
    await page.getByRole('button', { name: 'Open as editor' }).click();
    await page.getByRole('button', { name: 'Copy prompt' }).press('Enter');
    await page.getByRole('button', { name: 'prompt 9f3a01c2…01c2' }).press('Space');
    await page.getByRole('button', { name: 'support-personality@1.0.0' }).click();
    await page.getByRole('button', { name: 'Lock to this bundle' }).click();
    await say({ ...render, sections: [], isLocked: true, canGoBack: true, findings });
    await page.getByRole('button', { name: 'Lock to this bundle', pressed: true }).click();
    await page.getByRole('button', { name: 'Go back' }).click();
    await page.getByRole('button', { name: 'Go forward' }).press('Enter');
    await page.getByRole('button', { name: 'This sentence has 30 words' }).click();
    await page.getByRole('button', { name: 'At most 24 words a sentence' }).click();
    await say({ ...render, sections: [], problem });
    await page.getByRole('button', { name: 'Copy prompt' }).press('Enter');
    await page
      .getByRole('list', { name: 'Hashes' })
      .getByTitle(`prompt_hash: ${render.hashes[0]!.value}`)
      .press('Enter');
    await page.getByRole('button', { name: 'agent.prompt-bundle.yaml:9' }).click();
    const messages = await posted();
    assert.deepEqual(messages, [
      { type: 'ready' },
      { type: 'select', selection: { bundle: 'b' } },
      { type: 'select', selection: { input: '' } },
      { type: 'select', selection: { model: 'gpt-4o' } },
      { type: 'openRendered' },
      { type: 'copyPrompt' },
      { type: 'copyHash', name: 'prompt_hash' },
      { type: 'openSource', slot: 'personality' },
      { type: 'setLocked', isLocked: true },
      { type: 'setLocked', isLocked: false },
      { type: 'back' },
      { type: 'openFinding', index: 1 },
      { type: 'openConstraint', index: 1 },
      { type: 'openProblem', index: 1 },
    ]);
    assert.deepEqual(messages.map(readPageMessage), messages);
  });

  it('keeps hostile text text', async () => {
    const { page, say } = await open();
    const text =
      '<script>alert(1)</script><img src=x onerror=alert(2)></div><style>*{display:none}</style>&lt;';
    const choices = { options: [{ value: text, label: text }], selected: text };
    await say({
      ...render,
      bundleId: text,
      versions: choices,
      hashes: [{ name: text, value: text, covers: text, changed: true }],
      baseline: text,
      sections: [{ ...section('system', { text }, { text, value: 'task' }), source: text }],
      constraints: [{ label: text, source: text }],
      findings: [{ severity: 'error', code: text, message: text, place: text, marks: [] }],
      input: { ...render.input!, task: text, traits: text, traitsProblem: text },
      problem: { message: text, choice: null, details: [{ place: text, message: text, field: null }] },
    });
    await say({ type: 'notice', text });
    await page.locator('.text').press('ArrowDown');
    await say({ type: 'located', mark: { slot: 'system', start: 0, end: 9 }, origin: text, place: text });
    await page.waitForTimeout(1200);
    assert.equal(await page.locator('.text').textContent(), text + text);
    assert.equal(await page.locator('.tip-origin').textContent(), text);
    assert.equal(await page.locator('body img, body style, body script:not([nonce])').count(), 0);
  });

  it('keeps the last good render below a problem, with what it was made with', async () => {
    const { page, say } = await open();
    await say(render);
    await say({
      ...render,
      versions: { ...render.versions, selected: 'b' },
      sections: [],
      hashes: [],
      problem,
    });
    assert.ok(
      await page.getByText('Last good render: 1.3.0 (draft), calm.prompt-input.yaml, Any model').isVisible(),
    );
    assert.equal(await page.locator('.text').count(), 4);
    await say({ ...render, sections: [] });
    for (const place of ['main', 'footer'])
      assert.equal(await page.locator(place).getByText('Last good render').isVisible(), false, place);
    assert.equal(await page.getByText(problem.message).count(), 0);
  });

  it('never shows one bundle below the problem of another', async () => {
    const { page, say, posted } = await open();
    await say(render);
    await say({ ...render, bundleId: 'other', sections: [], hashes: [], problem });
    assert.equal(await page.locator('.text').count(), 0);
    assert.ok(await page.getByRole('heading', { name: 'Nothing rendered yet' }).isVisible());
    await say(noBundle);
    assert.ok(await page.getByRole('heading', { name: 'No bundle to show' }).isVisible());
    for (const [name, type] of [
      ['Create sample', 'createSample'],
      ['New prompt bundle…', 'newBundle'],
    ] as const) {
      await page.getByRole('button', { name }).click();
      assert.deepEqual((await posted()).at(-1), { type });
    }
  });

  it('shows a template by itself as what it is, and gives it a bundle', async () => {
    const { page, say, posted } = await open();
    await say(alone);
    assert.deepEqual(await page.locator('main').getByRole('heading', { level: 2 }).allTextContents(), [
      'Template',
    ]);
    for (const name of ['Copy prompt', 'Open as editor', 'Hashes'])
      assert.equal(await page.getByRole('button', { name }).isVisible(), false, name);
    for (const [name, isVisible] of [
      ['Version', true],
      ['Input', true],
      ['Model', false],
    ] as const)
      assert.equal(await page.getByRole('combobox', { name, exact: true }).isVisible(), isVisible, name);
    await page.locator('summary', { hasText: 'Size' }).click();
    await eventually(async () => {
      const rows = await page.locator('.sizes tr:visible').allInnerTexts();
      assert.deepEqual(
        rows.map((row) => row.split(/\s/)[0]),
        ['Part', 'Template'],
      );
    });
    await page.getByRole('button', { name: 'New bundle with this template…' }).click();
    assert.deepEqual((await posted()).at(-1), { type: 'newBundleWith' });
    // The same id as the template's: nothing of it stays.
    await say({ ...render, bundleId: alone.bundleId });
    assert.equal(await page.getByText('No bundle uses this template yet.').isVisible(), false);
    assert.deepEqual(await page.locator('main').getByRole('heading', { level: 2 }).allTextContents(), [
      'System',
      'Personality',
      'Activity',
      'Task',
    ]);
  });

  it('says that files are still being read, and nothing of findings before they are', async () => {
    const { page, say } = await open();
    await say({ ...render, findings: [], isReading: true });
    const note = page.getByText('Files are still being read');
    assert.equal(await note.isVisible(), true);
    assert.equal(await page.getByText('No findings').isVisible(), false);
    const none = page.getByText('Nothing was found in the files of this prompt.');
    assert.equal(await none.isVisible(), false);
    // What became different is all that is sent.
    await say({ type: 'render', sections: [], isReading: false });
    assert.equal(await note.isVisible(), false);
    assert.equal(await none.isVisible(), true);
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'support-agent');
  });

  it('says what to do when nothing renders, and leads there', async () => {
    const { page, say, posted } = await open();
    await say({ ...render, sections: [], hashes: [], problem });
    assert.equal(await page.getByText('Nothing was found').isVisible(), false);
    await page.getByRole('button', { name: 'Go to the problem' }).click();
    assert.deepEqual((await posted()).at(-1), { type: 'openProblem', index: 0 });
  });

  it('tells which hashes and parts changed, and since when', async () => {
    const { page, say } = await open();
    await say({
      ...render,
      sections: [...render.sections.slice(1), { ...render.sections[0]!, changed: true }],
    });
    assert.ok(await page.getByText(render.baseline).isVisible());
    const hashes = page.getByRole('list', { name: 'Hashes' }).getByRole('listitem');
    assert.deepEqual(
      await hashes.evaluateAll((items) =>
        items.map((item) => (item as HTMLElement).innerText.includes('changed')),
      ),
      [true, false],
    );
    assert.ok(await page.getByRole('region', { name: 'System' }).getByText('changed').isVisible());
    assert.ok(!(await page.getByRole('region', { name: 'Task' }).getByText('changed').isVisible()));
    assert.ok(!(await page.getByText(render.hashes[0]!.covers).isVisible()));
    await page.getByRole('button', { name: 'Hashes' }).click();
    assert.ok(await page.getByText(render.hashes[0]!.covers).isVisible());
    assert.ok(await page.getByText(render.hashes[0]!.value).isVisible());
  });

  it('asks for all when a patch is for another text', async () => {
    const { page, say, posted } = await open();
    await say(render);
    await say({
      ...render,
      sections: [{ ...section('task'), text: { keepStart: 900, keepEnd: 0, insert: [] } }],
    });
    assert.deepEqual(await posted(), [{ type: 'ready' }, { type: 'ready' }]);
    await say(render);
    assert.equal(await page.locator('.text').last().textContent(), 'Task: The parcel is late. ');
  });

  it('announces what changed once things are quiet', async () => {
    const { page, say } = await open();
    const said = page.locator('.unseen[role=status]');
    await say(render);
    for (let i = 0; i < 5; i++) {
      await say({ ...render, sections: [section('task', { text: `Task ${i}` })], findings });
      await page.waitForTimeout(100);
      assert.equal(await said.textContent(), '');
    }
    const saysAtLast = (words: RegExp): Promise<void> =>
      eventually(async () => {
        assert.match((await said.textContent()) ?? '', words);
      });
    await saysAtLast(/^The prompt changed: Task\. 1 error, 1 warning, 1 note\.$/);
    await say({ ...render, sections: [], findings, problem });
    await saysAtLast(/^The bundle does not render\. agent\.prompt-bundle\.yaml:7: No/);
    await say({ ...render, sections: [] });
    await saysAtLast(/^The prompt renders again\. No findings\.$/);
  });

  it('keeps its groups as they were left', async () => {
    const { page, say } = await open({ state: { groups: { input: false, size: 'yes', other: 1 } } });
    await say(render);
    assert.ok(!(await page.getByLabel('Stress', { exact: true }).isVisible()));
    await page.getByText('Constraints in force').click();
    await page.waitForFunction(() => (window.saved as { groups?: object } | undefined)?.groups);
    assert.deepEqual(await page.evaluate(() => (window.saved as { groups: object }).groups), {
      input: false,
      constraints: false,
    });
  });

  it('leads from its foot to what tells more', async () => {
    const { page, say } = await open({ width: 420, state: { groups: { findings: false } } });
    await say({ ...render, findings });
    await page.getByRole('contentinfo').getByRole('button', { name: '1 error, 1 warning, 1 note' }).click();
    assert.ok(await page.getByText(findings[0]!.message).isVisible());
    assert.equal(
      await page.evaluate(() => document.activeElement?.textContent),
      'Findings 1 error, 1 warning, 1 note',
    );
  });

  it('shows very many findings when asked for', async () => {
    const { page, say } = await open();
    await say({ ...render, findings: Array.from({ length: 300 }, () => findings[0]!) });
    assert.equal(await page.locator('.findings li').count(), 50);
    await page.getByRole('button', { name: 'Show all 300 findings' }).click();
    assert.equal(await page.locator('.findings li').count(), 300);
    assert.ok(await page.locator('.findings li').nth(50).locator(':focus').count());
  });

  it('copies a selection as the prompt has it', async () => {
    const { page, say } = await open();
    await say(render);
    await page.evaluate(() => {
      window.addEventListener('copy', (event) => (window.saved = event.clipboardData?.getData('text/plain')));
    });
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+C');
    assert.equal(await page.evaluate(() => window.saved), promptOf(render));
    await page.evaluate(() => {
      const [first, , , last] = [...document.querySelectorAll('.text')].map((text) => text.firstChild!);
      document.getSelection()!.setBaseAndExtent(first!.firstChild!, 44, last!.firstChild!, 4);
    });
    await page.keyboard.press('Control+C');
    assert.equal(
      await page.evaluate(() => window.saved),
      'record.\n\n\nTraits: {"patience":0.9}\n\n\n\nTask',
    );
  });

  it('remembers the selection and goes back to where the reader was', async () => {
    const { page, say } = await open({
      state: { bundle: 'a', input: 'b', model: 'c', scroll: 900, encoding: 'x', more: 1 },
    });
    await say({
      ...render,
      sections: [section('system', { text: 'Line.\n'.repeat(300) }), ...render.sections.slice(1)],
    });
    assert.equal(await page.evaluate(() => window.scrollY), 900);
    await page.mouse.wheel(0, 300);
    await page.waitForFunction(() => (window.saved as { scroll: number }).scroll > 900);
    const saved = await page.evaluate(() => window.saved as Record<string, unknown>);
    assert.deepEqual(
      { ...saved, scroll: 0 },
      {
        bundle: 'file:///agent.yaml',
        bundleName: 'support-agent@1.3.0',
        input: 'calm',
        model: '',
        scroll: 0,
        groups: {},
        showsAges: false,
        showsChanges: false,
        showsWhiteSpace: false,
        // No such encoding is known: that of the folder or the default is shown.
        encoding: undefined,
      },
    );
  });

  for (const width of [420, 320]) {
    it(`fits a width of ${width} pixels`, async () => {
      const { page, say } = await open({ width });
      const long = 'x'.repeat(400);
      await say({
        ...render,
        bundleId: long,
        sections: [{ ...section('system', { text: long }), source: long }],
        problem: { message: long, choice: null, details: [{ place: long, message: long, field: null }] },
        hashes: [{ name: long, value: long, covers: long, changed: true }],
        baseline: long,
        constraints: [{ label: long, source: long }],
        findings: [{ severity: 'error', code: long, message: long, place: long, marks: [] }],
        input: { ...render.input!, task: long, traitsProblem: long },
        versions: { options: [{ value: '', label: long }], selected: '' },
        canGoBack: true,
      });
      await page.getByRole('button', { name: 'Hashes', exact: true }).click();
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    });
  }
});
