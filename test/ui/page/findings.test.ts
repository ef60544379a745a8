import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { readPageMessage } from '../../../src/preview/readMessages.js';
import { eventually } from './eventually.js';
import { findings, render, suppressed } from './messages.js';
import { launch, openPage, type OpenPage } from './openPage.js';

describe('preview page, what is done about findings', function () {
  this.timeout(60_000);
  let browser: Browser;
  let opened: OpenPage;
  before(async () => (browser = await launch()));
  after(() => browser.close());
  afterEach(async () => {
    assert.deepEqual(opened.complaints, []);
    await opened.page.close();
  });

  it('shows suppressed findings with their reasons when asked for, and remembers it', async () => {
    opened = await openPage(browser);
    const { page, say, posted } = opened;
    await say({ ...render, findings, suppressed });
    assert.equal(await page.getByText('The customer is angry.').isVisible(), false);
    assert.equal(await page.locator('.status .severity-count').first().textContent(), '1', 'not counted');
    await page.getByRole('button', { name: 'Show 2 suppressed findings', expanded: false }).press('Enter');
    assert.ok(await page.getByText('Suppressed: The customer is angry.').isVisible());
    await page.getByRole('button', { name: 'No emoji are allowed.' }).click();
    assert.deepEqual((await posted()).at(-1), { type: 'openSuppressed', index: 1 });
    assert.equal(
      await page
        .getByRole('list', { name: 'Suppressed findings' })
        .getByRole('button', { name: 'Show fixes' })
        .count(),
      0,
    );
    assert.deepEqual(await page.evaluate(() => (window.saved as { groups: object }).groups), {
      suppressed: true,
    });
    await page.getByRole('button', { name: 'Hide 2 suppressed findings', expanded: true }).click();
    assert.equal(await page.getByText('The customer is angry.').isVisible(), false);
    await say({ ...render, findings });
    assert.equal(await page.getByText(/suppressed finding/).isVisible(), false);
  });

  it('offers the fixes of a finding, and makes the one that is chosen', async () => {
    opened = await openPage(browser);
    const { page, say, posted } = opened;
    await say({ ...render, sections: render.sections, findings });
    const ask = page.getByRole('button', { name: 'Show fixes' }).nth(1);
    await ask.press('Enter');
    assert.deepEqual((await posted()).at(-1), { type: 'listFixes', index: 1 });
    const fixes = [
      { title: 'Split the sentence at “and”', isPreferred: true },
      { title: 'Suppress it in this file', isPreferred: false },
    ];
    await say({ type: 'fixes', index: 1, fixes });
    assert.equal(await ask.getAttribute('aria-expanded'), 'true');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), fixes[0]!.title);
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('button', { name: fixes[0]!.title }).isVisible(), false);
    assert.equal(await ask.evaluate((button) => button === document.activeElement), true);
    await ask.click();
    await say({ type: 'fixes', index: 1, fixes });
    await page.getByRole('button', { name: fixes[1]!.title }).click();
    assert.deepEqual((await posted()).at(-1), { type: 'applyFix', index: 1, fix: 1 });
    assert.equal(await page.getByRole('button', { name: fixes[0]!.title }).isVisible(), false);
    await ask.click();
    await say({ type: 'fixes', index: 1, fixes: [] });
    assert.equal(
      await page.locator('.fixes-none:visible').textContent(),
      'No fixes are offered for this finding.',
    );
    // What was offered goes with its finding.
    await say({ ...render, sections: [], findings: findings.slice(1) });
    assert.equal(await page.locator('.fixes-none:visible').count(), 0);
    const messages = await posted();
    assert.deepEqual(messages.map(readPageMessage), messages);
  });

  it('shows what stands between back-ticks as code wherever a message is, as text and with a name that reads well', async () => {
    opened = await openPage(browser);
    const { page, say } = opened;
    const message = 'Nothing reads `` <b>`x </b> ``. Did you mean `task`?';
    const plain = 'Nothing reads <b>`x </b>. Did you mean task?';
    const codes = ['<b>`x </b>', 'task'];
    const mark = { slot: 'system', start: 0, end: 20 };
    await say({
      ...render,
      inputNote: message,
      findings: [{ ...findings[0]!, message, marks: [mark] }],
      suppressed: [{ ...suppressed[0]!, reason: message }],
      input: { ...render.input!, traitsProblem: message },
    });
    await page.getByRole('button', { name: 'Show 1 suppressed finding' }).click();
    await page.getByRole('button', { name: 'Show fixes' }).first().click();
    await say({ type: 'fixes', index: 0, fixes: [{ title: message, isPreferred: true }] });
    await page
      .locator('.text')
      .first()
      .hover({ position: { x: 60, y: 8 } });
    await page.waitForFunction(() =>
      (window.posted as { type: string }[]).some(({ type }) => type === 'locate'),
    );
    await say({ type: 'located', mark, origin: 'support-system@1.0.0', place: 'a:1' });
    await say({ type: 'notice', text: message });
    for (const place of [
      '.input-note',
      '.finding .what >> nth=0',
      '.suppressed .reason',
      '.field-problem:visible',
      '.fix',
      '.notice',
      '.tip-finding',
    ]) {
      const at = page.locator(place);
      assert.deepEqual(await at.locator('code').allTextContents(), codes, place);
      assert.equal((await at.textContent())?.replace('Suppressed: ', ''), plain, place);
    }
    await page.getByRole('button', { name: plain, exact: true }).waitFor();
    await page.getByRole('button', { name: `Error: ${plain}` }).waitFor();
    await say({
      ...render,
      sections: [],
      problem: { message, choice: null, details: [{ place: 'a:1', message, field: null }] },
    });
    for (const place of ['.problem-text p', '.detail .what'])
      assert.deepEqual(await page.locator(`${place} code`).allTextContents(), codes, place);
    const selected = await page.locator('.problem-text p').evaluate((line) => {
      document.getSelection()?.selectAllChildren(line);
      return document.getSelection()?.toString();
    });
    assert.equal(selected, plain, 'what is copied of it is plain text');
    await eventually(async () => {
      assert.match(
        (await page.locator('.unseen[role=status]').textContent()) ?? '',
        /^Nothing reads <b>`x <\/b>\./,
      );
    });
    assert.equal(await page.locator('body b').count(), 0);
  });

  it('tells VS Code what is below the pointer when a context menu is asked for', async () => {
    opened = await openPage(browser);
    const { page, say } = opened;
    await say(render);
    const context = () => page.evaluate(() => JSON.parse(document.body.dataset['vscodeContext']!) as unknown);
    const common = { preventDefaultContextMenuItems: false };
    await page.locator('.part-personality h2').click({ button: 'right' });
    assert.deepEqual(await context(), { ...common, webviewSection: 'part', slot: 'personality' });
    await page.locator('mark[data-value=task]').click({ button: 'right', position: { x: 10, y: 8 } });
    const { offset, ...rest } = (await context()) as { offset: number };
    assert.deepEqual(rest, { ...common, webviewSection: 'part', slot: 'task' });
    assert.ok(offset >= 6 && offset <= 8, String(offset));
    await page.locator('.status').click({ button: 'right' });
    assert.deepEqual(await context(), { ...common, webviewSection: 'page' });
    assert.deepEqual((await opened.posted()).at(-1), { type: 'menuOpened' });
  });
});
