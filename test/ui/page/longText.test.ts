import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { findings, render, section } from './messages.js';
import { launch, openPage } from './openPage.js';

/** What the page may take for a letter typed into a megabyte, on a slow machine too. */
const SMOOTH_MS = 100;

describe('preview page, a prompt of a megabyte', function () {
  this.timeout(120_000);
  let browser: Browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());
  const line = (i: number): string => `Line ${i} says where the parcel is and when it comes.\n`;
  const text = Array.from({ length: 20_000 }, (_, i) => line(i)).join('');

  it('follows typing, with marks, white space and sizes shown', async () => {
    const { page, say, complaints } = await openPage(browser, {
      state: { showsWhiteSpace: true, groups: { size: true } },
    });
    assert.ok(text.length > 1e6);
    const marks = Array.from({ length: 200 }, (_, i) => ({
      slot: 'system' as const,
      start: i * 5000,
      end: i * 5000 + 40,
    }));
    await say({
      ...render,
      sections: [section('system', { text }), ...render.sections.slice(1)],
      findings: [{ ...findings[0]!, marks }],
    });
    await page.waitForFunction(
      () => /^\d/.test(document.querySelector('.sizes tfoot td:last-child')?.textContent ?? ''),
      undefined,
      { timeout: 60_000 },
    );
    const edit = {
      ...render,
      sections: [section('system')],
      findings: [{ ...findings[0]!, marks }],
    };
    const times = await page.evaluate(
      async ({ message, length }) => {
        const taken: number[] = [];
        for (let i = 0; i < 15; i++) {
          const start = performance.now();
          const insert = [{ text: 'x' }];
          const change = { keepStart: 1000 + i, keepEnd: length - 1000, insert };
          const data = { ...message, sections: [{ ...message.sections[0], text: change }] };
          window.dispatchEvent(new MessageEvent('message', { data }));
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
          taken.push(performance.now() - start);
          await new Promise((done) => setTimeout(done, 50));
        }
        return taken.sort((a, b) => a - b);
      },
      { message: edit, length: text.length },
    );
    assert.ok(times[7]! < SMOOTH_MS, `${times.map(Math.round).join(', ')} ms`);
    assert.equal(
      await page
        .locator('.text')
        .first()
        .evaluate((shown) => shown.textContent.length),
      text.length + 15,
    );
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('is found in by the browser, though not laid out', async () => {
    const { page, say } = await openPage(browser);
    await say({ ...render, sections: [section('system', { text })] });
    const found = await page.evaluate(() => {
      const { find } = window as unknown as { find: (wanted: string) => boolean };
      const isFound = find('Line 15000 says');
      const { top } = getSelection()!.getRangeAt(0).getBoundingClientRect();
      return { isFound, isInSight: top > 0 && top < window.innerHeight };
    });
    assert.deepEqual(found, { isFound: true, isInSight: true });
    await page.close();
  });
});
