import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { eventually } from './eventually.js';
import { edited, promptOf, render, section } from './messages.js';
import { launch, openPage } from './openPage.js';

describe('preview page, white space', function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  const text = ' two  blanks\tand a tab\n\nno-break\u00A0space, zero\u200Bwidth, \u{E0041}tag  \n';

  it('is drawn above the text, which stays and copies as it is', async () => {
    const { page, say, complaints } = await openPage(browser);
    const message = { ...render, sections: [section('system', { text }), ...render.sections.slice(1)] };
    await say(message);
    const before = await page.locator('.text').allTextContents();
    await page.getByRole('button', { name: 'Show white space' }).click();
    const drawn = (kind: string) =>
      page
        .locator(`.text >> nth=0 >> .${kind}`)
        .evaluate((path) => (path.getAttribute('d') ?? '').split('M').length - 1);
    await eventually(async () => {
      assert.deepEqual(
        [await drawn('blank'), await drawn('arrow'), await drawn('unseen-character')],
        [text.split(' ').length - 1, 4, 3],
      );
    });
    assert.deepEqual(await page.locator('.text').allTextContents(), before);
    await page.evaluate(() => {
      window.addEventListener('copy', (event) => (window.saved = event.clipboardData?.getData('text/plain')));
    });
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+C');
    assert.equal(await page.evaluate(() => window.saved), promptOf(message));
    await page.getByRole('button', { name: 'Show white space', pressed: true }).click();
    assert.equal(await page.locator('.white-space').count(), 0);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('follows edits and the width of the window, and is remembered', async () => {
    const { page, say } = await openPage(browser, { state: { showsWhiteSpace: true } });
    await say({ ...render, sections: [section('system', { text: 'a b' })] });
    const path = () => page.waitForTimeout(200).then(() => page.locator('.blank').first().getAttribute('d'));
    const first = await path();
    await say({ ...render, sections: [edited('system', [{ text: 'a b' }], [{ text: 'a  b' }])] });
    const second = await path();
    assert.equal(second!.split('M').length, 3);
    assert.ok(second!.startsWith(first!.slice(0, 4)));
    await say({ ...render, sections: [section('system', { text: 'word '.repeat(60) })] });
    const wide = await path();
    await page.setViewportSize({ width: 420, height: 700 });
    assert.notEqual(await path(), wide);
    await page.close();
  });

  it('draws only what is in sight of a long text', async () => {
    const { page, say } = await openPage(browser, { state: { showsWhiteSpace: true } });
    await say({
      ...render,
      sections: [section('system', { text: 'A line of text to read.\n'.repeat(20_000) })],
    });
    const drawsFew = (): Promise<void> =>
      eventually(async () => {
        const count = await page.locator('.white-space').count();
        assert.ok(count > 0 && count < 6, String(count));
      });
    await drawsFew();
    await page.evaluate(() => {
      window.scrollTo(0, document.body.scrollHeight / 2);
    });
    await page.waitForTimeout(500);
    await drawsFew();
    await page.close();
  });
});
